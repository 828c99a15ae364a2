import { firstDay, type CalendarDate } from './date.ts';
import { linkKey, stateOf, type LinkRecords } from './linkRecord.ts';
import type { ResourceFields } from './schema.ts';

/** Data about a log that is not in its entries. */
export interface Records {
  /** The results of checking web addresses. */
  readonly links: LinkRecords;
  /** The change dates of each file, by path. */
  readonly changes: Readonly<Record<string, Changes>>;
  /** The current path of each file that was moved, by its earlier path; both are relative to the log's folder. */
  readonly moves: ReadonlyMap<string, string>;
  /** The address of the repository, for a log that names none. */
  readonly repository?: string | undefined;
}

/** The days of the first and last known change of a file, `YYYY-MM-DD`. */
export interface Changes {
  readonly first?: string;
  readonly last?: string;
}

/** Empty records. */
export const noRecords: Records = { links: {}, changes: {}, moves: new Map() };

/** The days on which an entry was added to the log and last changed after that. */
export interface EntryDates {
  readonly added?: CalendarDate;
  readonly updated?: CalendarDate;
}

/** The dates of an entry, from its frontmatter if given, otherwise from its file history. */
export function entryDates(fields: EntryDates, changes: Changes | undefined): EntryDates {
  const added = fields.added ?? exactly(changes?.first);
  const updated = fields.updated ?? exactly(changes?.last);
  const isLater = updated && (!added || firstDay(updated) > firstDay(added));
  return { ...(added && { added }), ...(isLater && { updated }) };
}

/** The day of the last change of an entry, `YYYY-MM-DD`; undefined if unknown. */
export function lastChange({ added, updated }: EntryDates): string | undefined {
  const date = updated ?? added;
  return date && firstDay(date);
}

function exactly(day: string | undefined): CalendarDate | undefined {
  return day === undefined ? undefined : { iso: day, about: false };
}

/** A discussion of an entry elsewhere. */
export interface Discussion {
  readonly url: string;
  /** The number of comments when they were last counted. */
  readonly comments?: { readonly count: number; readonly on: CalendarDate };
}

/** The discussions at some addresses, with what `learnlog links` has recorded of them. */
export function discussionsAt(addresses: readonly string[], links: LinkRecords): readonly Discussion[] {
  return addresses.map((url) => {
    const { count, on } = links[linkKey(url)]?.comments ?? {};
    return {
      url,
      ...(count !== undefined && on !== undefined && { comments: { count, on: { iso: on, about: false } } }),
    };
  });
}

/** The status of a resource’s address when it was last checked. */
export interface LinkFacts {
  readonly checked: CalendarDate;
  readonly isDead: boolean;
  /** An archived copy of a dead address. */
  readonly archived?: string;
}

/**
 * The recorded status of a resource’s address. Undefined if the author checked it (`checked`) on the same day or later,
 * because a person’s check overrides the program’s.
 */
export function linkFacts(
  address: string | undefined,
  { checked }: Pick<ResourceFields, 'checked'>,
  links: LinkRecords,
): LinkFacts | undefined {
  const record = address === undefined ? undefined : links[linkKey(address)];
  if (!record || (checked && firstDay(checked) >= record.checked)) return undefined;
  const isDead = stateOf(record) === 'dead';
  const archived = isDead ? record.archived : undefined;
  return { checked: { iso: record.checked, about: false }, isDead, ...(archived !== undefined && { archived }) };
}
