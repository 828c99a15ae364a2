import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { newLog, newPaths, type LogDraft } from './entries/newLog.ts';
import { checkEntries, largestLogFile, readLogFile, type NewFile } from './entries/importLog.ts';
import { logKey } from '../log/entry.ts';
import { fieldsOf } from '../log/schema.ts';
import { isError } from '../log/problem.ts';
import { describeStatus } from '../log/linkRecord.ts';
import { fetchText } from './web/fetchText.ts';
import { publicWeb, type Web } from './web/web.ts';
import { diagnoseEntry } from '../loader/renderEntry.ts';
import { formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { pagesAddress } from '../urls/repository.ts';
import { engineRoot } from '../integration/engineRoot.ts';
import { fieldsFromFlags, type FlagValues } from './entries/entryFlags.ts';
import type { KnownLog } from './entries/newEntry.ts';
import { today } from './new.ts';
import { ask, canAsk, type Question } from './questions.ts';
import { createFile } from './replaceFile.ts';
import { readStarter } from './starterFiles.ts';

/** The log that `initLog()` would create for an import, as far as entries in it depend on it. */
export async function newRootOf(flags: FlagValues): Promise<KnownLog> {
  const { files } = newLog(await readStarter(), {
    ...{ fields: fieldsFromFlags('log', flags), folder: '', today: today(), engine: { version: '' } },
    isBare: true,
  });
  const root = files.find(({ path }) => path === `content/${logKey}.md`);
  const source = { kind: 'log' as const, key: logKey, file: `content/${logKey}.md`, text: root?.text ?? '' };
  const { entry } = await diagnoseEntry(source, { macros: {} });
  return { entries: entry ? [entry] : [], broken: new Set() };
}

/**
 * Creates a log in a folder from flags or, in a terminal, from answers to three questions. `from` is the address or
 * path of another log's log file, whose resources are added. For an import, adds no example entries and prints nothing.
 * If any of the files exists, writes none. Returns the exit code.
 */
export async function initLog(
  folder: string,
  flags: FlagValues,
  {
    from: source,
    web = {},
    isForImport = false,
  }: { readonly from?: string | undefined; readonly web?: Partial<Web>; readonly isForImport?: boolean } = {},
): Promise<number> {
  const starter = await readStarter();
  const clash = await explainClash(folder);
  if (clash !== undefined) return complain(clash);
  const fields = await completed(fieldsFromFlags('log', flags));
  if (!fields) return 1;
  if (fields.title === undefined) {
    return complain('A log needs a title: learnlog init my-log --title "What I learn"\n\nNothing was written.');
  }
  const from = source === undefined ? undefined : await importLog(source, web);
  if (from && 'failure' in from) {
    return complain(`${onOneLine(`${source}: ${from.failure}`)}\n\nNothing was written.`);
  }
  const engine = JSON.parse(await readFile(join(engineRoot, 'package.json'), 'utf8')) as LogDraft['engine'];
  const draft = { fields, folder: basename(folder), today: today(), engine, from: from?.log, isBare: isForImport };
  const { files, problems: own } = newLog(starter, draft);
  const problems = from ? [...from.problems, ...(await checkEntries(files)).filter(isError)] : own;
  if (problems.length > 0) {
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    return complain(`\n${formatProblems(problems, texts, { areInLog: false })}\n\nNothing was written.`);
  }
  const failure = await writeAll(folder, files);
  if (failure !== undefined) return complain(`Nothing was written: ${onOneLine(failure)}`);
  if (!isForImport) printNextSteps(folder);
  return 0;
}

/** Why a log cannot be created in a folder: which of its files already exist. */
export async function explainClash(folder: string): Promise<string | undefined> {
  const there = newPaths(await readStarter()).filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return undefined;
  return `Nothing was written, because these files already exist:\n${there.map((path) => `  ${path}`).join('\n')}`;
}

/** Reads the log file at a web address or path. */
async function importLog(source: string, web: Partial<Web>): Promise<ReturnType<typeof readLogFile>> {
  const read = /^https?:/i.test(source) ? await fetched(source, web) : await readWhole(source);
  return typeof read === 'string' ? readLogFile(read) : read;
}

async function fetched(address: string, web: Partial<Web>): Promise<string | { readonly failure: string }> {
  if (!URL.canParse(address)) return { failure: 'This is not a valid address.' };
  const asking = { ...publicWeb, userAgent: 'learnlog (starts a log from another one)', timeout: 60_000, ...web };
  const found = await fetchText(address, { limit: largestLogFile }, asking);
  if ('text' in found) return found.text;
  return {
    failure:
      'isTooLarge' in found
        ? tooLarge
        : `There is no log file at this address: ${describeStatus(found)}. You can also download the file and give its path.`,
  };
}

async function readWhole(path: string): Promise<string | { readonly failure: string }> {
  try {
    const { size } = await stat(path);
    return size > largestLogFile ? { failure: tooLarge } : await readFile(path, 'utf8');
  } catch (error) {
    return { failure: `It cannot be read: ${error instanceof Error && 'code' in error ? error.code : error}.` };
  }
}

const tooLarge = `It is larger than ${largestLogFile / 1024 / 1024} MiB.`;

/** Prints what to do next in a new log. */
export function printNextSteps(folder: string): void {
  const place = relative('.', folder);
  const shown = place.startsWith('..') ? folder : place;
  const change = shown === '' ? '' : `cd ${/\s/.test(shown) ? `"${shown}"` : shown} && `;
  say(
    [
      `Your log is in ${onOneLine(folder)}. What to do next:`,
      `  ${onOneLine(change)}npm install`,
      '  npm run dev          shows the log in the browser while you write in content/',
      '  npm run new week     adds the next week; npm run add URL adds something you study',
    ].join('\n'),
  );
}

/** Writes all files. If one fails, removes those written and returns the reason. */
async function writeAll(folder: string, files: readonly NewFile[]): Promise<string | undefined> {
  const made: string[] = [];
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      const parent = await mkdir(dirname(file), { recursive: true });
      if (parent !== undefined) made.push(parent);
      await createFile(file, text);
      made.push(file);
    }
    return undefined;
  } catch (error) {
    for (const path of made) await rm(path, { recursive: true, force: true });
    return error instanceof Error ? error.message : String(error);
  }
}

/** Asks for missing fields. Returns all fields, or undefined if the person cancelled. */
async function completed(given: LogDraft['fields']): Promise<LogDraft['fields'] | undefined> {
  const questions: Readonly<Record<string, Omit<Question, 'field'>>> = {
    title: { message: 'What is the log called?' },
    author: { message: 'Who keeps it?', mayBeEmpty: true },
    repository: {
      message: 'Where is its repository? Leave this empty if you do not know yet.',
      placeholder: 'https://github.com/you/my-log',
      mayBeEmpty: true,
    },
  };
  const open = fieldsOf('log').flatMap((field) => {
    const question = Object.hasOwn(given, field.name) ? undefined : questions[field.name];
    return question ? [{ field, ...question }] : [];
  });
  const answers = given.title === undefined && canAsk() ? await ask('A new log', open) : {};
  if (!answers) return undefined;
  const fields = { ...given, ...answers };
  const site = typeof fields.repository === 'string' ? pagesAddress(fields.repository) : undefined;
  return { ...(site !== undefined && { site }), ...fields };
}
