import { sameResource } from '../log/checks/duplicates.ts';
import { count } from '../log/count.ts';
import { formerKeys, idOf, type EntryOfKind } from '../log/entry.ts';
import { isError, type Problem } from '../log/problem.ts';
import { didYouMean } from '../log/suggest.ts';
import { placeOf } from '../loader/files.ts';
import { readFrontmatter } from '../loader/frontmatter.ts';
import { diagnoseEntry } from '../loader/renderEntry.ts';
import { complain, onOneLine, say, showProgress } from '../loader/terminal.ts';
import { checkLog } from '../loader/check.ts';
import { identityOf } from './addResource.ts';
import { rememberAnswers } from './answers.ts';
import { changeFields } from './entries/changeFields.ts';
import { entryText, fieldText } from './entries/entryText.ts';
import { rootOf, type KnownLog } from './entries/newEntry.ts';
import { addFactsRecords, hashOfFact, readFactsLock, type FactsRecord } from './factsLock.ts';
import { personAtTerminal, type Person } from './person.ts';
import { replaceFile } from './replaceFile.ts';
import { draftFields } from './sources/draftFields.ts';
import { lookUp, type Found } from './sources/lookUp.ts';
import type { Source } from './sources/source.ts';
import { sources as allSources } from './sources/sources.ts';
import { readTarget, type Target } from './sources/target.ts';
import { webForSources } from './web/userAgent.ts';
import { makePace, type Web } from './web/web.ts';

type Fields = Readonly<Record<string, unknown>>;
type Resource = EntryOfKind<'resource'>;

/** How `refresh` works. */
export interface RefreshOptions {
  /** Writes without asking. */
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly web?: Partial<Web>;
  readonly sources?: readonly Source[];
  readonly person?: Person | undefined;
}

/** What would change in a resource. */
interface Change {
  readonly resource: Resource;
  readonly before: string;
  readonly after: string;
  /** The changed fields, as in the new text. */
  readonly fields: Fields;
  readonly record: FactsRecord;
}

/** An answer from today is recent enough. */
const hours = 24;

/** The fields that identify a resource. A new value must not be that of another resource. */
const identities = ['arxiv', 'doi', 'isbn', 'youtube'] as const;

/**
 * Adds missing facts to resources, and updates those that came from a source and that nobody has edited since: in all
 * resources, or in those named. Shows the differences and asks before writing. Returns the exit code: 1 if a source
 * could not be asked, or if nothing was written because nobody could be asked.
 */
export async function refresh(folder: string, names: readonly string[], options: RefreshOptions = {}): Promise<number> {
  const log = await checkLog(folder);
  const root = rootOf(log);
  if (!root) return complain('There is no log in this folder, or its content/log.md cannot be read.');
  const lock = await readFactsLock(folder);
  if ('message' in lock) return complain(onOneLine(lock.message));
  const chosen = chooseResources(log, names);
  if (typeof chosen === 'string') return complain(onOneLine(chosen));
  const web = { ...(await webForSources(folder, log.entries, 'refreshes a resource')), ...options.web };
  const sources = options.sources ?? allSources;
  const pace = makePace(web);
  const answers = await rememberAnswers(folder, sources, (target) => lookUp(target, sources, web, pace), { hours });
  const asked = chosen.flatMap((resource) => {
    const target = targetOf(resource);
    if (!target) return [];
    const answer = answers.ask(target);
    answer.catch(() => undefined);
    return [{ resource, target, answer }];
  });
  if (names.length > 0 && asked.length < chosen.length)
    complain('A resource without an address or an identifier has no source.');
  const changes: Change[] = [];
  let failed = 0;
  for (const [index, { resource, target, answer }] of asked.entries()) {
    showProgress(`${index + 1} of ${asked.length}: ${resource.file}`);
    const found = await answer;
    showProgress('');
    if (!('facts' in found)) {
      failed += 1;
      complain(onOneLine(`${resource.file}: ${found.reason}`));
      continue;
    }
    const text = log.texts.get(resource.file);
    const record = lock.records[idOf(resource.key)] ?? formerRecord(resource, lock.records);
    const change = text === undefined ? undefined : await changeOf(log, { resource, text, target, found, record });
    if (change && 'skipped' in change) complain(onOneLine(`${resource.file}: ${change.skipped}`));
    else if (change) {
      changes.push(change);
      show(change);
    }
  }
  await answers.tidy();
  if (changes.length === 0) {
    say(`${count(asked.length - failed, 'resource', 'resources')} looked up. Nothing to change.`);
    return failed > 0 ? 1 : 0;
  }
  const isWritten = await isAgreed(changes.length, options);
  if (isWritten === undefined) return complain('Nothing was written. To write it: --yes');
  if (!isWritten) {
    say('Nothing was written.');
    return failed > 0 ? 1 : 0;
  }
  const records: Record<string, FactsRecord> = {};
  for (const { resource, before, after, record } of changes) {
    if (await replaceFile(folder, { file: resource.file, before, after }, complain))
      records[idOf(resource.key)] = record;
    else failed += 1;
  }
  const problem = await addFactsRecords(folder, records);
  if (problem !== undefined) complain(onOneLine(problem));
  say(`${count(Object.keys(records).length, 'file', 'files')} written.`);
  return failed > 0 ? 1 : 0;
}

