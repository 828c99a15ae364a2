import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameResource } from '../log/checks/duplicates.ts';
import { folders, idOf, type Entry, type EntryOfKind } from '../log/entry.ts';
import { complain, jsonText, onOneLine, say, showProgress } from '../loader/terminal.ts';
import { addResource, type Adding, type Asked, type Outcome } from './addResource.ts';
import { rememberAnswers } from './answers.ts';
import { appendLinks, proseNamed, type LinkedResource } from './entries/appendLinks.ts';
import { fieldsFromFlags, type FlagValues } from './entries/entryFlags.ts';
import type { KnownLog } from './entries/newEntry.ts';
import { addFactsRecords, type FactsRecord } from './factsLock.ts';
import { readKnownLog } from './new.ts';
import { personAtTerminal, type Person } from './person.ts';
import { replaceFile } from './replaceFile.ts';
import { lookUp } from './sources/lookUp.ts';
import type { Source } from './sources/source.ts';
import { sources as allSources } from './sources/sources.ts';
import { readTarget } from './sources/target.ts';
import { isPlaylist } from './sources/playlist.ts';
import { webForSources } from './web/userAgent.ts';
import { makePace, type Web } from './web/web.ts';

/** How `add` adds. */
export interface AddOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly id?: string;
  /** The entry to append a link to. */
  readonly week?: string;
  readonly note?: string;
  readonly web?: Partial<Web>;
  readonly sources?: readonly Source[];
  /** Read in place of `-`: one thing to add per line. */
  readonly input?: AsyncIterable<Uint8Array | string>;
  /** Who answers questions; by default somebody at the terminal, if there is one. */
  readonly person?: Person | undefined;
  /** Stops after the file that is being written. */
  readonly stop?: AbortSignal;
}

/** The most things that are added at once, and the longest input that is read. */
const mostAtOnce = 1_000;
const largestInput = 1024 * 1024;

/** Flags that can apply to only one resource. */
const flagsOfOne = ['title', 'url', 'arxiv', 'doi', 'isbn', 'youtube', 'key', 'aliases', 'part', 'archived', 'id'];

/** The exit code of an interrupted command, as in shells: 128 plus the number of SIGINT. */
const interrupted = 130;

/**
 * Adds resources to the log in a folder: each from an address or an identifier, with the facts from its source. Flags
 * override these. If nothing is given, asks what to add. Prints each file. Returns the exit code: 1 if any was not
 * added, 130 if it was stopped.
 */
