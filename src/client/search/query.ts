/** The range of a part in the text of a query. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A filter in a query: `type:paper`, `-topic:scaling`, `year:2017..2020`, `author:vaswani`. */
export interface FacetTerm extends TextRange {
  readonly facet: string;
  readonly values: readonly string[];
  readonly isExcluded: boolean;
}

/** A word of a query. */
export interface WordTerm extends TextRange {
  readonly text: string;
}

/** A parsed query. */
export interface Query {
  readonly words: readonly WordTerm[];
  readonly phrases: readonly string[];
  /** Words and phrases that must not occur. */
  readonly excluded: readonly string[];
  readonly facets: readonly FacetTerm[];
}

/** An optional `-`, an optional name with a colon, then a phrase in quotes or a word. `--flag` and `foo::bar` are words. */
const term = /(-(?!-))?(?:(\p{L}+):(?!:))?(?:"([^"]*)"?|([^\s"]+))/uy;
const quotes = /[“”„«»]/g;

/** Parses a query; every text is valid. A term with an unknown facet is a word, such as an address or `Part 2:`. */
export function parseQuery(text: string, facetOf: (name: string) => string | undefined): Query {
  const words: WordTerm[] = [];
  const phrases: string[] = [];
  const excluded: string[] = [];
  const facets: FacetTerm[] = [];
  const plain = text.replace(quotes, '"');
  let at = 0;
  while (at < plain.length) {
    term.lastIndex = at;
    const match = term.exec(plain);
    if (!match) {
      at += 1;
      continue;
    }
    const [whole, minus, name, phrase, word] = match;
    const facet = name === undefined ? undefined : facetOf(name.toLowerCase());
    const start = at;
    at += whole.length;
    if (facet !== undefined) {
      const values = phrase === undefined ? (word ?? '').split(',') : [phrase];
      facets.push({
        facet,
        values: values.filter((value) => value !== ''),
        isExcluded: minus !== undefined,
        start,
        end: at,
      });
    } else if (phrase !== undefined && name === undefined) {
      if (phrase.trim() !== '') (minus === undefined ? phrases : excluded).push(phrase.trim());
    } else if (minus !== undefined) {
      excluded.push(whole.slice(1));
    } else {
      words.push({ text: whole, start, end: at });
    }
  }
  return { words, phrases, excluded, facets };
}

/** Replaces parts of a query. */
export function replaceParts(
  text: string,
  parts: readonly { readonly part: TextRange; readonly replacement: string }[],
): string {
  return [...parts]
    .sort((a, b) => b.part.start - a.part.start)
    .reduce((all, { part, replacement }) => `${all.slice(0, part.start)}${replacement}${all.slice(part.end)}`, text);
}

/** Parses a range of years: `2017..2020`, `2017..` or `..2020`. Returns undefined for anything else. */
export function parseYears(value: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^(\d{4})?(?:\.\.+|…|–|-)(\d{4})?$/.exec(value);
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  return { first: Number(match[1] ?? 0), last: Number(match[2] ?? 9999) };
}
