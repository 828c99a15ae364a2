import { applyFixes, textAt } from '../log/fixes.ts';
import { isError, type Fix, type Problem } from '../log/problem.ts';
import { checkLog, type CheckedLog } from '../loader/check.ts';
import { count } from '../loader/report.ts';
import { complain, onOneLine, say as print } from '../loader/terminal.ts';
import { check, type Format } from './check.ts';
import { replaceFile, type Replacement } from './replaceFile.ts';

/** What is to be written to one file. */
interface Plan extends Replacement {
  readonly applied: readonly Mend[];
  /** Mends that another one overlaps, or that have no certain place. */
  readonly skipped: readonly Mend[];
}

type Mend = Fix & Pick<Problem, 'rule'>;

/** A mend can bring another one to light, such as a slip in a file that could not be read before. */
const mostRounds = 5;

/**
 * Mends what is certain in the log in a folder, after saying what, and checks it again. With `dryRun` it only says so.
 * Gives the exit code of the check.
 */
export async function fix(
  folder: string,
  options: { readonly format?: Format; readonly strict?: boolean; readonly dryRun?: boolean } = {},
): Promise<number> {
  const { format = 'pretty', strict = false, dryRun = false } = options;
  // What other programs read has no words of ours in it.
  const say = format === 'pretty' ? print : complain;
  for (let round = 1; round <= mostRounds; round += 1) {
    const checked = await checkLog(folder);
    const plans = plansFor(checked);
    const mends = plans.reduce((sum, { applied }) => sum + applied.length, 0);
    if (round === 1 && mends === 0) say('There is nothing to fix automatically.');
    if (mends === 0 && !dryRun) break;
    for (const plan of plans) for (const line of linesOf(plan)) say(line);
    if (dryRun) {
      if (mends > 0) say(`\n${count(mends, 'fix', 'fixes')}. Nothing was written.`);
      return checked.problems.some((problem) => strict || isError(problem)) ? 1 : 0;
    }
    const written: boolean[] = [];
    for (const plan of plans) if (plan.applied.length > 0) written.push(await replaceFile(folder, plan, say));
    if (!written.includes(true)) break;
  }
  return check(folder, { format, strict });
}

function plansFor({ problems, texts }: CheckedLog): readonly Plan[] {
  const byFile = new Map<string, Mend[]>();
  for (const { file, rule, fix: mend } of problems) {
    if (mend) byFile.set(file, [...(byFile.get(file) ?? []), { ...mend, rule }]);
  }
  return [...byFile].flatMap(([file, mends]) => {
    const before = texts.get(file);
    if (before === undefined) return [];
    const { text: after, applied, skipped } = applyFixes(before, mends);
    return { file, before, after, applied, skipped };
  });
}

function linesOf({ file, before, applied, skipped }: Plan): string[] {
  const line = ({ range, rule, text, description: says }: Mend) => {
    const change = `"${textAt(before, range) ?? ''}" → "${text}"`;
    return onOneLine(`${file}:${range.line}:${range.column}  ${rule}  ${says}: ${change}`);
  };
  return [
    ...applied.map(line),
    ...skipped.map((mend) => `${line(mend)} (skipped: it overlaps another fix, or its position is unclear)`),
  ];
}
