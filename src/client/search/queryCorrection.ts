import { suggestWords } from './spelling.ts';
import type { TypedFilter } from './facetNames.ts';
import { findPhrase } from './findPages.ts';
import { readIndexFile } from './pagefind.ts';
import { replaceParts, type Query, type TextRange } from './query.ts';
import { authorTokens, folded } from '../../search/shared/text.ts';

/** A query that may have been meant. */
export interface Correction {
  readonly text: string;
  /** What was typed and what stands in its place. */
  readonly changes: readonly { readonly from: string; readonly to: string }[];
}

interface Change {
  readonly part: TextRange;
  readonly from: string;
  readonly to: string;
  readonly instead: string;
}

/** How many queries are offered at most. */
const offered = 3;

/** Queries that may have been meant, with words and values of the log for those that it does not have; the likeliest first. */
export async function correctedQuery(
  text: string,
  query: Query,
  found: { readonly missing: readonly string[]; readonly typedFilters: readonly TypedFilter[] },
): Promise<readonly Correction[]> {
  const wrong = query.words.filter((word) => found.missing.includes(word.text));
  const words = await Promise.all(
    wrong.map(async (word) =>
      (await wordsLike(word.text))
        .slice(0, offered)
        .map((to): Change => ({ part: word, from: word.text, to, instead: to })),
    ),
  );
  const values = await Promise.all(query.facets.map((term, index) => valuesFor(term, found.typedFilters[index])));
  const choices = [...words, ...values.flat()].filter((list) => list.length > 0);
  return Array.from({ length: Math.max(0, ...choices.map((list) => list.length)) }, (_, rank) =>
    choices.flatMap((list) => list[rank] ?? list[0] ?? []),
  )
    .slice(0, offered)
    .map((changes) => ({ text: replaceParts(text, changes), changes: changes.map(({ from, to }) => ({ from, to })) }));
}

/** For each value that is none, the ones that it may stand for. */
function valuesFor(term: Query['facets'][number], typedFilter: TypedFilter | undefined): Promise<Change[][]> {
  const changes = (typedFilter?.unknown ?? []).map(async ({ value, suggestion }) => {
    const known = term.facet === 'author' ? await authorsLike(value) : suggestion === undefined ? [] : [suggestion];
    const minus = term.isExcluded ? '-' : '';
    return known.map((to): Change => {
      const values = term.values.map((one) => (one === value ? to : one)).join(',');
      return { part: term, from: value, to, instead: `${minus}${term.facet}:${values}` };
    });
  });
  return Promise.all(changes);
}

/** Words of the log that a word may stand for, or begin; each is in the index, since they were taken from there. */
async function wordsLike(word: string): Promise<string[]> {
  const vocabulary = (await readIndexFile('vocabulary.txt')).split('\n');
  return suggestWords(word, vocabulary, 2 * offered);
}

/** The same, of those that are a name of somebody; one may be half typed. */
async function authorsLike(name: string): Promise<string[]> {
  const vocabulary = (await readIndexFile('vocabulary.txt')).split('\n');
  const begun = vocabulary.filter((word) => folded(word).startsWith(folded(name))).slice(0, 2 * offered);
  const near = [...new Set([...begun, ...(await wordsLike(name))])];
  const finds = await Promise.all(near.map(async (word) => (await findPhrase(authorTokens(word))).length > 0));
  return near.filter((_, index) => finds[index]).slice(0, offered);
}
