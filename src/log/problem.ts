import { severityOf, type RuleId } from './rules.ts';

/** A stretch of a file. Lines and columns start at 1; the end column is the one after the last character. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A certain mend: a stretch of the file, and what to write in its place. */
export interface Fix {
  /** Has an end. */
  readonly range: SourceRange;
  readonly text: string;
  /** What it does, as in "writes the date as ISO 8601 has it". */
  readonly description: string;
  /** The key of an entry that must exist for the mend to be certain; gone once the whole log is known. */
  readonly needs?: string;
}

/** Something the author must mend. */
export interface Problem {
  readonly rule: RuleId;
  /** The file at fault, relative to the log's folder, with forward slashes. */
  readonly file: string;
  readonly range: SourceRange;
  /** What was found and what was expected, in one or two sentences. */
  readonly message: string;
  /** Only where it is certain what the author meant. */
  readonly fix?: Fix;
}

/** Whether a problem stops a build; advice does not. */
export function isError({ rule }: Problem): boolean {
  return severityOf(rule) === 'error';
}

/** The first character of a file: the place of a problem that concerns the file as a whole. */
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

/** How many problems with one rule are told of a file. */
const maxReported = 100;

/** Problems in their order, without those that nobody would read: after 100 with one rule in a file, how many more there are. */
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
