import { identityNames, type Identity } from '../../log/checks/duplicates.ts';
import { entryKey, idOf, type Entry, type EntryKey } from '../../log/entry.ts';
import { checkGraph } from '../../log/graph.ts';
import { hiddenCharacters } from '../../log/hiddenCharacters.ts';
import { isObject } from '../../log/json.ts';
import { isError, type Problem } from '../../log/problem.ts';
import { rules } from '../../log/rules.ts';
import { relativePath } from '../../log/relativePath.ts';
import { fieldsOf } from '../../log/schema.ts';
import { placeOf, type SourceFile } from '../../loader/files.ts';
import { diagnoseAll } from '../../loader/renderPool.ts';
import type { EntryDiagnostics } from '../../loader/renderEntry.ts';
import { freeId } from '../entries/entryId.ts';
import { entryText } from '../entries/entryText.ts';
import { keyFor, rootOf, takenKeys, withDefaults, type Draft, type KnownLog } from '../entries/newEntry.ts';
import type { Found, Place, Reading, Refused, Remark } from './found.ts';
import { importTopics, topicsToList, type ImportTopics, type TopicMap, type TopicToList } from './topics.ts';

/** What becomes of one record. */
export interface Outcome {
  /** It becomes a new file, is already in the log, or cannot be imported. */
  readonly state: 'new' | 'known' | 'refused';
  readonly at: Place;
  /** The id by which a later import of the same source recognises it. */
  readonly id: string;
  readonly title: string;
  readonly kind?: Found['kind'];
  readonly key?: EntryKey;
  /** The file of the entry, whether new or already in the log. */
  readonly file?: string;
  readonly text?: string;
  readonly reason?: string;
  /** Whether nothing is lost if it is not imported. */
  readonly isNothing?: true;
}

/** Everything that an import does to a log. */
export interface ImportPlan {
  readonly outcomes: readonly Outcome[];
  readonly remarks: readonly Remark[];
  /** Topics that `content/log.md` must list, with their titles. */
  readonly topics: Readonly<Record<string, TopicToList>>;
  /** How many new entries are on each new topic. */
  readonly topicCounts: ReadonlyMap<string, number>;
  /** Files to copy: their paths in the import and in the log. */
  readonly attachments: ReadonlyMap<string, string>;
  /** What became of the columns of a table. */
  readonly columns?: Reading['columns'];
}

