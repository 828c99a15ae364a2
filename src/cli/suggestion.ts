import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formFields, type FormField } from './entries/issueForm.ts';
import { suggestedEntry } from './entries/suggestion.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { isObject, parseJson } from '../log/json.ts';
import { readKnownLog, today, createEntry } from './new.ts';
import { starterFolder } from './starterFiles.ts';

const largestEvent = 4 * 1024 * 1024;
const formFile = 'ISSUE_TEMPLATE/suggest-a-resource.yml';

/**
 * Adds the entry that an issue suggests to the log in a folder. The issue is read from GitHub's event file. The report is
 * Markdown about the outcome. Returns exit code 1 if nothing was written.
 */
export async function writeSuggestion(folder: string, eventFile: string, reportFile?: string): Promise<number> {
  const log = await readKnownLog(folder);
  if (!log) return 1;
  const issue = await readEvent(eventFile);
  if (!issue) return complain(`"${onOneLine(eventFile)}" does not describe an issue.`);
  const suggested = await suggestedEntry(log, await readForm(folder), issue.body, today());
  const entry = 'entry' in suggested ? suggested.entry : undefined;
  const isThere = entry !== undefined && (await createEntry(folder, entry)).length > 0;
  if (isThere) throw new Error(`"${entry.file}" was created by another process in the meantime.`);
  const report = entry ? `${suggested.report}\nCloses #${issue.number}.\n` : suggested.report;
  if (reportFile !== undefined) await writeFile(reportFile, report);
  // A line that starts with "::" is a command to GitHub Actions.
  else say(report.trimEnd().replace(/^/gm, '| '));
  say(entry ? onOneLine(entry.file) : 'Nothing was written.');
  return entry ? 0 : 1;
}

/** The issue in an event file; undefined if there is none. */
async function readEvent(file: string): Promise<{ readonly body: string; readonly number: number } | undefined> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size === 0 || size > largestEvent) return undefined;
  const event = parseJson(await readFile(file, 'utf8'));
  const issue = isObject(event) ? event.issue : undefined;
  if (!isObject(issue) || !Number.isSafeInteger(issue.number)) return undefined;
  return { number: Number(issue.number), body: typeof issue.body === 'string' ? issue.body : '' };
}

/** The log's own form, which may be translated, or the default one. */
async function readForm(folder: string): Promise<readonly FormField[]> {
  const own = await readFile(join(folder, '.github', formFile), 'utf8').catch(() => undefined);
  return formFields(own ?? (await readFile(join(starterFolder, '_github', formFile), 'utf8')));
}
