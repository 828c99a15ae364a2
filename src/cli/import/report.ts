import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { z } from 'zod';
import { count } from '../../log/count.ts';
import { parseJson } from '../../log/json.ts';
import { inert, longestRun } from '../../loader/inert.ts';
import type { Place, Remark } from './found.ts';
import type { ImportPlan, Outcome } from './planImport.ts';

const placeSchema = z.object({ file: z.string(), line: z.number().optional() });

const sourceSchema = z.object({
  /** What kind of collection it is. */
  kind: z.string(),
  /** The day of the import, `YYYY-MM-DD`. */
  date: z.string(),
  /** The key of the entry that each record became, by the id of the record. */
  became: z.record(z.string(), z.string()),
  /** The records that were not imported. */
  refused: z.array(placeSchema.extend({ id: z.string(), title: z.string(), reason: z.string() })),
  remarks: z.array(
    placeSchema.extend({
      kind: z.enum(['dropped', 'changed', 'needs-person']),
      message: z.string(),
      picture: z.string().optional(),
    }),
  ),
});

const reportSchema = z.object({
  learnlogImport: z.literal(1),
  /** The newest last. */
  sources: z.record(z.string(), sourceSchema),
});

/** What was imported into a log: by the name of the file or folder that it came from. */
export type ImportReport = z.output<typeof reportSchema>;
export type SourceReport = z.output<typeof sourceSchema>;

export const noReport: ImportReport = { learnlogImport: 1, sources: {} };

/** A report parsed from its text; undefined if it is not one. */
export function readReport(text: string): ImportReport | undefined {
  return reportSchema.safeParse(parseJson(text)).data;
}

/** The report with the results of one source, which is now the newest. */
export function withSource(
  report: ImportReport,
  name: string,
  { outcomes, remarks }: Pick<ImportPlan, 'outcomes' | 'remarks'>,
  { kind, date }: Pick<SourceReport, 'kind' | 'date'>,
): ImportReport {
  const { [name]: before, ...others } = report.sources;
  const taken = outcomes.flatMap(({ state, id, key }) => (state === 'refused' || key === undefined ? [] : [[id, key]]));
  const refused = outcomes.flatMap(({ state, at, id, title, reason }) =>
    state === 'refused' ? [{ ...at, id, title, reason: reason ?? '' }] : [],
  );
  const source: SourceReport = {
    ...{ kind, date, became: { ...before?.became, ...Object.fromEntries(taken) } },
    refused,
    remarks: remarks.map(({ kind: what, at, message, picture }) => ({
      ...at,
      kind: what,
      message,
      ...(picture !== undefined && { picture }),
    })),
  };
  return { ...report, sources: { ...others, [name]: source } };
}

/** The text of a report, with a hash by which a later import can tell whether a person has changed it. */
export function reportJson(report: ImportReport): string {
  const text = JSON.stringify(report, undefined, 1);
  return `${JSON.stringify({ mark: hashOf(text), ...report }, undefined, 1)}\n`;
}

const endMark = /\n<!-- Written by learnlog import: ([0-9a-f]{16}) -->\n$/;

