import { firstDay, type CalendarDate } from './date.ts';
import { linkKey, stateOf, type LinkRecords } from './linkLock.ts';
import type { ResourceFields } from './schema.ts';

/** What is recorded of a log beside its entries. */
export interface Records {
  /** What looking at outside addresses found. */
  readonly links: LinkRecords;
  /** When each file was changed, by its path. */
  readonly changes: Readonly<Record<string, Changes>>;
}

/** The days of the first and the last change of a file, `YYYY-MM-DD`, as far as its history tells. */
export interface Changes {
  readonly first?: string;
  readonly last?: string;
}

/** Nothing is recorded. */
export const noRecords: Records = { links: {}, changes: {} };

/** When an entry was added to the log, and last changed after that. */
export interface EntryDates {
  readonly added?: CalendarDate;
  readonly updated?: CalendarDate;
}

/** The dates of an entry: those that its author gives, else those of the history of its file. */
export function entryDates(fields: EntryDates, changes: Changes | undefined): EntryDates {
  const added = fields.added ?? exactly(changes?.first);
  const updated = fields.updated ?? exactly(changes?.last);
  const isLater = updated && (!added || firstDay(updated) > firstDay(added));
  return { ...(added && { added }), ...(isLater && { updated }) };
}

/** The day since which an entry is as it is, `YYYY-MM-DD`, where that is known. */
export function lastChange({ added, updated }: EntryDates): string | undefined {
  const date = updated ?? added;
  return date && firstDay(date);
}

function exactly(day: string | undefined): CalendarDate | undefined {
  return day === undefined ? undefined : { iso: day, about: false };
}

/** How it stood with the address of a resource when it was last looked at. */
export interface LinkFacts {
  readonly checked: CalendarDate;
  readonly isDead: boolean;
  /** A copy that was found of what is gone. */
  readonly archived?: string;
}

/**
 * What the records say of an address of a resource. Nothing where its author looked at it on that day or later, which
 * `checked` says: a person has seen more than a program.
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
