import { codeFrameColumns } from '@babel/code-frame';
import type { Problem, SourceRange } from '../log/problem.ts';
import { countByRule, foldProblems, formatRest, mostShown, summarize } from '../log/problemCounts.ts';
import { rules, severityOf, type RuleId } from '../log/rules.ts';
import { onOneLine, printable } from './terminal.ts';

/**
 * Up to this many problems of a rule are each printed with the fix and their source lines; if there are more, only the
 * first is.
 */
const mostInFull = 5;

/**
 * Problems as text, in their order: position, rule and message, and unless a rule has too many, the fix and the source
 * lines. At most `most` of each rule are printed. The last lines count the others and give the totals. `areInLog` is
 * false if a check of the log would not find the problems.
 */
export function formatProblems(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  { most = mostShown, areInLog = true }: { readonly most?: number; readonly areInLog?: boolean } = {},
): string {
  const { shown, rest } = foldProblems(problems, most);
  const counts = countByRule(problems);
  const begun = new Set<RuleId>();
  const parts = shown.map((problem, index) => {
    const isBrief = begun.has(problem.rule) && (counts.get(problem.rule) ?? 0) > mostInFull;
    begun.add(problem.rule);
    const text = isBrief
      ? `${headOf(problem)}  ${onOneLine(problem.message)}`
      : formatProblem(problem, texts.get(problem.file));
    return { isBrief, text, isFirst: index === 0 };
  });
  const lines = parts.map(({ text, isBrief, isFirst }, index) => {
    const isNextInList = isBrief && parts[index - 1]?.isBrief;
    return `${isFirst ? '' : isNextInList ? '\n' : '\n\n'}${text}`;
  });
  const folds = [...rest].map(
    ([rule, number]) => `\n${formatRest(rule, number, { isShownByCheck: areInLog && most <= mostShown })}`,
  );
  return `${lines.join('')}${folds.length > 0 ? `\n${folds.join('')}` : ''}\n\n${summarize(counts)}`;
}

function headOf({ file, range, rule }: Problem): string {
  const severity = severityOf(rule);
  const label = severity === 'error' ? '' : ` (${severity})`;
  return `${onOneLine(file)}:${range.line}:${range.column}  ${rule}${label}`;
}

function formatProblem(problem: Problem, text: string | undefined): string {
  const frame = text === undefined ? '' : frameOf(text, problem.range);
  const parts = [headOf(problem), `  ${onOneLine(problem.message)}`, `  ${rules[problem.rule].fix}`];
  if (frame.trim() !== '') parts.push('', frame.replace(/^/gm, '    '));
  return parts.join('\n');
}

/** The lines around a position, or an empty text if one of them is too long to read. */
function frameOf(text: string, range: SourceRange): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/, range.line + 1);
  const from = Math.max(0, range.line - 2);
  if (lines.slice(from).some(({ length }) => length > longestLine)) return '';
  // Spelling out hidden characters moves those after them.
  const columnOf = (column: number) => printable((lines[range.line - 1] ?? '').slice(0, column - 1)).length + 1;
  const { endColumn, ...start } = range;
  const shown = lines.map((line, index) => (index < from ? '' : printable(line)));
  const location = toLocation({
    ...start,
    column: columnOf(range.column),
    ...(endColumn !== undefined && { endColumn: range.endLine === range.line ? columnOf(endColumn) : endColumn }),
  });
  return codeFrameColumns(shown.join('\n'), location, { linesAbove: 1, linesBelow: 1 });
}

const longestLine = 2_000;

function toLocation({ line, column, endLine, endColumn }: SourceRange) {
  // Code frames count columns from 0.
  const start = { line, column: column - 1 };
  if (endLine === undefined || endColumn === undefined) return { start };
  // If the range has several lines, the start alone is clearer than a long frame.
  return endLine === line && endColumn > column ? { start, end: { line, column: endColumn - 1 } } : { start };
}
