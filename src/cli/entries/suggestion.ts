import { fieldsOf } from '../../log/fields.ts';
import type { Problem } from '../../log/problem.ts';
import { inert, longestRun } from '../../loader/inert.ts';
import { readIssue, type FormField } from './issueForm.ts';
import { newEntry, rootOf, type Draft, type KnownLog, type NewEntry } from './newEntry.ts';

/** What became of a suggestion: an entry, or why there is none; both in Markdown that may stand in a comment. */
export type Suggested = { readonly entry: NewEntry; readonly report: string } | { readonly report: string };

/** GitHub takes no longer text for an issue. */
const longestText = 65_536;

/** What every suggestion has: the author of the log has not studied it yet. */
const suggested = { status: 'queued' };

/**
 * Makes a resource of an issue, by its form. The issue is what a stranger wrote: it is only ever data, and what comes
 * out is an entry that the log has no problem with, or a refusal. The words on why it is good become the notes, since a
 * verdict is the author's.
 */
export async function suggestedEntry(
  log: KnownLog,
  form: readonly FormField[],
  issue: string,
  today: string,
): Promise<Suggested> {
  if (issue.length > longestText) return refused(['The text of this issue is too long.']);
  const answers = readIssue(form, issue);
  if (answers.size === 0) {
    return refused(['This issue does not use the form “Suggest a resource”, or its headings were removed.']);
  }
  const draft = draftOf(log, answers);
  const made = await newEntry(log, draft, today);
  const problems = made.problems.map((problem) => inWords(problem, made.text, form));
  if (made.entry && made.entry.body.images.length > 0)
    problems.push('The notes of a suggestion cannot contain pictures.');
  return problems.length > 0 ? refused(problems) : { entry: made, report: accepted(made) };
}

function draftOf(log: KnownLog, answers: ReadonlyMap<string, string>): Draft {
  const lists = fieldsOf('resource').filter(({ shape }) => shape === 'list');
  const { notes, ...rest } = Object.fromEntries(answers);
  const fields = Object.entries(rest).map(([name, answer]) => {
    const list = lists.find((field) => field.name === name);
    if (!list) return [name, answer.replace(/\s+/g, ' ')] as const;
    // Ids have no commas, names of people may.
    const parts = partsOf(answer, list.isProse ? /\n/ : /[,\n]/);
    return [name, name === 'topics' ? parts.map((topic) => topicCalled(log, topic)) : parts] as const;
  });
  return { kind: 'resource', fields: { ...suggested, ...Object.fromEntries(fields) }, body: notes };
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
  const found = Object.entries(rootOf(log)?.topics ?? {}).find(([id, { title }]) => same(id) || same(title));
  return found?.[0] ?? name;
}

function accepted({ file, text }: NewEntry): string {
  return `This adds ${asCode(file)}:\n\n${asBlock(text)}\n`;
}

const mostReasons = 10;

function refused(reasons: readonly string[]): { readonly report: string } {
  const more = reasons.length > mostReasons ? [`- and ${reasons.length - mostReasons} more`] : [];
  const lines = [...reasons.slice(0, mostReasons).map((reason) => `- ${reason}`), ...more];
  return {
    report: `This suggestion cannot become an entry yet:\n\n${lines.join('\n')}\n\nEdit the issue to try again.\n`,
  };
}

/** A problem as somebody understands it who sees the form and not the file. */
function inWords({ message, range }: Problem, text: string, form: readonly FormField[]): string {
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
