import { rules, type RuleId } from '../log/rules.ts';
import { didYouMean } from '../log/suggest.ts';

/** The rule with a name, or the reason why there is none. */
export function findRule(name: string): { readonly id: RuleId } | { readonly failure: string } {
  if (Object.hasOwn(rules, name)) return { id: name as RuleId };
  const hint = didYouMean(name, Object.keys(rules));
  return { failure: `There is no rule "${name}".${hint === '' ? ' docs/rules.md lists all rules.' : hint}` };
}
