import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import pLimit from 'p-limit';
import { isMap, parse, parseDocument } from 'yaml';
import { count } from '../log/count.ts';
import { isError } from '../log/problem.ts';
import { cutFrontmatter } from '../log/frontmatterFence.ts';
import { isObject } from '../log/json.ts';
import { logKey } from '../log/entry.ts';
import type { LogFields } from '../log/schema.ts';
import { defaultNaming } from '../log/period.ts';
import { readFrontmatter } from '../loader/frontmatter.ts';
import { literalText } from '../loader/inlineTexts.ts';
import { diagnoseEntry } from '../loader/renderEntry.ts';
import { complain, jsonText, onOneLine, say, showProgress } from '../loader/terminal.ts';
import type { FlagValues } from './entries/entryFlags.ts';
import { rootOf, type KnownLog } from './entries/newEntry.ts';
import { copyAttachment, placeAttachments } from './import/attachments.ts';
import type { Found, Reader, Reading } from './import/found.ts';
import { planImport, recordId, type ImportPlan } from './import/planImport.ts';
import { readers as allReaders } from './import/readers.ts';
import {
  isUnchanged,
  noReport,
  readReport,
  reportJson,
  reportMarkdown,
  summaryLines,
  withSource,
  type ImportReport,
  type SourceReport,
} from './import/report.ts';
import { picturesToRetry, putPictures } from './import/retryPictures.ts';
import { initLog, newRootOf } from './init.ts';
import { createEntry, readKnownLog, today } from './new.ts';
import { userAgentFor } from './web/userAgent.ts';
import { publicWeb } from './web/web.ts';
import { createFile, replaceFile, type Replacement } from './replaceFile.ts';
import { rewriteYaml } from './upgrade/rewriteYaml.ts';

/** How `import` imports. */
export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Imports only the records that the last import of this source could not import. */
  readonly retry?: boolean;
  /** Whether to download pictures that are only on the web. */
  readonly pictures?: boolean;
  /** The title of a log to create first, or its fields. */
  readonly init?: string | FlagValues;
  /** A YAML file with `name: id` lines for topics; an empty id drops a topic. */
  readonly topics?: string;
  /** A YAML file with `name: field` lines for the columns of a table; an empty field leaves a column out. */
  readonly columns?: string;
  readonly readers?: readonly Reader[];
}

const rootFile = `content/${logKey}.md`;
const filesAtOnce = 16;
/** The exit code of an interrupted command, as in shells: 128 plus the number of SIGINT. */
const interrupted = 130;
/** In milliseconds. */
const progressPause = 100;

/**
 * Imports a file or folder of another program into the log in a folder. Prints what becomes of it, writes a report into
 * the log's folder, and returns the exit code: 1 if anything that has content was not imported, 130 if it was stopped.
 */
