import { formatRest, summarize } from '../../log/problemCounts.ts';
import { rules, severities, severityOf, type RuleId, type Severity } from '../../log/rules.ts';
import type { Review } from './review.ts';
import { inert } from '../../loader/inert.ts';

type ReviewedEntry = Review['entries'][number];

/** In characters: GitHub's limit for a comment, less room for what the workflow adds. */
const longestComment = 60_000;

/**
 * The review as Markdown for GitHub. All text from the change is in code spans, where GitHub ignores mentions, issue
 * numbers, addresses and HTML.
 */
export function reviewSummary(review: Review): string {
  const blocks = [
    `## ${headings[review.verdict](review)}`,
    ...(review.verdict === 'content' ? contentBlocks(review) : refusalBlocks(review)),
  ];
  const lengths = blocks.map((_, index) => blocks.slice(0, index + 1).join('\n\n').length);
  const kept = blocks.filter((_, index) => (lengths[index] ?? 0) < longestComment);
  const rest = kept.length < blocks.length ? ['The rest does not fit in a comment.'] : [];
  return `${[...kept, ...rest].join('\n\n')}\n`;
}

const headings: Readonly<Record<Review['verdict'], (review: Review) => string>> = {
  content: ({ counts }) => {
    const found = countsOf(counts);
    if (found.some(([rule]) => severityOf(rule) === 'error')) return 'The entries have errors';
    return found.length > 0 ? 'The entries have no errors' : 'The entries have no problems';
  },
  code: () => 'This pull request changes code, so a maintainer has to review it',
  refused: () => 'This pull request cannot be accepted',
};

const severityHeadings: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  advice: 'Advice',
};

function countsOf(counts: Review['counts']): [RuleId, number][] {
  return Object.entries(counts) as [RuleId, number][];
}

/** The problems in the words of `formatProblems()`, under a heading for each severity. */
function problemBlocks({ problems, counts }: Review): string[] {
  if (countsOf(counts).length === 0) return [];
  const blocks = severities.flatMap((severity) => {
    const shown = problems.filter(({ rule }) => severityOf(rule) === severity);
    const rest = countsOf(counts).flatMap(([rule, number]) => {
      const more = severityOf(rule) === severity ? number - shown.filter((one) => one.rule === rule).length : 0;
      return more > 0 ? [formatRest(rule, more)] : [];
    });
    const items = [...shown.map(problemLines), ...rest];
    return items.length === 0 ? [] : [`### ${severityHeadings[severity]}`, list(items, 0)];
  });
  return [summarize(new Map(countsOf(counts))), ...blocks];
}

function problemLines({ file, line, column, rule, message }: Review['problems'][number]): string {
  // The fix is our own text.
  return [`${inert(`${file}:${line}:${column}`)} \`${rule}\``, inert(message), rules[rule].fix].join('\\\n  ');
}

function refusalBlocks({ verdict, refusals, moreRefusals }: Review): string[] {
  const why =
    verdict === 'code'
      ? 'It changes files other than entries, pictures and documents. Nothing was built or run.'
      : 'Nothing was read, built or run.';
  return [
    why,
    list(
      refusals.map(({ file, reason }) => `${inert(file)}: ${inert(reason)}`),
      moreRefusals,
    ),
  ];
}

function contentBlocks(review: Review): string[] {
  const { entries, moreEntries, files, moreFiles } = review;
  return [
    ...problemBlocks(review),
    ...(entries.length === 0 ? ['No entry changes.'] : []),
    ...(['added', 'changed', 'removed'] as const).flatMap((change) => {
      const ofChange = entries.filter((entry) => entry.change === change);
      return ofChange.length === 0 ? [] : [`### ${names[change]}`, list(ofChange.map(entryLines), 0)];
    }),
    ...(moreEntries > 0 ? [`And ${moreEntries} more entries.`] : []),
    ...(files.length > 0
      ? [
          '### Pictures and documents',
          list(
            files.map(({ file, change }) => `${inert(file)}, ${change}`),
            moreFiles,
          ),
        ]
      : []),
  ];
}

const names: Readonly<Record<ReviewedEntry['change'], string>> = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed',
};

function entryLines({ file, seen, formerTitle, change }: ReviewedEntry): string {
  if (file === 'content/log.md')
    return `${inert(file)}: the settings of the log, such as its title, address, topics or macros`;
  if (!seen) return inert(file);
  const lines = [
    `**${inert(seen.title)}** in ${inert(file)}`,
    ...(formerTitle === undefined ? [] : [`Its title was ${inert(formerTitle)}.`]),
    [seen.kicker, ...seen.facts].map(inert).join(' · '),
    ...(seen.summary === '' ? [] : [inert(seen.summary)]),
    ...(seen.pages.length === 0 || change === 'removed' ? [] : [`On ${seen.pages.map(inert).join(', ')}`]),
  ];
  return lines.join('\\\n  ');
}

function list(items: readonly string[], more: number): string {
  const all = [...items, ...(more > 0 ? [`and ${more} more`] : [])];
  return all.map((item) => `- ${item}`).join('\n');
}
