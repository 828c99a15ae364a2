import { applyFixes, textAt } from '../log/fixes.ts';
import { isError, type Fix, type Problem } from '../log/problem.ts';
import { checkLog, type CheckedLog } from '../loader/check.ts';
import { count } from '../loader/report.ts';
import { complain, onOneLine, say as print } from '../loader/terminal.ts';
import { check, type Format } from './check.ts';
import { replaceFile, type Replacement } from './replaceFile.ts';

/** The fixes of one file. */
interface Plan extends Replacement {
  readonly applied: readonly FileFix[];
  /** Fixes that overlap another one, or whose position is unclear. */
  readonly skipped: readonly FileFix[];
}

type FileFix = Fix & Pick<Problem, 'rule'>;

/** A fix can reveal another one, for example in a file that could not be parsed before. */
const mostRounds = 5;

/**
 * Prints and applies the unambiguous fixes of a log, then checks it again. With `dryRun`, only prints them. Returns the
 * exit code of the check.
 */
export async function fix(
  folder: string,
  options: { readonly format?: Format; readonly strict?: boolean; readonly dryRun?: boolean } = {},
): Promise<number> {
  const { format = 'pretty', strict = false, dryRun = false } = options;
  // Other formats are for programs, so standard output must contain nothing else.
  const say = format === 'pretty' ? print : complain;
  for (let round = 1; round <= mostRounds; round += 1) {
    const checked = await checkLog(folder);
    const plans = plansFor(checked);
    const total = plans.reduce((sum, { applied }) => sum + applied.length, 0);
    if (round === 1 && total === 0) say('There is nothing to fix automatically.');
    if (total === 0 && !dryRun) break;
    for (const plan of plans) for (const line of linesOf(plan)) say(line);
    if (dryRun) {
      if (total > 0) say(`\n${count(total, 'fix', 'fixes')}. Nothing was written.`);
      return checked.problems.some((problem) => strict || isError(problem)) ? 1 : 0;
    }
    const written: boolean[] = [];
    for (const plan of plans) if (plan.applied.length > 0) written.push(await replaceFile(folder, plan, say));
    if (!written.includes(true)) break;
  }
  return check(folder, { format, strict });
}

function plansFor({ problems, texts }: CheckedLog): readonly Plan[] {
  const byFile = new Map<string, FileFix[]>();
  for (const { file, rule, fix: change } of problems) {
    if (change) byFile.set(file, [...(byFile.get(file) ?? []), { ...change, rule }]);
  }
  return [...byFile].flatMap(([file, fixes]) => {
    const before = texts.get(file);
    if (before === undefined) return [];
    const { text: after, applied, skipped } = applyFixes(before, fixes);
    return { file, before, after, applied, skipped };
  });
}

function linesOf({ file, before, applied, skipped }: Plan): string[] {
  const line = ({ range, rule, text, description }: FileFix) => {
    const change = `"${textAt(before, range) ?? ''}" → "${text}"`;
    return onOneLine(`${file}:${range.line}:${range.column}  ${rule}  ${description}: ${change}`);
  };
  return [
    ...applied.map(line),
    ...skipped.map((skip) => `${line(skip)} (skipped: it overlaps another fix, or its position is unclear)`),
  ];
}
