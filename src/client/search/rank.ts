import { wordsOf } from '../../search/shared/text.ts';

/** A page to be ranked. */
export interface Candidate {
  /** Relative to the best score of the search. */
  readonly score: number;
  readonly title: string;
  /** Short names, such as the id. */
  readonly names: readonly string[];
  /** Its authors, type, year and topics. */
  readonly facts: string;
  /** Subjects on which the log recommends it as best. */
  readonly best: readonly string[];
}

/**
 * Scores a page for a query. This adds to the score of the index, which only counts words and would rank a week that
 * mentions a paper ten times above the paper. A page whose title is the query comes first, then the best one on a
 * subject of that name, then pages with that name, then titles with all its words, then pages that are the best on
 * them. Stop words count only in names.
 */
export function rank(words: readonly string[], significant: readonly string[], page: Candidate): number {
  const asked = significant.flatMap(wordsOf);
  if (asked.length === 0) return page.score;
  const title = wordsOf(page.title);
  const inTitle = shareOf(asked, title);
  const facts = [...title, ...wordsOf(`${page.facts} ${page.names.join(' ')}`)];
  const whole = words.flatMap(wordsOf).join(' ');
  const isNamed = (name: string) => wordsOf(name).join('') === whole.replaceAll(' ', '');
  return (
    page.score +
    (isNamed(page.title) ? 10 : page.best.some(isNamed) ? 7 : page.names.some(isNamed) ? 4 : 0) +
    (` ${title.join(' ')} `.includes(` ${whole} `) ? 1 : 0) +
    1.2 * inTitle ** 2 +
    (inTitle === 1 ? 0.8 * shareOf(title, asked) : 0) +
    1.4 * shareOf(asked, facts) ** 2 +
    (page.best.some((subject) => shareOf(wordsOf(subject), asked) === 1) ? 1.2 : 0)
  );
}

/** The share of the words that are among others. */
function shareOf(words: readonly string[], others: readonly string[]): number {
  const found = words.filter((word) => others.some((other) => isAlike(word, other)));
  return words.length === 0 ? 0 : found.length / words.length;
}

/** Whether two words differ only in their endings. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 4;
}
