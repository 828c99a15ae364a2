import { count } from './count.ts';
import { compareText, type Problem } from './problem.ts';
import { severities, severityOf, type RuleId, type Severity } from './rules.ts';

/** How many problems of one rule are shown to somebody who has not asked for that rule. */
export const mostShown = 20;
/** How many problems of one rule are listed to somebody who has, and in formats for programs. */
export const mostListed = 10_000;

/** At most `most` problems of each rule, in their order, and the number of the others. */
export function foldProblems<P extends Pick<Problem, 'rule'>>(
  problems: readonly P[],
  most: number,
): { readonly shown: readonly P[]; readonly rest: ReadonlyMap<RuleId, number> } {
  const numbers = new Map<RuleId, number>();
  const shown = problems.filter(({ rule }) => {
    const number = (numbers.get(rule) ?? 0) + 1;
    numbers.set(rule, number);
    return number <= most;
  });
  const rest = [...numbers].flatMap(([rule, number]) => (number > most ? [[rule, number - most] as const] : []));
  return { shown, rest: new Map(rest) };
}

/** The number of problems of each rule: errors first, then warnings and advice, and the most frequent first. */
export function countByRule(problems: readonly Pick<Problem, 'rule'>[]): ReadonlyMap<RuleId, number> {
  const groups = Map.groupBy(problems, ({ rule }) => rule);
  const counts = [...groups].map(([rule, { length }]) => [rule, length] as const);
  const rank = (rule: RuleId) => severities.indexOf(severityOf(rule));
  return new Map(counts.sort(([a, m], [b, n]) => rank(a) - rank(b) || n - m || compareText(a, b)));
}

/** Counts the problems of a rule that are not shown, and says how to see them, if a check of the log can show them. */
export function formatRest(rule: RuleId, number: number, { isShownByCheck = true, flags = '' } = {}): string {
  const how = isShownByCheck ? `: learnlog check ${flags}${flags && ' '}--rule ${rule} shows them` : '';
  return `… and ${number.toLocaleString('en')} more ${rule}${how}`;
}

const nouns: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  advice: ['piece of advice', 'pieces of advice'],
};

/** How many problems there are, by severity and by rule: `3 errors, 1 warning: 2 unknown-entry, 1 invalid-date, …`. */
export function summarize(counts: ReadonlyMap<RuleId, number>): string {
  const bySeverity = Map.groupBy(counts, ([rule]) => severityOf(rule));
  const parts = [...bySeverity].map(([severity, group]) => {
    const number = group.reduce((sum, [, ofRule]) => sum + ofRule, 0);
    return count(number, ...nouns[severity]);
  });
  return `${parts.join(', ')}: ${countRules(counts)}`;
}

/** How often each rule occurs: `2 unknown-entry, 1 invalid-date`. */
export function countRules(counts: ReadonlyMap<RuleId, number>): string {
  return [...counts].map(([rule, number]) => `${number.toLocaleString('en')} ${rule}`).join(', ');
}
