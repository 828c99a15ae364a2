import { splitWord, suggestWords } from './spelling.ts';
import type { TypedFilter } from './facetNames.ts';
import { findPhrase } from './findPages.ts';
import { readIndexFile } from './pagefind.ts';
import { replaceParts, type Query, type TextRange } from './query.ts';
import { authorTokens, folded } from '../../search/shared/text.ts';

/** A corrected query. */
export interface Correction {
  readonly text: string;
  /** The parts as typed and as corrected. */
  readonly changes: readonly { readonly from: string; readonly to: string }[];
}

interface Change {
  readonly part: TextRange;
  readonly from: string;
  readonly to: string;
  readonly replacement: string;
}

const maxCorrections = 3;

/** Corrects the words and facet values of a query that the log does not have. Returns the likeliest correction first. */
export async function correctedQuery(
  text: string,
  query: Query,
  found: { readonly missing: readonly string[]; readonly typedFilters: readonly TypedFilter[] },
): Promise<readonly Correction[]> {
  const joined = await joinedWords(text, query, found.missing);
  const wrong = query.words.filter(
    (word) => found.missing.includes(word.text) && !joined.some(([{ part }]) => isWithin(word, part)),
  );
  const words = await Promise.all(
    wrong.map(async (word) =>
      (await wordsLike(word.text))
        .slice(0, maxCorrections)
        .map((to): Change => ({ part: word, from: word.text, to, replacement: to })),
    ),
  );
  const values = await Promise.all(
    query.facets.map((term, index) => valueCorrections(term, found.typedFilters[index])),
  );
  const choices = [...joined, ...words, ...values.flat()].filter((list) => list.length > 0);
  return Array.from({ length: Math.max(0, ...choices.map((list) => list.length)) }, (_, rank) =>
    choices.flatMap((list) => list[rank] ?? list[0] ?? []),
  )
    .slice(0, maxCorrections)
    .map((changes) => ({ text: replaceParts(text, changes), changes: changes.map(({ from, to }) => ({ from, to })) }));
}

/**
 * Corrections for unknown words that form one word of the log with the word before or after: "back propagation" becomes
 * "backpropagation".
 */
async function joinedWords(text: string, { words }: Query, missing: readonly string[]): Promise<[Change][]> {
  const pairs = words.flatMap((word, index) => {
    const next = words[index + 1];
    const isUnknown = next && (missing.includes(word.text) || missing.includes(next.text));
    return isUnknown && text.slice(word.end, next.start).trim() === '' ? [[word, next] as const] : [];
  });
  const changes = await Promise.all(
    pairs.map(async ([word, next]): Promise<Change | undefined> => {
      const to = word.text + next.text;
      const part = { start: word.start, end: next.end };
      const isKnown = (await findPhrase(to)).length > 0;
      return isKnown ? { part, from: `${word.text} ${next.text}`, to, replacement: to } : undefined;
    }),
  );
  return changes.flatMap((change, index) => (change && changes[index - 1] === undefined ? [[change]] : []));
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The possible corrections of each unknown value. */
function valueCorrections(term: Query['facets'][number], typedFilter: TypedFilter | undefined): Promise<Change[][]> {
  const changes = (typedFilter?.unknown ?? []).map(async ({ value, suggestion }) => {
    const known = term.facet === 'author' ? await authorsLike(value) : suggestion === undefined ? [] : [suggestion];
    const minus = term.isExcluded ? '-' : '';
    return known.map((to): Change => {
      const values = term.values.map((one) => (one === value ? to : one)).join(',');
      return { part: term, from: value, to, replacement: `${minus}${term.facet}:${values}` };
    });
  });
  return Promise.all(changes);
}

/** Words of the index that resemble a word or begin with something like it, or the two words that it joins. */
async function wordsLike(word: string): Promise<string[]> {
  const vocabulary = (await readIndexFile('vocabulary.txt')).split('\n');
  const pairs = splitWord(word, vocabulary).slice(0, maxCorrections);
  const finds = await Promise.all(pairs.map(async (pair) => (await findPhrase(pair)).length > 0));
  return [...pairs.filter((_, index) => finds[index]), ...suggestWords(word, vocabulary, 2 * maxCorrections)];
}

/** Names of authors that begin with a name or resemble it. */
async function authorsLike(name: string): Promise<string[]> {
  const vocabulary = (await readIndexFile('vocabulary.txt')).split('\n');
  const begun = vocabulary.filter((word) => folded(word).startsWith(folded(name))).slice(0, 2 * maxCorrections);
  const near = [...new Set([...begun, ...(await wordsLike(name))])];
  const finds = await Promise.all(near.map(async (word) => (await findPhrase(authorTokens(word))).length > 0));
  return near.filter((_, index) => finds[index]).slice(0, maxCorrections);
}