/** Whether a report, in JSON or Markdown, is unchanged. */
export function isUnchanged(text: string): boolean {
  const written = text.replaceAll('\r\n', '\n');
  const [whole = '', mark] = endMark.exec(written) ?? [];
  if (mark !== undefined) return hashOf(written.slice(0, written.length - whole.length)) === mark;
  const report = readReport(written);
  return report !== undefined && reportJson(report) === written;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const kindWords: Readonly<Record<Remark['kind'], string>> = {
  'needs-person': 'For you to decide',
  changed: 'Changed',
  dropped: 'Left out',
};

const entryWords = {
  resource: ['resource', 'resources'],
  note: ['note', 'notes'],
  week: ['week', 'weeks'],
  page: ['page', 'pages'],
} as const;

const fewExamples = 3;
const mostTopics = 30;
/** The most remarks of a kind in a report for people. The others are in the JSON. */
const mostRemarks = 40;

/** What an import does, in a few dozen lines however large it is. */
export function summaryLines(
  name: string,
  kind: string,
  plan: ImportPlan,
  { isDone }: { readonly isDone: boolean },
): readonly string[] {
  const { outcomes, remarks, topics, topicCounts, attachments } = plan;
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state);
  const lines = [`${name}, ${kind}: ${count(outcomes.length, 'record')}`];
  for (const [entryKind, [one, other]] of Object.entries(entryWords)) {
    const all = of('new').filter((outcome) => outcome.kind === entryKind);
    if (all.length === 0) continue;
    lines.push('', `${all.length} new ${all.length === 1 ? one : other}`);
    lines.push(...examples(all, ({ at, title, file }) => `${placeText(at)}  ${title} → ${file}`));
  }
  const known = of('known');
  if (known.length > 0) lines.push('', `${known.length} already in the log`);
  lines.push(...examples(known, ({ at, title, file }) => `${placeText(at)}  ${title}: ${file}`));
  const refused = of('refused');
  if (refused.length > 0) lines.push('', `${refused.length} ${isDone ? 'not imported' : 'cannot be imported'}`);
  for (const [reason, all] of byCount(refused, (outcome) => outcome.reason ?? '')) {
    lines.push(`  ${all.length} × ${reason}`);
    lines.push(...examples(all, ({ at, title }) => `${placeText(at)}  ${title}`).map((line) => `  ${line}`));
  }
  if (plan.columns) lines.push('', ...columnLines(plan.columns));
  if (attachments.size > 0) lines.push('', `${count(attachments.size, 'file')} to copy`);
  const listed = Object.keys(topics).length;
  if (topicCounts.size > 0) {
    const most = [...topicCounts].sort((a, b) => b[1] - a[1]);
    const shown = most.slice(0, mostTopics).map(([id, number]) => `${id} (${number})`);
    const more = most.length > mostTopics ? [`and ${most.length - mostTopics} more`] : [];
    lines.push('', `${count(topicCounts.size, 'topic')}: ${[...shown, ...more].join(', ')}`);
    if (listed > 0) lines.push(`  ${isDone ? 'Added' : 'To add'} to the topics in content/log.md: ${listed}`);
  }
  for (const [kindOfRemark, words] of Object.entries(kindWords)) {
    const all = remarks.filter((remark) => remark.kind === kindOfRemark);
    if (all.length === 0) continue;
    lines.push('', words);
    const groups = byCount(all, ({ message, inShort = message }) => inShort);
    for (const [message, some] of groups.slice(0, mostRemarks))
      lines.push(`  ${some.length} × ${message} ${placesText(some)}`);
    if (groups.length > mostRemarks) lines.push(`  and ${groups.length - mostRemarks} other kinds of remarks`);
  }
  return lines;
}

/** The columns of a table, as in a file for `--columns`. */
function columnLines(columns: NonNullable<ImportPlan['columns']>): readonly string[] {
  const lines = columns.map(({ name, field, filled }) => {
    const key = stringify(name, { lineWidth: 0, defaultKeyType: 'PLAIN' }).trim();
    return { text: `${key}:${field === undefined ? '' : ` ${field}`}`, isTaken: field !== undefined, filled };
  });
  const width = Math.min(40, Math.max(...lines.map(({ text }) => text.length)));
  return [
    'Columns (to change them, copy these lines to a file for --columns)',
    ...lines.map(({ text, isTaken, filled }) => {
      const about = isTaken ? '' : filled === 0 ? '  # empty' : `  # left out: ${count(filled, 'value')}`;
      return `  ${about === '' ? text : text.padEnd(width) + about}`;
    }),
  ];
}

function examples<Item>(all: readonly Item[], show: (item: Item) => string): readonly string[] {
  const lines = all.slice(0, fewExamples).map((item) => `  ${show(item)}`);
  return all.length > fewExamples ? [...lines, `  and ${all.length - fewExamples} more`] : lines;
}

function byCount<Item>(
  all: readonly Item[],
  nameOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  return [...Map.groupBy(all, nameOf)].sort(([, a], [, b]) => b.length - a.length);
}

function placeText({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

function placesText(all: readonly Remark[]): string {
  const places = all.slice(0, fewExamples).map(({ at }) => placeText(at));
  return `(${places.join(', ')}${all.length > fewExamples ? ' …' : ''})`;
}

/** The report for people, as Markdown: everything that was not imported, and a summary of the rest. */
export function reportMarkdown(
  name: string,
  { kind, date }: Pick<SourceReport, 'kind' | 'date'>,
  plan: ImportPlan,
): string {
  const refused = plan.outcomes.filter(({ state }) => state === 'refused');
  const lines = [
    `# Import of ${inert(name)}`,
    `On ${date}, from ${kind}.`,
    ...(refused.length > 0
      ? [
          `## Not imported (${refused.length})`,
          refused
            .map(({ at, title, reason = '' }) => `- ${inert(placeText(at))} ${inert(title)}: ${inert(reason)}`)
            .join('\n'),
          ...(refused.some(({ isNothing }) => !isNothing)
            ? ['Correct them in the source, then run the same command with `--retry`.']
            : []),
        ]
      : []),
    '## Summary',
    fenced(summaryLines(name, kind, plan, { isDone: true }).join('\n')),
  ];
  const text = lines.join('\n\n');
  return `${text}\n\n<!-- Written by learnlog import: ${hashOf(`${text}\n`)} -->\n`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}
