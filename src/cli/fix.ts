import { count } from '../log/count.ts';
import { applyFixes, textsIn } from '../log/fixes.ts';
import { stops, type Fix, type Problem } from '../log/problem.ts';
import { countByRule, countRules, foldProblems, formatRest, mostListed, mostShown } from '../log/problemCounts.ts';
import { checkLog } from '../loader/check.ts';
import { complain, onOneLine, say as print } from '../loader/terminal.ts';
import { check, ofRules, type CheckOptions } from './check.ts';
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
 * Prints and applies the unambiguous fixes of a log, counts them by rule, then checks it again. With `dryRun`, applies
 * none. Returns the exit code of the check.
 */
export async function fix(folder: string, options: CheckOptions & { readonly dryRun?: boolean } = {}): Promise<number> {
  const { format = 'pretty', strict = false, rules, dryRun = false } = options;
  // Other formats are for programs, so standard output must contain nothing else.
  const say = format === 'pretty' ? print : complain;
  const written: FileFix[] = [];
  for (let round = 1; round <= mostRounds; round += 1) {
    const { problems: all, texts } = await checkLog(folder);
    const problems = ofRules(all, rules);
    const plans = plansFor(problems, texts);
    const fixes = plans.flatMap(({ applied }) => applied);
    if (round === 1 && fixes.length === 0) say('There is nothing to fix automatically.');
    if (fixes.length === 0 && !dryRun) break;
    for (const line of linesOf(plans, dryRun && !rules ? mostShown : mostListed)) say(line);
    if (dryRun) {
      if (fixes.length > 0) say(`\n${summaryOf(fixes)}. Nothing was written.`);
      return problems.some((problem) => stops(problem, { strict })) ? 1 : 0;
    }
    const before = written.length;
    for (const plan of plans) {
      if (plan.applied.length > 0 && (await replaceFile(folder, plan, say))) written.push(...plan.applied);
    }
    if (written.length === before) break;
  }
  if (written.length > 0) say(`\n${summaryOf(written)}. Written.\n`);
  return check(folder, { format, strict, ...(rules && { rules }) });
}

function summaryOf(fixes: readonly FileFix[]): string {
  return `${count(fixes.length, 'fix', 'fixes')}: ${countRules(countByRule(fixes))}`;
}

function plansFor(problems: readonly Problem[], texts: ReadonlyMap<string, string>): readonly Plan[] {
  const byFile = new Map<string, FileFix[]>();
  for (const { file, rule, fix: change } of problems) {
    if (!change) continue;
    const fixes = byFile.get(file);
    if (fixes) fixes.push({ ...change, rule });
    else byFile.set(file, [{ ...change, rule }]);
  }
  return [...byFile].flatMap(([file, fixes]) => {
    const before = texts.get(file);
    if (before === undefined) return [];
    const { text: after, applied, skipped } = applyFixes(before, fixes);
    return { file, before, after, applied, skipped };
  });
}

/** A line for each fix, for at most `most` fixes of each rule, and a line with the number of the others. */
function linesOf(plans: readonly Plan[], most: number): string[] {
  const all = plans.flatMap(({ file, before, applied, skipped }) => {
    const textAt = textsIn(before);
    return [
      ...applied.map((one) => ({ ...one, file, textAt, note: '' })),
      ...skipped.map((one) => ({ ...one, file, textAt, note: skipNote })),
    ];
  });
  const { shown, rest } = foldProblems(all, most);
  const lines = shown.map(({ file, textAt, range, rule, text, description, note }) => {
    const change = `"${textAt(range) ?? ''}" → "${text}"`;
    return onOneLine(`${file}:${range.line}:${range.column}  ${rule}  ${description}: ${change}${note}`);
  });
  const folds = [...rest].map(([rule, number]) => formatRest(rule, number, { flags: '--fix --dry-run' }));
  return [...lines, ...folds];
}

const skipNote = ' (skipped: it overlaps another fix, or its position is unclear)';
