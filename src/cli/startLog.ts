import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import type { FlagValues } from './entries/entryFlags.ts';
import { canImport, importInto } from './import.ts';
import { explainClash, initLog, printNextSteps } from './init.ts';
import { personAtTerminal, type Person } from './person.ts';

/**
 * Creates a log in a folder. A person who gives neither a title nor another log to start from is asked whether to
 * import what they have, and sees what would become of it before anything is written. Returns the exit code.
 */
export async function startLog(
  folder: string,
  flags: FlagValues,
  options: { readonly from?: string | undefined; readonly person?: Person | undefined } = {},
): Promise<number> {
  const { from } = options;
  const person = 'person' in options ? options.person : personAtTerminal();
  if (!person || from !== undefined || flags.title !== undefined) return initLog(folder, flags, { from });
  const clash = await explainClash(folder);
  if (clash !== undefined) return complain(clash);
  const start = await person.choose('Start fresh, or from what you have?', [
    { value: 'fresh', label: 'Start fresh' },
    { value: 'import', label: 'From what I have', hint: 'notes, bookmarks, a bibliography, a reading list' },
  ]);
  if (start === 'fresh') return initLog(folder, flags);
  return start === undefined ? cancelled() : startFromImport(folder, flags, person);
}

async function startFromImport(folder: string, flags: FlagValues, person: Person): Promise<number> {
  const source = await askSource(person);
  const title = source === undefined ? undefined : await person.tell('What is the log called?');
  if (source === undefined || title === undefined) return cancelled();
  const init = { ...flags, title };
  const hasRefused = (await importInto(folder, source, { init, dryRun: true })) !== 0;
  const question = hasRefused ? 'Import what can be imported?' : 'Import all this?';
  if ((await person.agree(question)) !== true) return cancelled();
  const code = await importInto(folder, source, { init });
  if (existsSync(join(folder, 'content', 'log.md'))) printNextSteps(folder);
  return code;
}

/** The path of something that can be imported; undefined if the person cancels. */
async function askSource(person: Person): Promise<string | undefined> {
  for (;;) {
    const answer = await person.tell('Which file or folder?');
    if (answer === undefined) return undefined;
    // A path can be dragged into a terminal, which puts it in quotes.
    const path = answer.trim().replace(/^(['"])(.*)\1$/, '$2');
    const source = resolve(/^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : path);
    if (await canImport(source)) return source;
    say(onOneLine(`There is nothing at ${path} that can be imported.`));
  }
}

function cancelled(): number {
  return complain('Nothing was written.');
}
