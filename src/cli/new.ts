import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newEntry, rootOf, type Draft, type KnownLog, type NewEntry, type NewKind } from './entries/newEntry.ts';
import { dayOf } from '../log/date.ts';
import { folders } from '../log/entry.ts';
import { defaultNaming, periodWords } from '../log/period.ts';
import { fieldsOf } from '../log/schema.ts';
import { startOfFile, type Problem } from '../log/problem.ts';
import { titleFromName } from '../log/folderTopics.ts';
import { typeFromAddress } from '../log/typeFromAddress.ts';
import { checkLog } from '../loader/check.ts';
import { formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { fieldsFromFlags, type FlagValues } from './entries/entryFlags.ts';
import { ask, canAsk, type Question } from './questions.ts';
import { createFile } from './replaceFile.ts';

const missingLog: Problem = {
  rule: 'missing-log',
  file: 'content/log.md',
  range: startOfFile,
  message: 'There is no log in this folder.',
};

/**
 * Adds an entry to the log in a folder, from flags and, in a terminal, from answers to questions, and prints its path. If
 * the entry has errors, prints them and writes nothing. Returns the exit code.
 */
export async function writeNewEntry(folder: string, kind: NewKind, flags: FlagValues): Promise<number> {
  if (kind === 'resource' && /^https?:\/\/\S+$/i.test(String(flags.title))) {
    return complain(
      `An address is not a title. To add a resource by its address: learnlog add ${shellWord(String(flags.title))}`,
    );
  }
  const log = await readKnownLog(folder);
  if (!log) return 1;
  const given = fieldsFromFlags(kind, flags);
  const fields = await completed(kind, log, given);
  if (!fields) return 1;
  const id = flags.id === undefined ? undefined : String(flags.id);
  const entry = await newEntry(log, { kind, fields, id }, today());
  const refused = entry.problems.length > 0 ? entry.problems : await createEntry(folder, entry);
  if (refused.length > 0) return refuse(kind, entry, refused);
  say(onOneLine(entry.file));
  if (kind === 'resource') {
    const title = String(fields.title).replace(/[[\]\\]/g, '\\$&');
    const name = entry.file.slice(entry.file.lastIndexOf('/') + 1);
    say(onOneLine(`Mention it where you first used it: [${title}](../${folders.resource}/${name})`));
  }
  return 0;
}

/** A text as one argument for a shell. */
export function shellWord(text: string): string {
  return onOneLine(/^[\w:/.@%+=,~-]+$/.test(text) ? text : `'${text.replaceAll("'", '%27')}'`);
}

function refuse(kind: NewKind, { file, text }: NewEntry, refused: readonly Problem[]): 1 {
  // A problem at the start of a file that was not written needs no excerpt.
  const shown = refused.some(({ range }) => range !== startOfFile) ? new Map([[file, text]]) : new Map();
  const hint = refused.some(({ rule }) => rule === 'missing-key')
    ? ` Each field has a flag. See: learnlog new ${kind} --help`
    : '';
  return complain(`\n${formatProblems(refused, shown, { areInLog: false })}\n\nNothing was written.${hint}`);
}

/** Reads the log in a folder, as far as possible. Prints a message and returns undefined if there is none. */
export async function readKnownLog(folder: string): Promise<KnownLog | undefined> {
  const log = await checkLog(folder);
  if (log.problems.some(({ rule }) => rule === missingLog.rule)) {
    complain(`\n${formatProblems([missingLog], new Map())}\n\nTo create a log: learnlog init my-log`);
    return undefined;
  }
  return log;
}

/** Writes a new entry; returns a problem if the file exists. */
export async function createEntry(
  folder: string,
  { file, text }: Pick<NewEntry, 'file' | 'text'>,
): Promise<readonly Problem[]> {
  const path = join(folder, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await createFile(path, text);
    return [];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    return [{ rule: 'address-taken', file, range: startOfFile, message: 'A file with this name already exists.' }];
  }
}

/** Today in the local time zone, as `YYYY-MM-DD`. */
export function today(): string {
  return dayOf(new Date());
}

/** Asks for missing fields. Returns all fields, or undefined if the person cancelled. */
async function completed(kind: NewKind, log: KnownLog, given: Draft['fields']): Promise<Draft['fields'] | undefined> {
  const questions = questionsFor(kind, log, given).filter(
    ({ field, isOpen }) => !Object.hasOwn(given, field.name) && isOpen?.({}) !== false,
  );
  if (!canAsk() || questions.every(({ mayBeEmpty }) => mayBeEmpty)) return given;
  const answers = await ask(`A new ${kind === 'week' ? wordIn(log) : kind}`, questions);
  return answers && { ...given, ...answers };
}

/** The log's word for its periods. */
function wordIn(log: KnownLog): string {
  return onOneLine(periodWords(rootOf(log)?.period ?? defaultNaming.period).one);
}

function questionsFor(kind: NewKind, log: KnownLog, given: Draft['fields']): readonly Question[] {
  const topics = Object.entries(rootOf(log)?.topics ?? {}).map(([value, { title }]) => ({
    value,
    label: onOneLine(title ?? titleFromName(value)),
  }));
  const asked: Readonly<Record<string, Omit<Question, 'field'>>> = {
    title: { message: kind === 'week' ? `What was the ${wordIn(log)} about?` : 'What is its title?' },
    url: { message: 'What is its address, if it has one?', placeholder: 'https://', mayBeEmpty: true },
    type: {
      message: 'What type of resource is it?',
      isOpen: (answers) => typeFromAddress({ ...given, ...answers }) === undefined,
    },
    ...(topics.length > 0 && { topics: { message: 'Which topics is it about?', mayBeEmpty: true, choices: topics } }),
  };
  return Object.entries(asked).flatMap(([name, question]) => {
    const field = fieldsOf(kind).find((one) => one.name === name);
    return field ? [{ field, ...question }] : [];
  });
}
