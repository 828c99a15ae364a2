import { isError, type Problem } from '../log/problem.ts';
import { toGitHub, toJson, toSarif } from './annotations.ts';
import { checkLog, type CheckedLog } from '../loader/check.ts';
import { count, formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';

/** How problems are printed: for a person, for GitHub's annotations, or for other programs. */
export const formats = ['pretty', 'github', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

/**
 * Prints every problem of the log in a folder, or one line if there are none. Returns the exit code: 1 if there are
 * errors or, with `strict`, warnings or advice.
 */
export async function check(
  folder: string,
  options: { readonly format?: Format; readonly strict?: boolean } = {},
): Promise<number> {
  return report(await checkLog(folder), options);
}

/** Prints the problems of a checked log as `check()` does, and returns the exit code. */
export function report(
  { title, entries, problems, texts }: Omit<CheckedLog, 'broken'>,
  { format = 'pretty', strict = false }: { readonly format?: Format; readonly strict?: boolean } = {},
): number {
  const failed = problems.some((problem) => strict || isError(problem));
  if (format !== 'pretty') {
    const print: Record<Exclude<Format, 'pretty'>, (problems: readonly Problem[]) => string> = {
      github: toGitHub,
      json: toJson,
      sarif: toSarif,
    };
    const text = print[format](problems);
    if (text !== '') say(text);
  } else if (problems.length > 0) (failed ? complain : say)(`\n${formatProblems(problems, texts)}`);
  else say(`${onOneLine(title)}: ${count(entries.length, 'file')}, no problems.`);
  return failed ? 1 : 0;
}