export async function importInto(folder: string, path: string, options: ImportOptions = {}): Promise<number> {
  const { dryRun = false, json = false, retry = false, pictures = true, init, readers = allReaders } = options;
  const source = resolve(path);
  const name = basename(source);
  const stats = await stat(source).catch(() => undefined);
  if (!stats) return complain(onOneLine(`There is no file or folder ${path}.\n\nNothing was written.`));
  const reader = await readerFor(readers, source);
  if (!reader)
    return complain(`${onOneLine(`${path} cannot be imported. ${whatIsRead(readers)}`)}\n\nNothing was written.`);
  if (!json) showProgress(`Reading ${name} …`);
  const topics = await readPairs(options.topics, 'deep learning: dl" for topics');
  const columns = await readPairs(options.columns, 'My Rating: verdict" for columns');
  if ('failure' in topics) return complain(`${onOneLine(topics.failure)}\n\nNothing was written.`);
  if ('failure' in columns) return complain(`${onOneLine(columns.failure)}\n\nNothing was written.`);
  if (init !== undefined && existsSync(join(folder, rootFile)))
    return complain(`There is already a log in this folder: leave out --init.\n\nNothing was written.`);
  const root = await rootFieldsOf(folder);
  const last = await readLastReport(folder);
  const before = last?.report.sources[name];
  const web = pictures
    ? { ...publicWeb, userAgent: userAgentFor([], 'pictures of notes'), pause: 100, timeout: 10_000 }
    : undefined;
  const reading = await reader.read(source, {
    period: root?.period ?? defaultNaming.period,
    macros: root?.macros ?? {},
    web,
    ...(retry && before && { isPictureWanted: picturesToRetry(before) }),
    progress: throttled((done, all) => {
      if (!json) showProgress(`Pictures: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`);
    }),
    columns,
  });
  if ('failure' in reading) return complain(`${onOneLine(reading.failure)}\n\nNothing was written.`);
  if (columns.size > 0 && !reading.columns)
    return complain(onOneLine(`${name} has no columns: leave out --columns.\n\nNothing was written.`));
  if (init !== undefined && !dryRun) {
    const code = await initLog(folder, newFields(init), { isForImport: true });
    if (code !== 0) return code;
  }
  const log = init !== undefined && dryRun ? await newRootOf(newFields(init)) : await readKnownLog(folder);
  if (!log) return 1;
  if (!rootOf(log))
    return complain(`${rootFile} has errors. Correct them first: learnlog check\n\nNothing was written.`);
  if (retry && !before)
    return complain(
      `${onOneLine(`There is no report of an import of ${name} in this folder: leave out --retry.`)}\n\nNothing was written.`,
    );
  const { places, remarks } = await placeAttachments(folder, source, reading);
  const plan = await planImport({
    ...{ folder, log, topics, today: today(), attachments: places },
    reading: { ...reading, remarks: [...reading.remarks, ...remarks] },
    became: new Map(Object.entries(before?.became ?? {})),
    ...(retry && { isWanted: isAmong(before?.refused ?? []) }),
  });
  if (dryRun) {
    const title = rootOf(log)?.title;
    const place =
      init === undefined || title === undefined ? undefined : `a new log, “${title}”, in ${shownPath(folder)}`;
    return finish(name, reading.kind, plan, { dryRun, json, ...(place !== undefined && { place }) });
  }
  const written = await writePlan(folder, source, log, plan, { json, reading });
  if (retry && before && !('isStopped' in written)) {
    const write = (change: Replacement) => replaceFile(folder, change, complain);
    const put = await putPictures(folder, Object.values(before.became), { source, reading, places, write });
    if (put > 0 && !json) say(`${count(put, 'picture')} downloaded, in place of links.`);
  }
  const about = { kind: reading.kind, date: today() };
  const report = withSource(last?.report ?? noReport, name, written, about);
  const file = await writeReport(folder, last, report, reportMarkdown(name, about, written));
  const code = finish(name, reading.kind, written, { json, file: shownPath(join(folder, file)) });
  if (!('isStopped' in written)) return code;
  if (!json) say('Stopped. Run the same command to continue.');
  return interrupted;
}

function newFields(init: string | FlagValues): FlagValues {
  return typeof init === 'string' ? { title: init } : init;
}

/** Whether a file or folder is of a kind that can be imported. */
export async function canImport(path: string): Promise<boolean> {
  return (await readerFor(allReaders, resolve(path))) !== undefined;
}