export async function add(
  folder: string,
  given: readonly string[],
  flags: FlagValues,
  options: AddOptions = {},
): Promise<number> {
  const { dryRun = false, json = false, stop } = options;
  const person = json ? undefined : 'person' in options ? options.person : personAtTerminal();
  const isAsking = given.length === 0 && person !== undefined;
  const wanted = isAsking ? await askWhat(person) : given;
  const whats = await untilStopped(readWhats(wanted, options.input ?? process.stdin), stop);
  if (!whats) return interrupted;
  if ('failure' in whats) return complain(`${whats.failure}\n\nNothing was written.`);
  const single = flagsOfOne.find((name) => flags[name] !== undefined || (name === 'id' && options.id !== undefined));
  if (whats.list.length > 1 && single !== undefined) {
    return complain(
      `--${single} applies to only one resource, but there are ${whats.list.length}.\n\nNothing was written.`,
    );
  }
  const log = await readKnownLog(folder);
  if (!log) return 1;
  const named = placeFor(log, options);
  if (typeof named === 'string') return complain(`${onOneLine(named)}\n\nNothing was written.`);
  const web = { ...(await webForSources(folder, log.entries, 'adds a resource')), ...options.web };
  const sources = options.sources ?? allSources;
  const pace = makePace(web);
  const answers = await rememberAnswers(folder, sources, (target) => lookUp(target, sources, web, pace));
  const asked = whats.list.map((what): Asked => {
    const target = readTarget(what);
    // A playlist may have parts that are not in the log yet.
    const isAsked = !('failure' in target) && (!sameResource(log.entries, target) || isPlaylist(target));
    const answer = isAsked ? answers.ask(target) : undefined;
    // Answers are awaited one after another, so that files are written in the order given.
    answer?.catch(() => undefined);
    return { what, target, answer };
  });
  const adding: Adding = {
    ...{ folder, flagged: fieldsFromFlags('resource', flags), id: options.id, isDryRun: dryRun, person },
    ...{ confirms: isAsking, isAlone: asked.length === 1, isStopped: () => stop?.aborted === true },
  };
  const outcomes: Outcome[] = [];
  const records: Record<string, FactsRecord> = {};
  let known: KnownLog = log;
  for (const [index, one] of asked.entries()) {
    if (!json) showProgress(`${asked.length > 1 ? `${index + 1} of ${asked.length}: ` : ''}${one.what}`);
    if (
      !(await untilStopped(
        Promise.resolve(one.answer).then(() => true),
        stop,
      ))
    )
      break;
    showProgress('');
    const added = await addResource(known, one, adding);
    known = { ...known, entries: [...known.entries, ...added.entries] };
    Object.assign(records, added.records);
    outcomes.push(...added.outcomes);
    if (!json) for (const outcome of added.outcomes) show(outcome, { isWhole: isWhole(outcome, adding) });
    if (added.isCancelled) break;
  }
  const lockProblem = dryRun ? undefined : await addFactsRecords(folder, records);
  if (lockProblem !== undefined) complain(onOneLine(lockProblem));
  const isStopped = stop?.aborted === true;
  const place = named ?? (isAsking && !isStopped ? await askPlace(known, outcomes, person) : undefined);
  const appended = place && !isStopped ? await mention(folder, known, place, outcomes, options) : undefined;
  await answers.tidy();
  if (json) say(jsonText(outcomes.map(({ key, text, ...outcome }) => outcome)));
  else if (outcomes.length > 1 || isStopped)
    say(isStopped ? `Interrupted. ${summaryOf(outcomes)}`.trim() : summaryOf(outcomes));
  if (!json && !place && asked.length === 1) hint(outcomes);
  if (isStopped) return interrupted;
  return appended === false || outcomes.some(({ state }) => state === 'failed') ? 1 : 0;
}

/** The result of a promise; undefined if the person stops first. */
async function untilStopped<Value>(promise: Promise<Value>, stop: AbortSignal | undefined): Promise<Value | undefined> {
  if (!stop) return promise;
  if (stop.aborted) return undefined;
  const stopped = new Promise<undefined>((done) =>
    stop.addEventListener('abort', () => done(undefined), { once: true }),
  );
  return Promise.race([promise, stopped]);
}

/** Whether to show the whole file: not if it is one of many, or if the person has just seen it. */
function isWhole({ partOf }: Outcome, { isDryRun, isAlone, confirms }: Adding): boolean {
  return partOf === undefined && (isDryRun || (isAlone && !confirms));
}

async function askWhat(person: Person): Promise<readonly string[]> {
  const what = await person.tell('What do you want to add? An address, arXiv identifier, DOI or ISBN', {
    problemIn: (answer) => {
      const target = readTarget(answer);
      return 'failure' in target ? target.failure : undefined;
    },
  });
  return what === undefined ? [] : [what];
}

/** The newest week, if the person wants a link there. */
async function askPlace(log: KnownLog, outcomes: readonly Outcome[], person: Person): Promise<Entry | undefined> {
  const weeks = log.entries.filter((entry): entry is EntryOfKind<'week'> => entry.kind === 'week');
  const newest = weeks.toSorted((a, b) => (a.fields.start.iso < b.fields.start.iso ? -1 : 1)).at(-1);
  if (!newest || !outcomes.some(({ state }) => state === 'written' || state === 'known')) return undefined;
  const question = `Append a link to “${onOneLine(newest.fields.title)}”, ${onOneLine(newest.file)}?`;
  return (await person.agree(question)) ? newest : undefined;
}

