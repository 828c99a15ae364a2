import { sameResource } from '../log/checks/duplicates.ts';
import { idOf, type Entry, type EntryKey, type EntryOfKind } from '../log/entry.ts';
import { withPlainText } from '../log/inlineText.ts';
import type { Problem } from '../log/problem.ts';
import { resourceTypes } from '../log/schema.ts';
import { formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { newEntry, rootOf, type KnownLog, type NewEntry } from './entries/newEntry.ts';
import { offeredTopics, type OfferedTopic } from './entries/offeredTopics.ts';
import { recordOf, type FactsRecord } from './factsLock.ts';
import { createEntry, shellWord, today } from './new.ts';
import type { Person } from './person.ts';
import { draftFields } from './sources/draftFields.ts';
import type { Found, LookedUp, NotFound } from './sources/lookUp.ts';
import type { Facts, Part } from './sources/source.ts';
import { nameOfTarget, readTarget, type Target } from './sources/target.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The outcome of adding one thing. */
export interface Outcome {
  readonly what: string;
  readonly state: 'written' | 'planned' | 'known' | 'failed';
  readonly file?: string;
  readonly title?: string;
  readonly key?: EntryKey;
  readonly text?: string;
  /** Why it failed, or why its file contains only what was given. */
  readonly reason?: string;
  /** Facts that the source has but whose fields do not accept them. */
  readonly leftOut?: readonly string[];
  /** The ids of topics that it names, if nobody has chosen any. */
  readonly topics?: readonly string[];
  /** The file of a resource with the same title, perhaps another edition of it. */
  readonly twin?: string;
  /** The file of the series that it is a part of. */
  readonly partOf?: string;
  /** A sentence about what the source did not say. */
  readonly gap?: string;
}

/** The outcome of adding a resource and its parts. */
export interface Added {
  readonly outcomes: readonly Outcome[];
  readonly entries: readonly Entry[];
  /** By the ids of resources. */
  readonly records: Readonly<Record<string, FactsRecord>>;
  /** Whether the person cancelled a question, and so the command. */
  readonly isCancelled?: boolean;
}

/** A thing to add, and what its source says. */
export interface Asked {
  readonly what: string;
  readonly target: Target | { readonly failure: string };
  /** Missing if the resource is already in the log. */
  readonly answer: Promise<LookedUp> | undefined;
}

/** How resources are added. */
export interface Adding {
  readonly folder: string;
  readonly flagged: Fields;
  readonly id?: string | undefined;
  readonly isDryRun: boolean;
  readonly person?: Person | undefined;
  /** Whether the person sees the file first and may refuse it. */
  readonly confirms: boolean;
  readonly isAlone: boolean;
  readonly isStopped: () => boolean;
}

const nothing: Added = { outcomes: [], entries: [], records: {} };

/** The most parts of a series that are added. */
const mostParts = 200;
/** The flags of a series that also apply to its parts. */
const flagsOfParts = ['topics', 'level', 'status', 'because', 'access', 'added', 'draft'];

/** Adds one resource to a log, and its parts if it is a series. */
export async function addResource(log: KnownLog, { what, target, answer }: Asked, adding: Adding): Promise<Added> {
  const failed = (reason: string): Added => ({ ...nothing, outcomes: [{ what, state: 'failed', reason }] });
  const cancelled = () => ({ ...failed('You cancelled it.'), isCancelled: true });
  if ('failure' in target) return failed(target.failure);
  const found = await answer;
  const known = sameResource(log.entries, target);
  if (known) return addParts(log, known, found, adding, { ...nothing, outcomes: [knownOutcome(what, known)] });
  if (!found) return failed('It is no longer in the log.');
  const given = 'facts' in found ? { flags: adding.flagged } : await withTitle(what, target, found, adding);
  if ('failure' in given) return failed(given.failure);
  const facts = 'facts' in found ? found.facts : {};
  const { fields: told, leftOut } = await drafted(log, found, {
    ...facts,
    ...identityOf({ ...target, ...(facts.url !== undefined && { url: facts.url }) }),
    ...(given.standIn !== undefined && { title: given.standIn }),
  });
  const { flags } = given;
  const fields = { ...told, ...flags };
  const same = sameResource(log.entries, { ...target, ...textsOf(fields) });
  if (same) return addParts(log, same, found, adding, { ...nothing, outcomes: [knownOutcome(what, same)] });
  if (fields.title === undefined) return failed(`${what} gives no title. Give it with --title.`);
  const asked = await completed(log, fields, facts, adding);
  if (!asked) return cancelled();
  const made = await newEntry(log, { kind: 'resource', fields: asked.fields, id: adding.id }, today());
  if (made.problems.length > 0 || !made.entry) return failed(refusalOf(made));
  const twin = twinOf(log, made.entry);
  if (twin && adding.person && !adding.isDryRun) {
    const question = `The log has “${onOneLine(plainTitle(twin))}” in ${onOneLine(twin.file)}. Add another edition of it?`;
    const isOther = await adding.person.agree(question);
    if (isOther === undefined) return cancelled();
    if (!isOther) return { ...nothing, outcomes: [knownOutcome(what, twin)] };
  }
  if (adding.confirms && !(await isWanted(made, adding))) return cancelled();
  const refused = adding.isDryRun ? [] : await createEntry(adding.folder, made);
  if (refused.length > 0) return failed(refusalOf({ ...made, problems: refused }));
  const isOnlyGiven = !('facts' in found);
  const outcome: Outcome = {
    ...writtenOutcome(what, { ...made, entry: made.entry }, adding),
    ...(isOnlyGiven && { reason: `${found.reason} The file has only what was given.` }),
    ...(leftOut.length > 0 && { leftOut }),
    ...(asked.offered.length > 0 && { topics: asked.offered.map(({ id }) => id) }),
    ...(twin && { twin: twin.file }),
    ...(facts.gap !== undefined && { gap: facts.gap }),
  };
  // The address belongs to the person, in whatever form it is now.
  const own = Object.keys(told).filter((name) => name !== 'url' && !Object.hasOwn(flags, name));
  const source = isOnlyGiven ? 'its address' : found.source;
  const added: Added = {
    outcomes: [outcome],
    entries: [made.entry],
    records: { [idOf(made.entry.key)]: recordOf(source, made.entry.written, own) },
  };
  const grown = { ...log, entries: [...log.entries, made.entry] };
  return made.entry.kind === 'resource' ? addParts(grown, made.entry, found, adding, added) : added;
}

/** Adds the parts that a series in the log, perhaps just added, does not have yet. */
async function addParts(
  log: KnownLog,
  series: EntryOfKind<'resource'>,
  found: LookedUp | undefined,
  adding: Adding,
  before: Added,
): Promise<Added> {
  if (!found || !('facts' in found)) return before;
  const all = found.facts.parts ?? [];
  const parts = all.slice(0, mostParts);
  const isOpen = (part: Part) => {
    const target = readTarget(part.url);
    return 'failure' in target || sameResource(log.entries, target)?.fields.series !== idOf(series.key);
  };
  const open = parts.filter(isOpen);
  const question = `It has ${open.length} parts. Write a file for each?`;
  if (open.length === 0 || (adding.person && !adding.isDryRun && !(await adding.person.agree(question)))) return before;
  const outcomes = [...before.outcomes];
  const entries = [...before.entries];
  const records = { ...before.records };
  for (const part of open) {
    if (adding.isStopped()) break;
    const known = { ...log, entries: [...log.entries, ...entries.slice(before.entries.length)] };
    const added = await addPart(known, series, part, found, adding);
    outcomes.push({ ...added.outcome, partOf: series.file });
    if (added.entry && added.record) {
      entries.push(added.entry);
      records[idOf(added.entry.key)] = added.record;
    }
  }
  if (all.length > parts.length) {
    const gap = `It has ${all.length} parts, and only the first ${mostParts} are added.`;
    outcomes[0] = { ...(outcomes[0] as Outcome), gap };
  }
  return { outcomes, entries, records };
}

async function addPart(
  log: KnownLog,
  series: EntryOfKind<'resource'>,
  { url, number, facts }: Part,
  found: Found,
  adding: Adding,
): Promise<{ readonly outcome: Outcome; readonly entry?: Entry; readonly record?: FactsRecord }> {
  const target = readTarget(url);
  const failed = (reason: string) => ({ outcome: { what: url, state: 'failed' as const, reason } });
  if ('failure' in target) return failed(target.failure);
  const id = idOf(series.key);
  const place = { series: id, ...(number !== undefined && { part: String(number) }) };
  const same = sameResource(log.entries, target);
  if (same) {
    const lines = Object.entries(place).map(([name, value]) => `${name}: ${value}`);
    return {
      outcome: { ...knownOutcome(url, same), reason: `To make it a part, add ${lines.join(' and ')} to it.` },
    };
  }
  const { fields: told } = await drafted(log, found, { ...facts, ...identityOf(target) });
  const shared = Object.entries(adding.flagged).filter(([name]) => flagsOfParts.includes(name));
  // A course has lectures.
  const type = series.fields.type === 'course' ? 'lecture' : series.fields.type;
  const fields = { type, ...told, ...place, ...Object.fromEntries(shared) };
  const made = await newEntry(log, { kind: 'resource', fields }, today());
  if (made.problems.length > 0 || !made.entry) return failed(refusalOf(made));
  const refused = adding.isDryRun ? [] : await createEntry(adding.folder, made);
  if (refused.length > 0) return failed(refusalOf({ ...made, problems: refused }));
  return {
    outcome: writtenOutcome(url, { ...made, entry: made.entry }, adding),
    entry: made.entry,
    record: recordOf(found.source, made.entry.written, Object.keys(told)),
  };
}

function drafted(log: KnownLog, found: LookedUp, facts: Facts) {
  return draftFields(facts, { hasTex: 'facts' in found && found.hasTex, macros: rootOf(log)?.macros ?? {} });
}

/**
 * The flags, with a title if the source does not give one: from the person, or from the address. Otherwise, the reason
 * why there is no title.
 */
async function withTitle(
  what: string,
  target: Target,
  { reason, advice, mayExist = false }: NotFound,
  { flagged, person, isAlone }: Adding,
): Promise<{ readonly flags: Fields; readonly standIn?: string } | { readonly failure: string }> {
  if (flagged.title !== undefined) return { flags: flagged };
  const name = nameOfTarget(target);
  if (!mayExist) return { failure: `${reason} ${advice}` };
  if (person && isAlone) {
    complain(onOneLine(`${what}: ${reason}`));
    const title = await person.tell('Its title, to add it with only what its address says', { suggested: name });
    if (title === undefined) return { failure: 'You cancelled it.' };
    return title === name ? { flags: flagged, standIn: name } : { flags: { ...flagged, title } };
  }
  const offer = `learnlog add ${shellWord(what)} --title ${shellWord(name)}`;
  return {
    failure: isAlone ? `${reason} ${advice}\nWith only what its address says: ${offer}` : `${reason} ${advice}`,
  };
}

/** The fields with the type and the topics that a person chooses; undefined if they cancel. */
async function completed(
  log: KnownLog,
  fields: Fields,
  { keywords = [] }: Facts,
  { person, isAlone, flagged }: Adding,
): Promise<{ readonly fields: Fields; readonly offered: readonly OfferedTopic[] } | undefined> {
  const texts = [fields.title, fields.abstract, fields.summary].filter((text) => typeof text === 'string');
  const topics = flagged.topics === undefined ? offeredTopics(log, [...texts, ...keywords]) : [];
  const offered = topics.filter(({ isNamed }) => isNamed);
  if (!person) return { fields, offered };
  const chosen: Record<string, unknown> = {};
  if (needsType(await newEntry(log, { kind: 'resource', fields }, today()))) {
    const types = resourceTypes.map((value) => ({ value, label: value }));
    const type = await person.choose(`What type of resource is “${onOneLine(String(fields.title))}”?`, types);
    if (type === undefined) return undefined;
    chosen.type = type;
  }
  if (!isAlone || offered.length === 0) return { fields: { ...fields, ...chosen }, offered };
  const choices = topics.map(({ id, title, isNamed }) => ({
    value: id,
    label: onOneLine(title),
    ...(isNamed && { hint: 'mentioned in it' }),
  }));
  const ids = await person.chooseSome(`Which topics is “${onOneLine(String(fields.title))}” about?`, choices);
  if (!ids) return undefined;
  return { fields: { ...fields, ...chosen, ...(ids.length > 0 && { topics: ids }) }, offered: [] };
}

async function isWanted({ file, text }: NewEntry, { person, isDryRun }: Adding): Promise<boolean> {
  if (!person || isDryRun) return true;
  say(onOneLine(file));
  say(text.trimEnd().replace(/^/gm, '  '));
  return (await person.agree('Write this file?')) === true;
}

/** The given address and identifiers, without identifiers that follow from the address. */
export function identityOf({ url, arxiv, doi, isbn, youtube }: Target): Target {
  const isTold = url !== undefined && /^https:\/\/(?:doi\.org|arxiv\.org|www\.youtube\.com)\//.test(url);
  return {
    ...(url !== undefined && { url }),
    ...(isbn !== undefined && { isbn }),
    ...(!isTold && { ...(arxiv !== undefined && { arxiv }), ...(doi !== undefined && { doi }) }),
    ...(!isTold && youtube !== undefined && { youtube }),
  };
}

function textsOf({ url, arxiv, doi, isbn, youtube }: Fields): Target {
  const texts = Object.entries({ url, arxiv, doi, isbn, youtube }).filter(
    ([name, value]) => typeof value === 'string' && (name !== 'url' || URL.canParse(value)),
  );
  return Object.fromEntries(texts);
}

function needsType({ problems }: NewEntry): boolean {
  return (
    problems.length > 0 && problems.every(({ rule, message }) => rule === 'missing-key' && message.includes('"type"'))
  );
}

function refusalOf(made: NewEntry): string {
  if (needsType(made))
    return `Its source does not say which type it is. Give it with --type: ${resourceTypes.join(', ')}.`;
  const problems: readonly Problem[] = made.problems;
  return formatProblems(problems, new Map([[made.file, made.text]]), { areInLog: false });
}

function knownOutcome(what: string, entry: Entry): Outcome {
  return { what, state: 'known', file: entry.file, key: entry.key, title: plainTitle(entry) };
}

function writtenOutcome(
  what: string,
  { file, text, entry }: NewEntry & { readonly entry: Entry },
  { isDryRun }: Adding,
): Outcome {
  return { what, state: isDryRun ? 'planned' : 'written', file, key: entry.key, title: plainTitle(entry), text };
}

/** A resource with the same title, ignoring case and punctuation. */
function twinOf({ entries }: KnownLog, entry: Entry): Entry | undefined {
  const nameOf = (one: Entry) =>
    (
      plainTitle(one)
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).join(' ');
  const name = nameOf(entry);
  return name === '' ? undefined : entries.find((one) => one.kind === 'resource' && nameOf(one) === name);
}

function plainTitle({ fields, inline }: Entry): string {
  return withPlainText({ title: fields.title }, inline).title;
}