/** The fields of `content/log.md`; undefined if there is none, or it cannot be read. */
async function rootFieldsOf(folder: string): Promise<LogFields | undefined> {
  const text = await readFile(join(folder, rootFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readFrontmatter('log', text, rootFile).fields;
}

async function readerFor(readers: readonly Reader[], source: string): Promise<Reader | undefined> {
  for (const reader of readers) if (await reader.accepts(source)) return reader;
  return undefined;
}

function whatIsRead(readers: readonly Reader[]): string {
  return `Learnlog reads: ${readers.map(({ name }) => name).join(', ')}.`;
}

/** A path as a person would type it here. */
function shownPath(path: string): string {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
}

/** The lines `name: value` of a YAML file; none without a file. `example` is such a line and what the lines are for. */
async function readPairs(
  path: string | undefined,
  example: string,
): Promise<ReadonlyMap<string, string> | { readonly failure: string }> {
  if (path === undefined) return new Map();
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { failure: `${path} cannot be read.` };
  const document = parseDocument(text, { schema: 'failsafe' });
  const failure = `${path} is not a list of lines like "${example}. One that ends after the colon leaves something out.`;
  if (document.errors.length > 0 || !isMap(document.contents)) return { failure };
  const pairs = Object.entries(document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>);
  if (pairs.some(([, value]) => value !== null && typeof value !== 'string')) return { failure };
  return new Map(pairs.map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

/** Whether a record is one of those that were not imported: by its id, its position, or its name. */
function isAmong(refused: SourceReport['refused']): (found: Found) => boolean {
  const names = new Set(refused.flatMap(({ id, file, title, line }) => [id, `${file} ${title}`, `${file}:${line}`]));
  return (found) => {
    const { file, line } = found.at;
    const own = [recordId(found), `${file}:${line}`, `${file} ${found.fields.title}`, `${file} ${found.fields.key}`];
    return own.some((one) => names.has(one));
  };
}

type Written = ImportPlan & { readonly isStopped?: true };

/** Writes everything new: first the topics, then files to copy, then the entries. What cannot be written is refused. */
async function writePlan(
  folder: string,
  source: string,
  log: KnownLog,
  plan: ImportPlan,
  {
    json,
    reading: { files, macros = {} },
  }: { readonly json: boolean; readonly reading: Pick<Reading, 'files' | 'macros'> },
): Promise<Written> {
  const fresh = plan.outcomes.filter(({ state }) => state === 'new');
  if (fresh.length === 0) return plan;
  const failures = new Map<string, string>();
  const topicFailure = await completeLog(folder, log, plan.topics, macros);
  if (topicFailure !== undefined) {
    for (const { id } of fresh) failures.set(id, topicFailure);
    return refusing(plan, failures);
  }
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  const limit = pLimit(filesAtOnce);
  let done = 0;
  const total = fresh.length + plan.attachments.size;
  const show = throttled(() => showProgress(`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`));
  const progress = () => {
    done += 1;
    if (!json) show();
  };
  try {
    await Promise.all(
      [...plan.attachments].map(([from, to]) =>
        limit(async () => {
          if (!isStopped) await copyAttachment(folder, source, from, to, files);
          progress();
        }),
      ),
    );
    await Promise.all(
      fresh.map(({ id, file = '', text = '' }) =>
        limit(async () => {
          if (isStopped) return void failures.set(id, 'The import was stopped before this entry.');
          const failure = await writeEntry(folder, file, text);
          if (failure !== undefined) failures.set(id, failure);
          progress();
        }),
      ),
    );
  } finally {
    process.off('SIGINT', stop);
    if (!json) showProgress('');
  }
  return { ...refusing(plan, failures), ...(isStopped ? { isStopped: true as const } : {}) };
}

/** Calls a function only as often as a person can read what it shows. */
function throttled<Given extends readonly unknown[]>(show: (...given: Given) => void): (...given: Given) => void {
  let shown = 0;
  return (...given) => {
    if (performance.now() - shown < progressPause) return;
    shown = performance.now();
    show(...given);
  };
}

async function writeEntry(folder: string, file: string, text: string): Promise<string | undefined> {
  try {
    const [problem] = await createEntry(folder, { file, text });
    return problem?.message;
  } catch (error) {
    return `It cannot be written: ${error instanceof Error && 'code' in error ? error.code : error}.`;
  }
}

/** The plan, in which whatever could not be written is refused. */
function refusing(plan: ImportPlan, failures: ReadonlyMap<string, string>): ImportPlan {
  const outcomes = plan.outcomes.map(({ key, file, text, ...outcome }) => {
    const reason = outcome.state === 'new' ? failures.get(outcome.id) : undefined;
    if (reason !== undefined) return { ...outcome, state: 'refused' as const, reason };
    return {
      ...outcome,
      ...(key && { key }),
      ...(file !== undefined && { file }),
      ...(text !== undefined && { text }),
    };
  });
  return { ...plan, outcomes };
}

/** Adds topics and macros to `content/log.md`, and changes nothing else there. Returns the reason if that fails. */
async function completeLog(
  folder: string,
  log: KnownLog,
  topics: ImportPlan['topics'],
  macros: NonNullable<Reading['macros']>,
): Promise<string | undefined> {
  if (Object.keys(topics).length === 0 && Object.keys(macros).length === 0) return undefined;
  const before = (await readFile(join(folder, rootFile), 'utf8')).replace(/^\uFEFF/, '');
  const advice = `${rootFile} must list the topics and macros first`;
  try {
    const after = withTopics(before, topics, macros);
    const checked = await diagnoseEntry(
      { kind: 'log', key: logKey, file: rootFile, text: after },
      { macros: rootOf(log)?.macros ?? {} },
    );
    if (checked.problems.some(isError)) return advice;
    let failure = '';
    const isWritten = await replaceFile(folder, { file: rootFile, before, after }, (line) => {
      failure = line;
    });
    return isWritten ? undefined : failure;
  } catch {
    return `${advice}: ${[...Object.keys(topics), ...Object.keys(macros)].join(', ')}.`;
  }
}

function withTopics(text: string, topics: ImportPlan['topics'], macros: NonNullable<Reading['macros']>): string {
  const cut = cutFrontmatter(text);
  if (!cut) throw new Error('There is no frontmatter.');
  const fields: unknown = parse(cut.yaml);
  if (!isObject(fields)) throw new Error('The frontmatter has no fields.');
  const listed = isObject(fields.topics) ? fields.topics : {};
  const added = Object.fromEntries(
    Object.entries(topics).map(([id, { title, parent }]) => {
      return [id, parent === undefined ? literalText(title) : { title: literalText(title), parent }];
    }),
  );
  const known = isObject(fields.macros) ? fields.macros : {};
  const withList = Object.keys(added).length === 0 ? fields : { ...fields, topics: { ...listed, ...added } };
  const wanted = Object.keys(macros).length === 0 ? withList : { ...withList, macros: { ...macros, ...known } };
  // One after the other, because both can add lines at the same place.
  const yaml = rewriteYaml(rewriteYaml(cut.yaml, withList), wanted);
  const at = text.indexOf(cut.yaml);
  return text.slice(0, at) + yaml + text.slice(at + cut.yaml.length);
}

const reportName = /^import-report(?:-(\d{1,4}))?\.json$/;

/** The report of the last import, and its number. */
interface LastReport {
  readonly number: number;
  readonly report: ImportReport;
}

async function readLastReport(folder: string): Promise<LastReport | undefined> {
  const names = await readdir(folder).catch(() => []);
  const numbers = names.flatMap((name) => {
    const match = reportName.exec(name);
    return match ? [Number(match[1] ?? 1)] : [];
  });
  for (const number of numbers.sort((a, b) => b - a)) {
    const text = await readFile(join(folder, `${stemOf(number)}.json`), 'utf8').catch(() => '');
    const report = readReport(text);
    if (report) return { number, report };
  }
  return undefined;
}

function stemOf(number: number): string {
  return number === 1 ? 'import-report' : `import-report-${number}`;
}

/** Writes both reports over those of the last import, or under the next number if a person has changed one. */
async function writeReport(
  folder: string,
  last: LastReport | undefined,
  report: ImportReport,
  markdown: string,
): Promise<string> {
  for (let number = last?.number ?? 1; ; number += 1) {
    const files = [
      { file: `${stemOf(number)}.json`, after: reportJson(report) },
      { file: `${stemOf(number)}.md`, after: markdown },
    ];
    const there = await Promise.all(
      files.map(({ file }) => readFile(join(folder, file), 'utf8').catch(() => undefined)),
    );
    if (there.some((text) => text !== undefined && !isUnchanged(text))) continue;
    for (const [index, { file, after }] of files.entries()) {
      const before = there[index];
      if (before === undefined) await createFile(join(folder, file), after);
      else await replaceFile(folder, { file, before, after }, complain);
    }
    return `${stemOf(number)}.md`;
  }
}

/** Prints what became of everything. Returns the exit code. */
function finish(
  name: string,
  kind: string,
  plan: ImportPlan,
  {
    dryRun = false,
    json,
    file,
    place,
  }: {
    readonly dryRun?: boolean;
    readonly json: boolean;
    readonly file?: string;
    /** Where a dry run would write, if there is no log yet. */
    readonly place?: string;
  },
): number {
  const of = (state: string) => plan.outcomes.filter((outcome) => outcome.state === state);
  const refused = of('refused');
  const hasLoss = refused.some(({ isNothing }) => !isNothing);
  const code = hasLoss ? 1 : 0;
  if (json) {
    const shown = plan.outcomes.map(({ state, at, title, file: entry, reason }) => ({
      ...{ state: state === 'new' ? (dryRun ? 'planned' : 'written') : state, ...at, title },
      ...(entry !== undefined && { entry }),
      ...(reason !== undefined && { reason }),
    }));
    const remarks = plan.remarks.map(({ kind: what, at, message }) => ({ kind: what, ...at, message }));
    const topics = Object.fromEntries(plan.topicCounts);
    const { columns } = plan;
    say(
      jsonText({
        ...{ source: name, kind, ...(columns && { columns }), records: shown, topics, remarks },
        ...(file !== undefined && { report: file }),
        ...(place !== undefined && { to: place }),
      }),
    );
    return code;
  }
  if (dryRun) {
    say(summaryLines(name, kind, plan, { isDone: false }).map(onOneLine).join('\n'));
    say(
      place === undefined
        ? '\nNothing was written.'
        : `\n${onOneLine(`Nothing was written. It would go into ${place}.`)}`,
    );
    return code;
  }
  const parts = [`${count(of('new').length, 'entry', 'entries')} written`];
  if (of('known').length > 0) parts.push(`${of('known').length.toLocaleString('en')} already in the log`);
  if (refused.length > 0) parts.push(`${refused.length.toLocaleString('en')} not imported`);
  say(onOneLine(`${name}: ${parts.join(', ')}.`));
  const people = plan.remarks.filter((remark) => remark.kind === 'needs-person').length;
  if (people > 0) say(`${count(people, 'remark')} for you to decide.`);
  say(onOneLine(`${file} lists what became of each record, and what was left out.`));
  if (hasLoss && !('isStopped' in plan)) say('Correct what was not imported, then run the same command with --retry.');
  return code;
}