/** The resources with these ids or files, or all; a message if one does not exist. */
function chooseResources({ entries }: KnownLog, names: readonly string[]): readonly Resource[] | string {
  const resources = entries.filter((entry): entry is Resource => entry.kind === 'resource');
  const chosen = new Set<Resource>();
  for (const name of names) {
    const id = name.replace(/^\.?\/?(?:content\/)?(?:drafts\/)?(?:resources\/)?|\.md$/g, '');
    const found = resources.find(({ key }) => idOf(key) === id);
    if (!found) {
      return `There is no resource "${name}" that can be read.${didYouMean(
        id,
        resources.map(({ key }) => idOf(key)),
      )}`;
    }
    chosen.add(found);
  }
  return names.length > 0 ? [...chosen] : resources;
}

/** What to ask for; undefined if the resource has neither an address nor an identifier. */
function targetOf({ fields: { url, arxiv, doi, isbn, youtube } }: Resource): Target | undefined {
  const given = url ?? arxiv ?? doi ?? isbn;
  const target = given === undefined ? undefined : readTarget(given);
  if (!target || 'failure' in target) return undefined;
  const own = Object.entries({ arxiv, doi, isbn, youtube }).filter(([, value]) => value !== undefined);
  return { ...target, ...Object.fromEntries(own) };
}

function formerRecord(resource: Resource, records: Readonly<Record<string, FactsRecord>>): FactsRecord | undefined {
  return formerKeys(resource)
    .map((key) => records[idOf(key)])
    .find((record) => record !== undefined);
}

interface Answered {
  readonly resource: Resource;
  readonly text: string;
  readonly target: Target;
  readonly found: Found;
  readonly record: FactsRecord | undefined;
}

/** What a source would change in a resource; undefined if nothing. */
async function changeOf(
  log: KnownLog,
  { resource, text, target, found, record }: Answered,
): Promise<Change | { readonly skipped: string } | undefined> {
  const macros = rootOf(log)?.macros ?? {};
  const told = (await draftFields({ ...found.facts, ...identityOf(target) }, { hasTex: found.hasTex, macros })).fields;
  const next = asWritten(told);
  const changed = Object.keys(told).filter((name) => mayChange(log, resource, { name, next: next[name], record }));
  const fields = Object.fromEntries(changed.map((name) => [name, told[name]]));
  if (changed.length === 0) return undefined;
  const skipped = `${changed.join(', ')} could be added, but the frontmatter cannot be changed without losing something.`;
  const after = changeFields('resource', text, fields);
  if (after === undefined) return { skipped };
  const place = placeOf(resource.file, rootOf(log)?.period);
  if ('rule' in place) return { skipped: place.message };
  const { problems } = await diagnoseEntry({ ...place, file: resource.file, text: after }, { macros });
  const wrong = problems.find((problem: Problem) => isError(problem));
  if (wrong) return { skipped: wrong.message };
  const hashes = Object.fromEntries(changed.map((name) => [name, hashOfFact(next[name])]));
  const facts = { ...record?.facts, ...hashes };
  return { resource, before: text, after, fields, record: { source: found.source, facts } };
}

/** Fields as they are read from frontmatter. */
function asWritten(fields: Fields): Fields {
  const text = entryText('resource', { title: 'x', type: 'article', ...fields });
  return readFrontmatter('resource', text, 'x.md').written ?? {};
}

/**
 * Whether a field is missing, or still is what a source said. If a field from a source is gone now, a person removed
 * it. The address always belongs to the person.
 */
function mayChange(
  { entries }: KnownLog,
  resource: Resource,
  { name, next, record }: { readonly name: string; readonly next: unknown; readonly record: FactsRecord | undefined },
): boolean {
  if (name === 'url' || next === undefined) return false;
  const last = record?.facts[name];
  if (!Object.hasOwn(resource.written, name)) {
    // If another resource has the identifier, it may be of another edition.
    const others = entries.filter((entry) => entry !== resource);
    const isTaken = identities.some((one) => one === name && sameResource(others, { [name]: String(next) }));
    return last === undefined && !isTaken;
  }
  const now = hashOfFact(resource.written[name]);
  return now === last && now !== hashOfFact(next);
}

/** The longest line of a difference. */
const longest = 160;

function show({ resource, fields }: Change): void {
  say(onOneLine(resource.file));
  for (const [name, value] of Object.entries(fields)) {
    const was = resource.written[name];
    if (was !== undefined) say(`  - ${lineOf(name, was)}`);
    say(`  + ${lineOf(name, value)}`);
  }
}

function lineOf(name: string, value: unknown): string {
  const line = onOneLine(fieldText(name, value).trimEnd().replace(/\s+/g, ' '));
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Whether to write; undefined if nobody can be asked. */
async function isAgreed(
  files: number,
  { yes = false, dryRun = false, ...options }: RefreshOptions,
): Promise<boolean | undefined> {
  if (dryRun || yes) return !dryRun;
  const person = 'person' in options ? options.person : personAtTerminal();
  if (!person) return undefined;
  return (await person.agree(`Write ${count(files, 'file', 'files')}?`)) === true;
}
