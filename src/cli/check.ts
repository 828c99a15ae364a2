import { count } from '../log/count.ts';
import { stops, type Problem } from '../log/problem.ts';
import { mostListed, mostShown } from '../log/problemCounts.ts';
import type { RuleId } from '../log/rules.ts';
import { checkLog, type CheckedLog } from '../loader/check.ts';
import { formatProblems } from '../loader/report.ts';
import { onOneLine, say } from '../loader/terminal.ts';
import { toGitHub, toJson, toSarif } from './annotations.ts';

/** How problems are printed: for people, for GitHub's annotations, or for other programs. */
export const formats = ['pretty', 'github', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

export interface CheckOptions {
  readonly format?: Format;
  /** Whether warnings fail the check, not only errors. */
  readonly strict?: boolean;
  /** The only rules to check; all of them if missing. */
  readonly rules?: readonly RuleId[];
}

/** Printed for a log without entries, because its owner may have put other files there. */
const noEntries =
  ' It has no entries yet: files that end in .md in content/weeks, content/notes, content/pages or content/resources.';

/**
 * Prints the problems of the log in a folder to standard output, or one line if there are none. Returns the exit code: 1
 * if there are errors or, with `strict`, warnings.
 */
export async function check(folder: string, options: CheckOptions = {}): Promise<number> {
  return report(await checkLog(folder), options);
}

/** Prints the problems of a checked log as `check()` does, and returns the exit code. */
export function report(
  { title, entries, problems: all, texts }: Omit<CheckedLog, 'broken'>,
  {
    format = 'pretty',
    strict = false,
    rules,
    print = say,
  }: CheckOptions & { readonly print?: (text: string) => unknown } = {},
): number {
  const problems = ofRules(all, rules);
  const most = rules ? mostListed : mostShown;
  if (format === 'github') {
    if (problems.length > 0) print(toGitHub(problems, { most }));
  } else if (format !== 'pretty') print(format === 'json' ? toJson(problems) : toSarif(problems));
  else if (problems.length > 0) print(formatProblems(problems, texts, { most }));
  else {
    const of = rules ? ` of ${rules.join(', ')}` : '';
    const isBare = entries.every(({ kind }) => kind === 'log');
    say(`${onOneLine(title)}: ${count(entries.length, 'file')}, no problems${of}.${isBare ? noEntries : ''}`);
  }
  return problems.some((problem) => stops(problem, { strict })) ? 1 : 0;
}

/** The problems of some rules, or all of them. */
export function ofRules(problems: readonly Problem[], rules: readonly RuleId[] | undefined): readonly Problem[] {
  return rules ? problems.filter(({ rule }) => rules.includes(rule)) : problems;
}
