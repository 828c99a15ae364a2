import { dayAfter, firstDay, lastDay, weekdayOf } from '../../log/date.ts';
import { entryKey, folderOf, folders, formerKeys, type Entry, type EntryKey } from '../../log/entry.ts';
import { checkGraph } from '../../log/graph.ts';
import { defaultNaming, periodFolder, usualEnd, usualSpan } from '../../log/period.ts';
import { compareProblems, isError, startOfFile, type Problem } from '../../log/problem.ts';
import type { RuleId } from '../../log/rules.ts';
import type { LogFields } from '../../log/schema.ts';
import { typeFromAddress } from '../../log/typeFromAddress.ts';
import { hiddenCharacters } from '../../log/hiddenCharacters.ts';
import { idForm, noteIdForm } from '../../log/ids.ts';
import { placeOf } from '../../loader/files.ts';
import { diagnoseEntry } from '../../loader/renderEntry.ts';
import { freeId, idFrom, nextNumber } from './entryId.ts';
import { entryText } from './entryText.ts';

/** The kinds of entries that can be added to a log. */
export type NewKind = keyof typeof folders;

/** The input for a new entry: fields as written in frontmatter, not validated yet. */
export interface Draft {
  readonly kind: NewKind;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The file name without `.md`, with its folders for a note; by default derived from the title. */
  readonly id?: string | undefined;
  readonly body?: string | undefined;
}

/** The log that an entry is added to, as far as it can be read. */
export interface KnownLog {
  readonly entries: readonly Entry[];
  /** Keys of entries that exist but cannot be read. */
  readonly broken: ReadonlySet<EntryKey>;
}

/** An entry that has not been written yet. It may be written only if it has no problems. */
export interface NewEntry {
  readonly file: string;
  readonly text: string;
  /** Missing if its frontmatter is invalid. */
  readonly entry?: Entry;
  /** Errors that the log does not have without the entry. */
  readonly problems: readonly Problem[];
}

/**
 * Creates an entry from a draft, with an unused file name and frontmatter in the order of the schema, and checks it, both
 * by itself and in its log. `today` is `YYYY-MM-DD`.
 */
export async function newEntry(log: KnownLog, draft: Draft, today: string): Promise<NewEntry> {
  const { kind, body } = draft;
  const fields = withDefaults(log, draft, today);
  const key = keyFor(log, takenKeys(log), { ...draft, fields });
  const file = `content/${key}.md`;
  const text = entryText(kind, fields, body);
  const refusal = refusalOf(log, kind, key, draft.id);
  if (refusal) return { file, text, problems: [{ ...refusal, file, range: startOfFile }] };

  const { entry, problems: own } = await diagnoseEntry(
    { kind, key, file, text },
    { macros: rootOf(log)?.macros ?? {} },
  );
  const found = [...hiddenCharacters(file, text), ...own, ...(entry ? graphProblems(log, entry) : [])];
  return { file, text, ...(entry && { entry }), problems: found.filter(isError).sort(compareProblems) };
}

/** The fields of a draft, with those that it leaves out and that follow from the log or from other fields. */
export function withDefaults(log: KnownLog, draft: Draft, today: string): Draft['fields'] {
  return { ...defaultsOf(log, draft, today), ...draft.fields };
}

function defaultsOf(log: KnownLog, { kind, fields }: Draft, today: string): Draft['fields'] {
  if (kind === 'week') return { start: nextStart(log, today) };
  const type = kind === 'resource' ? typeFromAddress(fields) : undefined;
  return type === undefined ? {} : { type };
}

/** The fields of `content/log.md`; undefined if it cannot be read. */
export function rootOf({ entries }: KnownLog): LogFields | undefined {
  return entries.find((entry) => entry.kind === 'log')?.fields;
}

