import { closestMatch } from 'leven';

/** The name most like a wrong one, or undefined when none comes near. */
export function suggest(wrong: string, names: Iterable<string>): string | undefined {
  const maxDistance = Math.max(2, Math.floor(wrong.length / 3));
  return closestMatch(wrong, [...names], { maxDistance });
}

/** ` Did you mean "…"?` for the name most like a wrong one, or nothing. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const name = suggest(wrong, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
