import { wordsOf } from '../../search/shared/text.ts';

/** What is known of a page that was found, for putting it into order with others. */
export interface Candidate {
  /** Relative to the best of those that were found. */
  readonly score: number;
  readonly title: string;
  /** Short names by which people call it. */
  readonly names: readonly string[];
  /** Who made it, its type, year and topics, and the like. */
  readonly facts: string;
  /** Subjects on which it is the best of the log. */
  readonly best: string;
}

/**
 * How well a page answers a query, beyond the score of the index: what is named by the query comes first, then titles
 * that hold all of it, the fuller the better, then what is best on it. The index alone counts words; it takes a week
 * that mentions a paper ten times for a better answer than the paper. Only the significant words count but for names.
 */
export function rank(words: readonly string[], significant: readonly string[], page: Candidate): number {
  const asked = significant.flatMap(wordsOf);
  if (asked.length === 0) return page.score;
  const title = wordsOf(page.title);
  const inTitle = shareOf(asked, title);
  const facts = [...title, ...wordsOf(`${page.facts} ${page.names.join(' ')}`)];
  const best = wordsOf(page.best);
  const whole = words.flatMap(wordsOf).join(' ');
  const isCalled = (name: string) => wordsOf(name).join('') === whole.replaceAll(' ', '');
  return (
    page.score +
    (isCalled(page.title) ? 5 : page.names.some(isCalled) ? 4 : 0) +
    (` ${title.join(' ')} `.includes(` ${whole} `) ? 1 : 0) +
    1.2 * inTitle ** 2 +
    (inTitle === 1 ? 0.8 * shareOf(title, asked) : 0) +
    1.4 * shareOf(asked, facts) ** 2 +
    (best.length > 0 && shareOf(best, asked) === 1 ? 1.2 : 0)
  );
}

/** Which part of the words is among others. */
function shareOf(words: readonly string[], others: readonly string[]): number {
  const found = words.filter((word) => others.some((other) => isAlike(word, other)));
  return words.length === 0 ? 0 : found.length / words.length;
}

/** Whether two words are the same but for their endings. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 4;
}
