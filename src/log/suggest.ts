import { closestMatch } from 'leven';

/** The name most similar to a wrong one; undefined if none is close. */
export function suggest(wrong: string, names: Iterable<string>): string | undefined {
  const maxDistance = Math.max(2, Math.floor(wrong.length / 3));
  return closestMatch(wrong, [...names], { maxDistance });
}

/** ` Did you mean "…"?` with the most similar name, or an empty string. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const name = suggest(wrong, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