export interface ImportInput {
  /** The folder of the log. */
  readonly folder: string;
  readonly log: KnownLog;
  readonly reading: Reading;
  /** What records became in earlier imports: keys of entries by the ids of records. */
  readonly became: ReadonlyMap<string, string>;
  /** Paths in the log for the files that can be copied into it. */
  readonly attachments: ReadonlyMap<string, string>;
  readonly topics: TopicMap;
  /** Only these records. */
  readonly isWanted?: (found: Found) => boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A record on its way into the log. */
interface Candidate {
  readonly found: Found;
  readonly id: string;
  readonly key: EntryKey;
  readonly file: string;
  fields: Readonly<Record<string, unknown>>;
  /** The files that its body asked for. */
  asked: ReadonlySet<string>;
  source: SourceFile;
  diagnosed?: EntryDiagnostics;
  reason?: string;
}

/** More rounds than any import needs. Each leaves out what the round before found wrong. */
const mostRounds = 20;

/** The most bytes of a file name without its extension. */
const longestName = 200;

/** Fields that an entry cannot do without. */
const neededFields: ReadonlySet<string> = new Set(['title', 'type', 'start']);

/**
 * Decides what becomes of each record of a reading, without writing anything: gives it a name, leaves out fields that
 * are not valid, and checks all new entries together in their log. An entry that would have an error is refused.
 */
export async function planImport(input: ImportInput): Promise<ImportPlan> {
  const { log, reading, became, isWanted = () => true, today } = input;
  const remarks: Remark[] = [...reading.remarks];
  const outcomes = new Map<Found | Refused, Outcome>();
  for (const refused of reading.refused) outcomes.set(refused, outcomeOfRefused(refused));
  const topics = importTopics(log, reading, input.topics);
  const known = knownThings(log);
  const keys = citationKeys(log, reading);
  const taken = new Set(takenKeys(log));
  const candidates: Candidate[] = [];
  const keyOfFile = new Map<string, EntryKey>();
  for (const found of reading.found.filter(isWanted)) {
    const id = recordId(found);
    const title = titleOf(found);
    const fields = topicsResolved(found, topics.resolve);
    const draft: Draft = { kind: found.kind, fields, id: found.name };
    const same = known.byKey(became.get(id)) ?? known.find(found, keyFor(log, new Set(), named(draft)));
    if (same) {
      keyOfFile.set(found.at.file, same.key);
      outcomes.set(found, { state: 'known', at: found.at, id, title, kind: found.kind, ...same });
      continue;
    }
    const own: Remark[] = [...(found.remarks ?? [])];
    const remark = (kind: Remark['kind'], message: string) => own.push({ kind, at: found.at, message });
    const cited = keys.take(found);
    if (!cited && fields.key !== undefined)
      remark('needs-person', 'Its citation key is left out, because another resource has it.');
    const kept = withDefaults(log, { ...draft, fields: cited ? fields : { ...fields, key: undefined } }, today);
    const key = freeKey(log, taken, keys.isTaken, { ...draft, fields: kept }, remark);
    taken.add(key.toLowerCase());
    if (found.kind === 'resource' && kept.key === undefined) keys.add(idOf(key));
    if (!keyOfFile.has(found.at.file)) keyOfFile.set(found.at.file, key);
    remarks.push(...own);
    const file = `content/${key}.md`;
    const source = { kind: found.kind, key, file, text: '' };
    candidates.push({ found, id, key, file, fields: kept, asked: new Set(), source });
    known.add(found, { key, file });
  }

  await checkTogether(input, candidates, keyOfFile, remarks, topics);

  const copied = new Map<string, string>();
  for (const { found, id, key, file, source, reason } of candidates) {
    const { at, kind } = found;
    const about = { at, id, title: titleOf(found), kind };
    if (reason !== undefined) {
      outcomes.set(found, { ...about, state: 'refused', reason });
      continue;
    }
    outcomes.set(found, { ...about, state: 'new', key, file, text: source.text });
    for (const attachment of found.attachments ?? []) {
      const to = input.attachments.get(attachment);
      if (to !== undefined) copied.set(attachment, to);
    }
  }
  const accepted = candidates.filter(({ reason }) => reason === undefined);
  const used = accepted.flatMap(({ fields }) => topicsIn(fields));
  return {
    outcomes: [...outcomes.values()].sort(inOrder),
    remarks,
    topics: topicsToList(log, used, topics),
    topicCounts: countsOf(used),
    attachments: copied,
    ...(reading.columns && { columns: reading.columns }),
  };
}

/**
 * Gives each candidate a text, checks each by itself and all of them in the log, and gives those with errors a reason.
 */
async function checkTogether(
  { folder, log, attachments, reading }: ImportInput,
  candidates: readonly Candidate[],
  keyOfFile: Map<string, EntryKey>,
  remarks: Remark[],
  importedTopics: ImportTopics,
): Promise<void> {
  const root = rootOf(log);
  const macros = { ...root?.macros, ...reading.macros };
  const environment = { folder, language: 'en', words: {}, macros, ...noneRead() };
  const baseline = new Set(checkGraph(log.entries, log.broken).problems.map((problem) => JSON.stringify(problem)));
  let open = [...candidates];
  for (let round = 1; open.length > 0 && round <= mostRounds; round += 1) {
    for (const candidate of open) write(candidate, keyOfFile, attachments);
    const diagnosed = await diagnoseAll(
      open.map(({ source }) => source),
      environment,
    );
    const again = new Set<Candidate>();
    for (const candidate of open) {
      candidate.diagnosed = diagnosed.get(candidate.source) ?? { problems: [] };
      if (judge(candidate, remarks)) again.add(candidate);
    }
    open = [...new Set([...again, ...withoutTarget(candidates, keyOfFile)])];
    if (open.length > 0) continue;
    const sound = candidates.filter(({ reason }) => reason === undefined);
    const byFile = Map.groupBy(graphErrors(log, sound, baseline, importedTopics), ({ file }) => file);
    const repaired = sound.filter((candidate) => leaveOut(candidate, byFile.get(candidate.file) ?? [], remarks));
    open = [...new Set([...repaired, ...withoutTarget(candidates, keyOfFile)])];
  }
  for (const candidate of open) candidate.reason ??= 'It could not be made valid.';
}

/** The candidates that link to a refused one, which need a new text without that link. */
function withoutTarget(candidates: readonly Candidate[], keyOfFile: Map<string, EntryKey>): Candidate[] {
  const gone = new Set<string>();
  for (const { found, key, reason } of candidates) {
    if (reason === undefined || keyOfFile.get(found.at.file) !== key) continue;
    keyOfFile.delete(found.at.file);
    gone.add(found.at.file);
  }
  return candidates.filter(({ reason, asked }) => reason === undefined && [...asked].some((file) => gone.has(file)));
}

function noneRead() {
  return { linkTargets: new Map(), pictures: new Map(), linkedFiles: new Map() };
}

/** Writes the text of a candidate, with links to the entries that are to be imported so far. */
function write(
  candidate: Candidate,
  keyOfFile: ReadonlyMap<string, EntryKey>,
  attachments: ReadonlyMap<string, string>,
): void {
  const { found, fields, key, file } = candidate;
  const asked = new Set<string>();
  const body = found.body?.((target) => {
    asked.add(target);
    const other = keyOfFile.get(target);
    const to = other === undefined ? attachments.get(target) : `content/${other}.md`;
    return to === undefined ? undefined : relativePath(file, to);
  });
  candidate.asked = asked;
  candidate.source = { kind: found.kind, key, file, text: entryText(found.kind, fields, body) };
}

/** Checks a candidate by itself. Returns whether it must be checked again, because fields were left out. */
function judge(candidate: Candidate, remarks: Remark[]): boolean {
  const { source, diagnosed } = candidate;
  candidate.reason = placeOfName(candidate);
  if (candidate.reason !== undefined) return false;
  const errors = [...hiddenCharacters(source.file, source.text), ...(diagnosed?.problems ?? [])].filter(isError);
  return leaveOut(candidate, errors, remarks);
}

/** Leaves out the fields that have errors. If an error is elsewhere, gives the candidate a reason and returns false. */
function leaveOut(candidate: Candidate, errors: readonly Problem[], remarks: Remark[]): boolean {
  const { found, source } = candidate;
  const wrong = errors.map((problem) => ({ problem, field: fieldAt(source.text, problem) }));
  const fatal = wrong.find(({ field }) => field === undefined || neededFields.has(field));
  candidate.reason = fatal && `${fatal.problem.message} ${rules[fatal.problem.rule].fix}`;
  if (fatal || wrong.length === 0) return false;
  const dropped = new Set(wrong.map(({ field }) => field));
  candidate.fields = Object.fromEntries(Object.entries(candidate.fields).filter(([name]) => !dropped.has(name)));
  for (const { problem, field } of wrong) {
    remarks.push({
      kind: 'dropped',
      at: found.at,
      message: `"${field}" is left out, because it is not valid (${problem.rule}).`,
    });
  }
  return true;
}

/** Why the log cannot have an entry with this name. */
function placeOfName({ file, source }: Candidate): string | undefined {
  const place = placeOf(file, undefined);
  return 'rule' in place && source.kind !== 'week' ? place.message : undefined;
}

/** The field of the frontmatter in which a problem is. */
function fieldAt(text: string, { range }: Problem): string | undefined {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (range.line > end) return undefined;
  return lines
    .slice(0, range.line)
    .findLast((line) => /^\w+:/.test(line))
    ?.replace(/:.*/s, '');
}

/** The errors that the new entries would add to the log. */
function graphErrors(
  log: KnownLog,
  sound: readonly Candidate[],
  baseline: ReadonlySet<string>,
  importedTopics: ImportTopics,
): readonly Problem[] {
  const topics = topicsToList(
    log,
    sound.flatMap(({ fields }) => topicsIn(fields)),
    importedTopics,
  );
  const entries = log.entries.map((entry): Entry => {
    if (entry.kind !== 'log') return entry;
    return { ...entry, fields: { ...entry.fields, topics: { ...entry.fields.topics, ...topics } } };
  });
  const fresh = sound.flatMap(({ diagnosed }) => diagnosed?.entry ?? []);
  const newest = new Set(fresh.map(({ key }) => key));
  const { problems } = checkGraph([...entries, ...fresh], log.broken, undefined, newest);
  return problems.filter((problem) => isError(problem) && !baseline.has(JSON.stringify(problem)));
}

type Same = { readonly key: EntryKey; readonly file: string };

/** The entries of the log and the records imported so far, looked up by their names. */
function knownThings(log: KnownLog) {
  const byName = new Map<string, Same>();
  const byKey = new Map<string, Same>();
  const add = (names: readonly string[], same: Same) => {
    for (const name of names) if (!byName.has(name)) byName.set(name, same);
  };
  for (const entry of log.entries) {
    const { key, file } = entry;
    byKey.set(key, { key, file });
    if (entry.kind === 'log') continue;
    const { title } = entry.written;
    const written = typeof title === 'string' ? title : entry.fields.title;
    add(namesOf({ kind: entry.kind, fields: entry.written, title: written, key }), { key, file });
  }
  for (const key of log.broken) byKey.set(key, { key, file: `content/${key}.md` });
  return {
    byKey: (key: string | undefined) => (key === undefined ? undefined : byKey.get(key)),
    find: (found: Found, key: EntryKey) =>
      namesOf({ ...found, title: titleOf(found), key })
        .map((name) => byName.get(name))
        .find((same) => same !== undefined),
    add: (found: Found, same: Same) => {
      // Two notes with the same title are two notes.
      if (found.kind === 'resource') add(namesOf({ ...found, title: titleOf(found), key: same.key }), same);
    },
  };
}

/**
 * The names by which a record is looked up. For a resource, these are its address and identifiers, its citation key
 * with its title, or else its title with its date and authors. For anything else, it is its name with its title.
 */
function namesOf({
  kind,
  fields,
  title,
  key,
}: Pick<Found, 'kind' | 'fields'> & { readonly title: string; readonly key: EntryKey }): readonly string[] {
  const plain = title.replaceAll('\\', '').replace(/\s+/g, ' ').toLowerCase();
  if (kind !== 'resource') return [JSON.stringify([kind, key.toLowerCase(), plain])];
  const identities = identityNames(identityOf(fields));
  if (typeof fields.key === 'string') return [...identities, JSON.stringify(['key', fields.key.toLowerCase(), plain])];
  if (identities.length > 0) return identities;
  const authors = [fields.authors ?? []].flat().map((author: unknown) => (isObject(author) ? author.name : author));
  return [JSON.stringify(['title', plain, fields.published, ...authors])];
}

function identityOf({ url, arxiv, doi, isbn, youtube }: Found['fields']): Identity {
  const texts = Object.entries({ url, arxiv, doi, isbn, youtube }).filter(
    ([name, value]) => typeof value === 'string' && (name !== 'url' || URL.canParse(value)),
  );
  return Object.fromEntries(texts);
}

/** The citation keys of a log, and those that records may have. If two records have the same, the first one gets it. */
function citationKeys(log: KnownLog, { found }: Reading) {
  const taken = new Set<string>();
  for (const entry of log.entries) {
    if (entry.kind === 'resource') taken.add((entry.fields.key ?? idOf(entry.key)).toLowerCase());
  }
  const first = new Map<string, Found>();
  for (const one of found) {
    const key = keyIn(one);
    if (key !== undefined && !taken.has(key) && !first.has(key)) first.set(key, one);
  }
  return {
    /** Whether a record gets its key. */
    take: (one: Found) => {
      const key = keyIn(one);
      return key !== undefined && first.get(key) === one && !taken.has(key);
    },
    /** Whether a resource without a key cannot have this id, because that would be its key. */
    isTaken: (id: string) => taken.has(id.toLowerCase()) || first.has(id.toLowerCase()),
    add: (id: string) => void taken.add(id.toLowerCase()),
  };
}

function keyIn({ kind, fields }: Found): string | undefined {
  return kind === 'resource' && typeof fields.key === 'string' ? fields.key.toLowerCase() : undefined;
}

/** A free key, with names that work on every disk. */
function freeKey(
  log: KnownLog,
  taken: ReadonlySet<string>,
  isKeyTaken: (id: string) => boolean,
  draft: Draft,
  remark: (kind: Remark['kind'], message: string) => void,
): EntryKey {
  const { kind, fields } = draft;
  const wanted = keyFor(log, draft.id === undefined ? withoutFree(kind, taken) : taken, named(draft));
  const folder = wanted.slice(0, wanted.indexOf('/'));
  const id = idOf(wanted).split('/').map(shortName).join('/');
  if (id !== idOf(wanted)) remark('changed', 'Its name is too long for a file, so it is shortened.');
  const free = freeId(id, (one) => {
    const isTaken = taken.has(entryKey(folder, one).toLowerCase());
    return isTaken || (kind === 'resource' && fields.key === undefined && isKeyTaken(one));
  });
  if (free !== id && draft.id !== undefined)
    remark('changed', 'Another entry already has its name, so its file gets a number.');
  return entryKey(folder, free);
}

/** The taken keys, from which a week gets its number. Other kinds get a number later, if their name is taken. */
function withoutFree(kind: Draft['kind'], taken: ReadonlySet<string>): ReadonlySet<string> {
  return kind === 'week' ? taken : new Set();
}

function named({ kind, fields, id }: Draft): Draft {
  return { kind, fields, id };
}

/** A name of at most this many bytes, with room for a number. */
function shortName(name: string): string {
  const encoder = new TextEncoder();
  const most = longestName - '-9999'.length;
  if (encoder.encode(name).length <= longestName) return name;
  let [short, bytes] = ['', 0];
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > most) break;
    short += character;
  }
  while (/[-_.]$/.test(short)) short = short.slice(0, -1);
  return short;
}

