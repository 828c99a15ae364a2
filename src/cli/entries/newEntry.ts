import { dayAfter, lastDay, weekdayOf } from '../../log/date.ts';
import { entryKey, folders, formerKeys, idOf, type Entry, type EntryKey } from '../../log/entry.ts';
import { checkGraph } from '../../log/graph.ts';
import { compareProblems, isError, startOfFile, type Problem } from '../../log/problem.ts';
import type { RuleId } from '../../log/rules.ts';
import type { LogFields } from '../../log/schema.ts';
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
  /** The file name without `.md`, of a note with its folders; by default derived from the title. */
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
  const fields = kind === 'week' ? { start: nextStart(log, today), ...draft.fields } : draft.fields;
  const id = draft.id ?? idFor(log, kind, fields.title);
  const key = entryKey(folders[kind], id);
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
  const place = placeOf(`content/${key}.md`);
  if ('rule' in place) return place;
  if (!takenKeys(log).has(key.toLowerCase())) return undefined;
  const holder = log.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
  const title = holder ? `, “${holder.fields.title}”` : '';
  return { rule: 'address-taken', message: `There is an entry with this name already${title}.` };
}

/** The problems that the entry adds to the log. */
function graphProblems({ entries, broken }: KnownLog, entry: Entry): readonly Problem[] {
  const known = new Set(checkGraph(entries, broken).problems.map((problem) => JSON.stringify(problem)));
  const { problems } = checkGraph([...entries, entry], broken, undefined, entry.key);
  return problems.filter((problem) => !known.has(JSON.stringify(problem)));
}

/** All keys in the log in lower case, including aliases and entries that cannot be read. */
function takenKeys({ entries, broken }: KnownLog): ReadonlySet<string> {
  const keys = [...entries.flatMap((entry) => [entry.key, ...formerKeys(entry)]), ...broken];
  return new Set(keys.map((key) => key.toLowerCase()));
}

const untitled = 'untitled';

function idFor(log: KnownLog, kind: NewKind, title: unknown): string {
  const name = idFrom(typeof title === 'string' ? title : '');
  if (kind === 'week') {
    const weeks = [...log.entries.map(({ key }) => key), ...log.broken].filter((key) => key.startsWith(folders.week));
    return [nextNumber(weeks.map(idOf)), name].filter((part) => part !== '').join('-');
  }
  const id = name === '' ? untitled : name;
  if (kind !== 'resource') return id;
  // Different resources may have the same title; their addresses tell them apart.
  const taken = takenKeys(log);
  return freeId(id, (free) => taken.has(entryKey(folders.resource, free)));
}

/** The Monday after the last week of a log, or this week's Monday if the log has no weeks. */
function nextStart({ entries }: KnownLog, today: string): string {
  const lastDays = entries.flatMap((entry) =>
    entry.kind === 'week' ? lastDay(entry.fields.end ?? entry.fields.start) : [],
  );
  const last = lastDays.sort().at(-1);
  return last === undefined ? dayAfter(today, 1 - weekdayOf(today)) : dayAfter(last, 8 - weekdayOf(last));
}