/** Reads what to add. In place of `-`, reads lines of input. */
async function readWhats(
  given: readonly string[],
  input: AsyncIterable<Uint8Array | string>,
): Promise<{ readonly list: readonly string[] } | { readonly failure: string }> {
  const list = [];
  for (const what of given) {
    if (what !== '-') list.push(what);
    else {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of input) {
        chunks.push(Buffer.from(chunk));
        size += chunk.length;
        if (size > largestInput) return { failure: `The input is larger than ${largestInput / 1024 / 1024} MiB.` };
      }
      list.push(...Buffer.concat(chunks).toString('utf8').split(/\r?\n/));
    }
  }
  const whats = list.map((what) => what.trim()).filter((what) => what !== '' && !what.startsWith('# '));
  if (whats.length === 0)
    return { failure: 'There is nothing to add. Give an address: learnlog add https://arxiv.org/abs/1706.03762' };
  if (whats.length > mostAtOnce)
    return { failure: `There are ${whats.length} things to add, but at most ${mostAtOnce} can be added at once.` };
  return { list: whats };
}

/** The entry to append links to, if one is named; a message if it does not exist. */
function placeFor(log: KnownLog, { week, note }: AddOptions): Entry | string | undefined {
  const kind = week === undefined ? 'note' : 'week';
  const name = week ?? note;
  if (name === undefined) return undefined;
  return (
    proseNamed(log, kind, name) ??
    `There is no ${kind} "${name}" that can be read. Give the name of its file${kind === 'note' ? ', with its folders' : ''}.`
  );
}

function show(
  { what, state, file = '', title, text = '', reason, leftOut, twin, topics = [], gap }: Outcome,
  { isWhole }: { isWhole: boolean },
): void {
  if (state === 'failed') return void complain(`${onOneLine(what)}:${/^\s/.test(reason ?? '') ? '' : ' '}${reason}`);
  if (state === 'known') {
    say(onOneLine(`${what}: already in the log, “${title}”, in ${file}${reason ? `. ${reason}` : ''}`));
    return;
  }
  say(onOneLine(isWhole ? file : `${file}  ${title}`));
  if (isWhole) say(text.trimEnd().replace(/^/gm, '  '));
  if (leftOut) complain(onOneLine(`${file}: left out, because it is not valid there: ${leftOut.join(', ')}`));
  if (reason !== undefined) complain(onOneLine(`${what}: ${reason}`));
  if (twin !== undefined)
    complain(onOneLine(`${file}: ${twin} has the same title. If it is the same, delete this one.`));
  if (gap !== undefined) complain(onOneLine(`${what}: ${gap}`));
  if (topics.length > 0) say(onOneLine(`It mentions topics of this log. To add them: --topics ${topics.join(',')}`));
}

function summaryOf(outcomes: readonly Outcome[]): string {
  const names = { written: 'written', planned: 'to write', known: 'already in the log', failed: 'failed' } as const;
  const counts = Object.entries(names).flatMap(([state, name]) => {
    const { length } = outcomes.filter((outcome) => outcome.state === state);
    return length > 0 ? [`${length} ${name}`] : [];
  });
  return counts.join(', ');
}

/** How to mention a resource that was written. */
function hint([outcome]: readonly Outcome[]): void {
  if (outcome?.state !== 'written' || outcome.key === undefined) return;
  const link = `[${outcome.title?.replace(/[[\]\\]/g, '\\$&')}](../${folders.resource}/${idOf(outcome.key)}.md)`;
  say(onOneLine(`Mention it where you first used it, with --week ID, --note ID or this link: ${link}`));
}

/** Appends links to the resources to an entry. Returns whether it could. */
async function mention(
  folder: string,
  log: KnownLog,
  place: Entry,
  outcomes: readonly Outcome[],
  { dryRun = false, json = false }: AddOptions,
): Promise<boolean> {
  const resources = outcomes.flatMap(({ key, file, title, partOf }): LinkedResource[] =>
    key === undefined || file === undefined || title === undefined || partOf !== undefined
      ? []
      : [{ key, file, title }],
  );
  const before = (await readFile(join(folder, place.file), 'utf8')).replace(/^\uFEFF/, '');
  const appended = await appendLinks(log, place, before, resources);
  if ('failure' in appended) {
    complain(onOneLine(`${place.file}: no link was added: ${appended.failure}.`));
    return false;
  }
  if (appended.text === before) return true;
  if (!json) {
    const links = appended.text
      .slice(before.trimEnd().length)
      .trim()
      .replace(/\r?\n\s*/g, '\n')
      .replace(/^/gm, '  ');
    say(`${onOneLine(place.file)}\n${links}`);
  }
  return dryRun || replaceFile(folder, { file: place.file, before, after: appended.text }, complain);
}
