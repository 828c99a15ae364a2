import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameResource } from '../log/checks/duplicates.ts';
import { isObject, parseJson } from '../log/json.ts';
import { idOf } from '../log/entry.ts';
import { inert } from '../loader/inert.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { identityOf } from './addResource.ts';
import { addFactsRecords, recordOf } from './factsLock.ts';
import { formFields, formTitle } from './entries/issueForm.ts';
import { rootOf, type KnownLog } from './entries/newEntry.ts';
import { offeredTopics } from './entries/offeredTopics.ts';
import { suggestedEntry, type SuggestedFacts } from './entries/suggestion.ts';
import { readKnownLog, today, createEntry } from './new.ts';
import { draftFields } from './sources/draftFields.ts';
import { lookUp } from './sources/lookUp.ts';
import type { Source } from './sources/source.ts';
import { sources as allSources } from './sources/sources.ts';
import { readTarget } from './sources/target.ts';
import { starterFolder } from './starterFiles.ts';
import { webForSources } from './web/userAgent.ts';
import { makePace, type Web } from './web/web.ts';

const largestEvent = 4 * 1024 * 1024;
const formFile = 'ISSUE_TEMPLATE/suggest-a-resource.yml';

/** How a suggestion is written. */
export interface SuggestionOptions {
  /** A file for the outcome, as Markdown. */
  readonly report?: string | undefined;
  /** Whether to ask sources for facts that the issue does not have. */
  readonly asks?: boolean;
  readonly web?: Partial<Web>;
  readonly sources?: readonly Source[];
}

/**
 * Adds the entry that an issue suggests to the log in a folder. The issue is read from GitHub's event file. The report is
 * Markdown about the outcome. Returns exit code 1 if nothing was written.
 */
export async function writeSuggestion(
  folder: string,
  eventFile: string,
  { report: reportFile, asks = false, ...options }: SuggestionOptions = {},
): Promise<number> {
  const log = await readKnownLog(folder);
  if (!log) return 1;
  const issue = await readEvent(eventFile);
  if (!issue) return complain(`"${onOneLine(eventFile)}" does not describe an issue.`);
  const yaml = await readForm(folder);
  let source = '';
  const lookUp = async (what: string) => {
    const facts = await factsOf(folder, log, what, titleOf(issue.title, formTitle(yaml)), options);
    if ('from' in facts) source = facts.from?.source ?? '';
    return facts;
  };
  const suggested = await suggestedEntry(log, issue.body, {
    form: formFields(yaml),
    today: today(),
    ...(asks && { lookUp }),
  });
  const entry = 'entry' in suggested ? suggested.entry : undefined;
  const isThere = entry !== undefined && (await createEntry(folder, entry)).length > 0;
  if (isThere) throw new Error(`"${entry.file}" was created by another process in the meantime.`);
  if ('entry' in suggested && suggested.entry.entry && suggested.told.length > 0) {
    const { key, written } = suggested.entry.entry;
    const problem = await addFactsRecords(folder, { [idOf(key)]: recordOf(source, written, suggested.told) });
    if (problem !== undefined) complain(onOneLine(problem));
  }
  const report = entry ? `${suggested.report}\nCloses #${issue.number}.\n` : suggested.report;
  if (reportFile !== undefined) await writeFile(reportFile, report);
  // A line that starts with "::" is a command to GitHub Actions.
  else say(report.trimEnd().replace(/^/gm, '| '));
  say(entry ? onOneLine(entry.file) : 'Nothing was written.');
  return entry ? 0 : 1;
}

/**
 * What the source of an address says. If it gives no title, uses that of the issue, where a bookmarklet puts the title
 * of the page.
 */
async function factsOf(
  folder: string,
  log: KnownLog,
  what: string,
  title: string | undefined,
  options: Pick<SuggestionOptions, 'web' | 'sources'>,
): Promise<SuggestedFacts | { readonly refusal: string }> {
  const target = readTarget(what);
  if ('failure' in target) return { fields: {}, note: target.failure };
  const same = sameResource(log.entries, target);
  if (same) return { refusal: `The log already has this resource, in ${inert(same.file)}.` };
  const web = { ...(await webForSources(folder, log.entries, 'reads a suggestion')), ...options.web };
  const found = await lookUp(target, options.sources ?? allSources, web, makePace(web));
  const facts = 'facts' in found ? found.facts : {};
  const macros = rootOf(log)?.macros ?? {};
  const hasTex = 'facts' in found && found.hasTex;
  const { fields } = await draftFields(
    { title, ...facts, ...identityOf({ ...target, ...(facts.url !== undefined && { url: facts.url }) }) },
    { hasTex: hasTex && facts.title !== undefined, macros },
  );
  const texts = [fields.title, fields.abstract, fields.summary].filter((text) => typeof text === 'string');
  const named = offeredTopics(log, [...texts, ...(facts.keywords ?? [])]).filter(({ isNamed }) => isNamed);
  const topics =
    named.length > 0 ? ` It names topics of this log: ${named.map(({ id }) => inert(id)).join(', ')}.` : '';
  const from = 'facts' in found ? `What the issue does not say comes from ${found.source}.` : found.reason;
  const names = Object.keys(fields).filter((name) => name !== 'title' || facts.title !== undefined);
  return { fields, note: `${from}${topics}`, ...('facts' in found && { from: { source: found.source, names } }) };
}

/** The title of an issue without the form's prefix. */
function titleOf(title: string, prefix: string): string | undefined {
  const own = (title.startsWith(prefix) ? title.slice(prefix.length) : title).trim();
  return own === '' ? undefined : own;
}

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

/** The issue in an event file; undefined if there is none. */
async function readEvent(file: string): Promise<Issue | undefined> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size === 0 || size > largestEvent) return undefined;
  const event = parseJson(await readFile(file, 'utf8'));
  const issue = isObject(event) ? event.issue : undefined;
  if (!isObject(issue) || !Number.isSafeInteger(issue.number)) return undefined;
  const [body, title] = [issue.body, issue.title].map((text) => (typeof text === 'string' ? text : ''));
  return { number: Number(issue.number), body: body ?? '', title: (title ?? '').slice(0, 1_000) };
}

/** The log's own form, which may be translated, or the default one. */
async function readForm(folder: string): Promise<string> {
  const own = await readFile(join(folder, '.github', formFile), 'utf8').catch(() => undefined);
  return own ?? (await readFile(join(starterFolder, '_github', formFile), 'utf8'));
}
