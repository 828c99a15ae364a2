import { titleFromName } from '../../log/folderTopics.ts';
import { fieldsOf } from '../../log/schema.ts';
import type { Problem } from '../../log/problem.ts';
import { inert, longestRun } from '../../loader/inert.ts';
import { readIssue, type FormField } from './issueForm.ts';
import { newEntry, rootOf, type Draft, type KnownLog, type NewEntry } from './newEntry.ts';

/** The outcome of a suggestion. The report is Markdown that is safe in a comment. */
export type SuggestionResult =
  | {
      readonly entry: NewEntry;
      readonly report: string;
      /** The names of the fields that its source gave, and not the issue. */
      readonly told: readonly string[];
    }
  | { readonly report: string };

/** GitHub's limit for the text of an issue. */
const longestText = 65_536;

/** The author of the log has not studied a suggestion yet. */
const suggestionFields = { status: 'queued' };

/** What a source says about the address in a suggestion, as fields of frontmatter. */
export interface SuggestedFacts {
  readonly fields: Readonly<Record<string, unknown>>;
  /** A sentence about where they come from, or why there are none. */
  readonly note: string;
  /** The source, if it was found, and the names of the fields that it gave. */
  readonly from?: { readonly source: string; readonly names: readonly string[] };
}

/** How a suggestion is read. */
export interface Suggesting {
  readonly form: readonly FormField[];
  readonly today: string;
  /** Looks up an address or identifier. Without it, nothing is looked up. */
  readonly lookUp?: (what: string) => Promise<SuggestedFacts | { readonly refusal: string }>;
}

/**
 * Creates a resource from an issue that uses the form, or that has only an address. What the issue says overrides what
 * the source says. The issue is a stranger's text, so it is only data, and the result is an entry without errors or a
 * refusal. The answer to “Why is it good?” becomes the notes, because the verdict belongs to the log's author.
 */
export async function suggestedEntry(
  log: KnownLog,
  issue: string,
  { form, today, lookUp }: Suggesting,
): Promise<SuggestionResult> {
  if (issue.length > longestText) return refused(['The text of this issue is too long.']);
  const answers = readIssue(form, issue);
  if (answers.size === 0) {
    const alone = issue.trim();
    if (lookUp === undefined || !/^\S{1,2000}$/.test(alone)) {
      return refused(['This issue does not use the form “Suggest a resource”, or its headings were removed.']);
    }
    return entryFrom(log, new Map([['url', alone]]), { form, today, lookUp });
  }
  return entryFrom(log, answers, { form, today, ...(lookUp && { lookUp }) });
}

async function entryFrom(
  log: KnownLog,
  answers: ReadonlyMap<string, string>,
  { form, today, lookUp }: Suggesting,
): Promise<SuggestionResult> {
  const address = answers.get('url');
  const found = address === undefined ? undefined : await lookUp?.(address);
  if (found && 'refusal' in found) return refused([found.refusal]);
  const draft = draftOf(log, answers, found);
  const made = await newEntry(log, draft, today);
  const problems = made.problems.map((problem) => explainProblem(problem, made.text, form));
  if (made.entry && made.entry.body.images.length > 0)
    problems.push('The notes of a suggestion cannot contain pictures.');
  if (made.entry && made.entry.body.files.length > 0)
    problems.push('The notes of a suggestion cannot link to files of the log.');
  if (problems.length > 0) return refused(problems, found);
  // The address is the person’s, whatever form it has now.
  const told = (found?.from?.names ?? []).filter((name) => name !== 'url' && !answers.has(name));
  return { entry: made, report: accepted(made, found), told };
}

function draftOf(log: KnownLog, answers: ReadonlyMap<string, string>, found: SuggestedFacts | undefined): Draft {
  const lists = fieldsOf('resource').filter(({ shape }) => shape === 'list');
  const { notes, ...rest } = Object.fromEntries(answers);
  const fields = Object.entries(rest).map(([name, answer]) => {
    const list = lists.find((field) => field.name === name);
    if (!list) return [name, answer.replace(/\s+/g, ' ')] as const;
    // Ids have no commas, but names of people may.
    const parts = partsOf(answer, list.isProse ? /\n/ : /[,\n]/);
    return [name, name === 'topics' ? parts.map((topic) => topicCalled(log, topic)) : parts] as const;
  });
  const told = found?.fields ?? {};
  // It is the same address, in the source's spelling.
  const address = told.url === undefined ? {} : { url: told.url };
  return {
    kind: 'resource',
    fields: { ...suggestionFields, ...told, ...Object.fromEntries(fields), ...address },
    body: notes,
  };
}

function partsOf(answer: string, between: RegExp): readonly string[] {
  const parts = answer.split(between).map((part) =>
    part
      .replace(/^\s*[-*]\s+/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return parts.filter((part) => part !== '');
}

/** The id of the topic with this id or title: readers know the titles. */
function topicCalled(log: KnownLog, name: string): string {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  const found = Object.entries(rootOf(log)?.topics ?? {}).find(
    ([id, { title }]) => same(id) || same(title ?? titleFromName(id)),
  );
  return found?.[0] ?? name;
}

function accepted({ file, text }: NewEntry, found: SuggestedFacts | undefined): string {
  return `This adds ${asCode(file)}:\n\n${asBlock(text)}\n${found ? `\n${found.note}\n` : ''}`;
}

const mostReasons = 10;

function refused(reasons: readonly string[], found?: SuggestedFacts): { readonly report: string } {
  const more = reasons.length > mostReasons ? [`- and ${reasons.length - mostReasons} more`] : [];
  const lines = [...reasons.slice(0, mostReasons).map((reason) => `- ${reason}`), ...more];
  const note = found ? `${found.note}\n` : '';
  return {
    report: `This suggestion cannot become an entry yet:\n\n${lines.join('\n')}\n\n${note}Edit the issue to try again.\n`,
  };
}

/** Explains a problem to somebody who sees the form but not the file. */
function explainProblem({ message, range }: Problem, text: string, form: readonly FormField[]): string {
  const [, frontmatter = ''] = text.split(/^---$/m);
  const lines = text.split('\n').slice(0, range.line);
  const isNotes = range.line > frontmatter.split('\n').length;
  const id = isNotes ? 'notes' : lines.findLast((line) => /^\w+:/.test(line))?.replace(/:.*/s, '');
  const label = form.find((field) => field.id === id)?.label;
  return label === undefined ? asCode(message) : `**${label}**: ${asCode(message)}`;
}

const longestReason = 400;

function asCode(text: string): string {
  return inert(text.length > longestReason ? `${text.slice(0, longestReason)}…` : text);
}

function asBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}md\n${text}${fence}`;
}
