import { dayAfter, lastDay, weekdayOf } from '../../log/date.ts';
import { entryKey, folders, idOf, type Entry, type EntryKey } from '../../log/entry.ts';
import { checkGraph } from '../../log/graph.ts';
import { compareProblems, isError, startOfFile, type Problem } from '../../log/problem.ts';
import type { RuleId } from '../../log/rules.ts';
import type { LogFields } from '../../log/schema.ts';
import { hiddenCharacters } from '../../log/hiddenCharacters.ts';
import { idForm } from '../../loader/files.ts';
import { diagnoseEntry } from '../../loader/renderEntry.ts';
import { freeId, idFrom, nextNumber } from './entryId.ts';
import { entryText } from './entryText.ts';

/** The kinds of entries of which a log has many. */
export type NewKind = keyof typeof folders;

/** What is to become an entry: fields as they are written in frontmatter, and what the schema makes of them is not known yet. */
export interface Draft {
  readonly kind: NewKind;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The file name without its ending; made from the title where it is missing. */
  readonly id?: string | undefined;
  readonly body?: string | undefined;
}

/** The log that an entry is to be added to, as far as it can be read. */
export interface KnownLog {
  readonly entries: readonly Entry[];
  /** Entries that exist and could not be read. */
  readonly broken: ReadonlySet<EntryKey>;
}

/** An entry that is not written yet. It belongs into the log only where it has no problems. */
export interface NewEntry {
  readonly file: string;
  readonly text: string;
  /** Missing where its frontmatter is not valid. */
  readonly entry?: Entry;
  /** What would stop a build, and is not wrong with the log already. */
  readonly problems: readonly Problem[];
}

/**
 * Makes an entry of a draft: a file name that nothing has yet, frontmatter in the order of the schema, and everything
 * that is wrong with it, by itself and in its log. The day is today's, `YYYY-MM-DD`.
 */
export async function newEntry(log: KnownLog, draft: Draft, today: string): Promise<NewEntry> {
  const { kind, body } = draft;
  const fields = kind === 'week' ? { start: nextStart(log, today), ...draft.fields } : draft.fields;
  const id = draft.id ?? idFor(log, kind, fields.title);
  const key = entryKey(folders[kind], id);
  const file = `content/${key}.md`;
  const text = entryText(kind, fields, body);
  const refusal = refusalOf(log, key, draft.id);
  if (refusal) return { file, text, problems: [{ ...refusal, file, range: startOfFile }] };

  const { entry, problems: own } = await diagnoseEntry(
    { kind, key, file, text },
    { macros: rootOf(log)?.macros ?? {} },
  );
  const found = [...hiddenCharacters(file, text), ...own, ...(entry ? graphProblems(log, entry) : [])];
  return { file, text, ...(entry && { entry }), problems: found.filter(isError).sort(compareProblems) };
}

/** What `content/log.md` says; undefined where it cannot be read. */
export function rootOf({ entries }: KnownLog): LogFields | undefined {
  return entries.find((entry) => entry.kind === 'log')?.fields;
}

/** Why an entry cannot have this name, whatever is in it. */
function refusalOf(
  log: KnownLog,
  key: EntryKey,
  given: string | undefined,
): { readonly rule: RuleId; readonly message: string } | undefined {
  if (given !== undefined && !idForm.test(given)) {
    return { rule: 'file-name', message: `"${given}" has characters that an id cannot have.` };
  }
  if (!takenKeys(log).has(key.toLowerCase())) return undefined;
  const holder = log.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
  const title = holder ? `, “${holder.fields.title}”` : '';
  return { rule: 'address-taken', message: `There is an entry with this name already${title}.` };
}

/** The problems that the log has with the entry and does not have without it. */
function graphProblems({ entries, broken }: KnownLog, entry: Entry): readonly Problem[] {
  const known = new Set(checkGraph(entries, broken).problems.map((problem) => JSON.stringify(problem)));
  const { problems } = checkGraph([...entries, entry], broken, undefined, entry.key);
  return problems.filter((problem) => !known.has(JSON.stringify(problem)));
}

/** The keys of everything in the log in small letters, old names and what cannot be read included. */
function takenKeys({ entries, broken }: KnownLog): ReadonlySet<string> {
  const aliases = entries.flatMap((entry) => (entry.kind === 'resource' ? entry.fields.aliases : []));
  const keys = [...entries.map(({ key }) => key), ...broken, ...aliases.map((id) => entryKey(folders.resource, id))];
  return new Set(keys.map((key) => key.toLowerCase()));
}

/** What an entry without a title is called in messages. */
const untitled = 'untitled';

function idFor(log: KnownLog, kind: NewKind, title: unknown): string {
  const name = idFrom(typeof title === 'string' ? title : '');
  if (kind === 'week') {
    const weeks = [...log.entries.map(({ key }) => key), ...log.broken].filter((key) => key.startsWith(folders.week));
    return [nextNumber(weeks.map(idOf)), name].filter((part) => part !== '').join('-');
  }
  const id = name === '' ? untitled : name;
  if (kind === 'page') return id;
  // Two things may have one title; that they are not the same thing is seen by their addresses.
  const taken = takenKeys(log);
  return freeId(id, (free) => taken.has(entryKey(folders.resource, free)));
}

/** The Monday after the last week of a log; in a log without weeks, the Monday of this one. */
function nextStart({ entries }: KnownLog, today: string): string {
  const lastDays = entries.flatMap((entry) =>
    entry.kind === 'week' ? lastDay(entry.fields.end ?? entry.fields.start) : [],
  );
  const last = lastDays.sort().at(-1);
  return last === undefined ? dayAfter(today, 1 - weekdayOf(today)) : dayAfter(last, 8 - weekdayOf(last));
}
