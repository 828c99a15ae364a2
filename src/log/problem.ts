import { severityOf, type RuleId } from './rules.ts';

/** A range in a source file. Lines and columns start at 1; the end column is the one after the last character. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** An unambiguous fix: a range and its replacement. */
export interface Fix {
  /** Always has an end. */
  readonly range: SourceRange;
  readonly text: string;
  /** A third-person phrase, such as "adds the copy in the Internet Archive". */
  readonly description: string;
  /** The key of an entry that must exist for this fix to apply; removed once the whole log is loaded. */
  readonly needs?: string;
}

/** A problem for the author to fix. */
export interface Problem {
  readonly rule: RuleId;
  /** The file with the problem, relative to the log's folder, with forward slashes. */
  readonly file: string;
  readonly range: SourceRange;
  /** What was found and expected, in one or two sentences. */
  readonly message: string;
  /** Present only if the intended text is unambiguous. */
  readonly fix?: Fix;
}

/** Whether a problem stops a build. */
export function isError({ rule }: Pick<Problem, 'rule'>): boolean {
  return severityOf(rule) === 'error';
}

/** Whether a problem stops a build or a check: an error does, and with `strict` a warning. Advice never does. */
export function stops({ rule }: Pick<Problem, 'rule'>, { strict }: { readonly strict: boolean }): boolean {
  const severity = severityOf(rule);
  return severity === 'error' || (strict && severity === 'warning');
}

/** The range of a problem that concerns a whole file. */
export const startOfFile: SourceRange = { line: 1, column: 1 };

/** Orders problems by file, then line, then column, then rule. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) ||
    a.range.line - b.range.line ||
    a.range.column - b.range.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Orders text by code unit, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
