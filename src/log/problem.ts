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
export function isError({ rule }: Problem): boolean {
  return severityOf(rule) === 'error';
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

/** How many problems of one rule are reported per file. */
const maxReported = 100;

/** Limits the problems of each rule to 100 per file; the next one gives the number of the rest. */
export function foldProblems(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>();
  const keyOf = ({ file, rule }: Problem) => `${rule} ${file}`;
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
  const reported = new Map<string, number>();
  return problems.flatMap(({ fix, ...problem }) => {
    const key = keyOf(problem);
    const [all, number] = [counts.get(key) ?? 0, (reported.get(key) ?? 0) + 1];
    reported.set(key, number);
    if (number <= maxReported) return [{ ...problem, ...(fix && { fix }) }];
    if (number > maxReported + 1) return [];
    return [{ ...problem, message: `${problem.message} This file has ${all - number} more of these.` }];
  });
}