/** The id by which a record is recognised: its file and, if that has several, its key, address, identifier or title. */
export function recordId({ at, kind, fields, body }: Found): string {
  const name = fields.key ?? fields.url ?? fields.doi ?? fields.isbn ?? fields.title;
  return at.line === undefined && body !== undefined
    ? at.file
    : `${at.file} ${kind === 'resource' ? name : fields.title}`;
}

function outcomeOfRefused({ at, title, reason, isNothing }: Refused): Outcome {
  return {
    ...(isNothing && { isNothing }),
    state: 'refused',
    at,
    id: `${at.file} ${title ?? `line ${at.line ?? 0}`}`,
    title: title ?? '',
    reason,
  };
}

function titleOf({ fields, at }: Found): string {
  return typeof fields.title === 'string' ? fields.title : at.file;
}

function topicsIn({ topics }: Readonly<Record<string, unknown>>): readonly string[] {
  return [topics ?? []].flat().filter((topic) => typeof topic === 'string');
}

function topicsResolved(
  { kind, fields }: Found,
  resolve: (ids: readonly string[]) => readonly string[],
): Found['fields'] {
  if (!Object.hasOwn(fields, 'topics') || !fieldsOf(kind).some(({ name }) => name === 'topics')) return fields;
  const topics = resolve(topicsIn(fields));
  return { ...fields, topics: topics.length > 0 ? topics : undefined };
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function inOrder(a: Outcome, b: Outcome): number {
  return a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : (a.at.line ?? 0) - (b.at.line ?? 0);
}