/** The reason why an entry cannot have this name. */
function refusalOf(
  log: KnownLog,
  kind: NewKind,
  key: EntryKey,
  given: string | undefined,
): { readonly rule: RuleId; readonly message: string } | undefined {
  if (given !== undefined && !(kind === 'note' ? noteIdForm : idForm).test(given)) {
    return { rule: 'file-name', message: `"${given}" has characters that an id cannot have.` };
  }
  const place = placeOf(`content/${key}.md`, rootOf(log)?.period);
  if ('rule' in place) return place;
  if (!takenKeys(log).has(key.toLowerCase())) return undefined;
  const holder = log.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
  const title = holder ? `, “${holder.fields.title}”` : '';
  return { rule: 'address-taken', message: `There is already an entry with this name${title}.` };
}

/** The problems that the entry adds to the log. */
function graphProblems({ entries, broken }: KnownLog, entry: Entry): readonly Problem[] {
  const known = new Set(checkGraph(entries, broken).problems.map((problem) => JSON.stringify(problem)));
  const { problems } = checkGraph([...entries, entry], broken, undefined, new Set([entry.key]));
  return problems.filter((problem) => !known.has(JSON.stringify(problem)));
}

/** All keys in the log in lower case, including aliases and entries that cannot be read. */
export function takenKeys({ entries, broken }: KnownLog): ReadonlySet<string> {
  const keys = [...entries.flatMap((entry) => [entry.key, ...formerKeys(entry)]), ...broken];
  return new Set(keys.map((key) => key.toLowerCase()));
}

const untitled = 'untitled';

/** The key of a new entry in a log with these keys in lower case: its id, or else one from its title. */
export function keyFor(log: KnownLog, taken: ReadonlySet<string>, { kind, fields, id }: Draft): EntryKey {
  return entryKey(kind === 'week' ? weekFolder(log) : folders[kind], id ?? idFor(log, taken, kind, fields));
}

function idFor(log: KnownLog, taken: ReadonlySet<string>, kind: NewKind, { title, start }: Draft['fields']): string {
  const name = idFrom(typeof title === 'string' ? title : '');
  if (kind === 'week') {
    const inFolders: readonly string[] = [folders.week, weekFolder(log).toLowerCase()];
    const weeks = [...taken].filter((key) => inFolders.includes(key.slice(0, key.indexOf('/'))));
    const [, date] = rootOf(log)?.numbered === false ? (/^~?(\d{4}(?:-\d\d){0,2})/.exec(String(start)) ?? []) : [];
    return [date ?? nextNumber(weeks.map((key) => key.slice(key.indexOf('/') + 1))), name]
      .filter((part) => part !== '')
      .join('-');
  }
  const id = name === '' ? untitled : name;
  if (kind !== 'resource') return id;
  // Different resources may have the same title, but their addresses differ.
  return freeId(id, (free) => taken.has(entryKey(folders.resource, free)));
}

/** The folder of a log's periods: the one named after them, unless all are in `weeks/`. */
function weekFolder(log: KnownLog): string {
  const own = periodFolder(rootOf(log)?.period ?? defaultNaming.period);
  const used = new Set(log.entries.flatMap(({ kind, key }) => (kind === 'week' ? folderOf(key) : [])));
  return used.size === 0 || used.has(own) ? own : folders.week;
}

/**
 * The first day of the next period. For a week, it is the Monday after the last one, or this week's Monday if there is
 * none. For a month, it is the first of the next month, or of this one. For a day, it is today, or the day after the
 * last one.
 */
function nextStart(log: KnownLog, today: string): string {
  const { period } = rootOf(log) ?? defaultNaming;
  const lastDays = log.entries.flatMap((entry) =>
    entry.kind === 'week' ? lastDay(entry.fields.end ?? entry.fields.start) : [],
  );
  const last = lastDays.sort().at(-1);
  const span = usualSpan(period);
  if (span === 'day') return last === undefined || last < today ? today : dayAfter(last, 1);
  if (span === 'month') {
    const of = (iso: string) => ({ iso, about: false });
    return last === undefined ? firstDay(of(today.slice(0, 7))) : dayAfter(usualEnd(of(last), period), 1);
  }
  return last === undefined ? dayAfter(today, 1 - weekdayOf(today)) : dayAfter(last, 8 - weekdayOf(last));
}
