import { codeFrameColumns } from '@babel/code-frame';
import type { SourceRange, Problem } from '../log/problem.ts';
import { rules, severityOf } from '../log/rules.ts';
import { onOneLine, printable } from './terminal.ts';

/** All problems as text: position, rule, message, fix, and source lines. */
export function formatProblems(problems: readonly Problem[], texts: ReadonlyMap<string, string>): string {
  const blocks = problems.map((problem) => formatProblem(problem, texts.get(problem.file)));
  return [...blocks, summary(problems)].join('\n\n');
}

function summary(problems: readonly Problem[]): string {
  const files = count(new Set(problems.map(({ file }) => file)).size, 'file');
  const numberOf = (severity: string) => problems.filter(({ rule }) => severityOf(rule) === severity).length;
  const counts = [
    { number: numberOf('error'), one: 'problem' },
    { number: numberOf('warning'), one: 'warning' },
    { number: numberOf('advice'), one: 'piece of advice', many: 'pieces of advice' },
  ];
  const parts = counts.filter(({ number }) => number > 0).map(({ number, one, many }) => count(number, one, many));
  return `${new Intl.ListFormat('en-GB').format(parts)} in ${files}.`;
}

function formatProblem({ file, range, rule, message }: Problem, text: string | undefined): string {
  const severity = severityOf(rule);
  const label = severity === 'error' ? '' : ` (${severity})`;
  const head = `${onOneLine(file)}:${range.line}:${range.column}  ${rule}${label}`;
  const frame = text === undefined ? '' : frameOf(text, range);
  const parts = [head, `  ${onOneLine(message)}`, `  ${rules[rule].fix}`];
  if (frame.trim() !== '') parts.push('', frame.replace(/^/gm, '    '));
  return parts.join('\n');
}

/** The lines around a position, or an empty text if one of them is too long to read. */
function frameOf(text: string, range: SourceRange): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/, range.line + 1);
  if (lines.slice(Math.max(0, range.line - 2)).some(({ length }) => length > longestLine)) return '';
  return codeFrameColumns(printable(text), toLocation(range), { linesAbove: 1, linesBelow: 1 });
}

const longestLine = 2_000;

function toLocation({ line, column, endLine, endColumn }: SourceRange) {
  // Code frames count columns from 0.
  const start = { line, column: column - 1 };
  if (endLine === undefined || endColumn === undefined) return { start };
  // If the range has several lines, the start alone is clearer than a long frame.
  return endLine === line && endColumn > column ? { start, end: { line, column: endColumn - 1 } } : { start };
}

/** A number with its noun, in the English of messages: `1 file`, `1,200 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
