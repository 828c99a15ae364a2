/** A list of byte strings or lists of numbers, one after another in one array: a log has millions of them. */
export interface Rows<Values extends Uint8Array | Uint32Array> {
  readonly values: Values;
  readonly ends: Uint32Array;
}

/** What the index needs of some pages, in flat arrays that a cache reads without parsing. Pages are in any order. */
export interface PackedPages {
  /** Below the base path, with a leading slash. */
  readonly urls: readonly string[];
  /** A hash of all that each page is made from. */
  readonly sources: readonly string[];
  /** In words. */
  readonly lengths: Uint32Array;
  /** Pagefind's files with the pages' contents. */
  readonly fragments: Rows<Uint8Array>;
  /** Pagefind's words, and their other spellings (`termOf()`). */
  readonly terms: readonly string[];
  /** The numbers of the terms on each page. */
  readonly uses: Rows<Uint32Array>;
  /** Where the term is on its page, for each number in `uses`: the end of a `Use` in CBOR. */
  readonly places: Rows<Uint8Array>;
  /** For spelling corrections. */
  readonly words: readonly string[];
  /** The numbers of the words in the names on each page. */
  readonly named: Rows<Uint32Array>;
  /** The numbers of the words in the text of each page. */
  readonly written: Rows<Uint32Array>;
}

/** One of some packed pages. */
export interface PackedPage {
  readonly pages: PackedPages;
  readonly at: number;
}

/** A word of Pagefind's, or another spelling of it, which sorts after it and before all other words. */
export function termOf(word: string, spelling?: string): string {
  return spelling === undefined ? word : `${word}\0${spelling}`;
}

/** The word and the spelling in a term. */
export function readTerm(term: string): { readonly word: string; readonly spelling: string | undefined } {
  const end = term.indexOf('\0');
  return end === -1 ? { word: term, spelling: undefined } : { word: term.slice(0, end), spelling: term.slice(end + 1) };
}

/** The start of a row. */
export function startOf({ ends }: Rows<Uint8Array | Uint32Array>, row: number): number {
  return row === 0 ? 0 : (ends[row - 1] ?? 0);
}

export function rowAt<Values extends Uint8Array | Uint32Array>(rows: Rows<Values>, row: number): Values {
  return rows.values.subarray(startOf(rows, row), rows.ends[row]) as Values;
}

export function byteRows(list: readonly Uint8Array[]): Rows<Uint8Array> {
  return rowsOf(list, (length) => new Uint8Array(length));
}

export function numberRows(list: readonly (Uint32Array | readonly number[])[]): Rows<Uint32Array> {
  return rowsOf(list, (length) => new Uint32Array(length));
}

function rowsOf<Values extends Uint8Array | Uint32Array>(
  list: readonly ArrayLike<number>[],
  make: (length: number) => Values,
): Rows<Values> {
  const ends = new Uint32Array(list.length);
  let length = 0;
  for (const [row, { length: own }] of list.entries()) ends[row] = length += own;
  const values = make(length);
  for (const [row, items] of list.entries()) values.set(items, startOf({ values, ends }, row));
  return { values, ends };
}

/** Copies some pages, without the terms and words that are only on others. */
export function packPages(chosen: readonly PackedPage[]): PackedPages {
  const terms = numberTerms(chosen);
  const words = numberWords(chosen);
  const numbered = ({ numbersIn }: Numbering, pages: PackedPages, own: Uint32Array) => {
    const numbers = numbersIn(pages);
    return own.map((number) => numbers[number] ?? 0);
  };
  return {
    urls: chosen.map(({ pages, at }) => pages.urls[at] ?? ''),
    sources: chosen.map(({ pages, at }) => pages.sources[at] ?? ''),
    lengths: Uint32Array.from(chosen, ({ pages, at }) => pages.lengths[at] ?? 0),
    fragments: byteRows(chosen.map(({ pages, at }) => rowAt(pages.fragments, at))),
    terms: terms.names,
    uses: numberRows(chosen.map(({ pages, at }) => numbered(terms, pages, rowAt(pages.uses, at)))),
    places: joinPlaces(chosen),
    words: words.names,
    named: numberRows(chosen.map(({ pages, at }) => numbered(words, pages, rowAt(pages.named, at)))),
    written: numberRows(chosen.map(({ pages, at }) => numbered(words, pages, rowAt(pages.written, at)))),
  };
}

/** The places of the uses on some pages: a stretch of rows for each page. */
function joinPlaces(chosen: readonly PackedPage[]): Rows<Uint8Array> {
  const stretches = chosen.map(({ pages: { uses, places }, at }) => {
    const [first, end] = [startOf(uses, at), uses.ends[at] ?? 0];
    const start = startOf(places, first);
    const ends = places.ends.subarray(first, end);
    return { start, ends, bytes: places.values.subarray(start, ends.at(-1) ?? start) };
  });
  const { values, ends: lastEnds } = byteRows(stretches.map(({ bytes }) => bytes));
  const shifted = stretches.map(({ start, ends }, index) => {
    const shift = startOf({ values, ends: lastEnds }, index) - start;
    return ends.map((end) => end + shift);
  });
  return { values, ends: numberRows(shifted).values };
}

/** Names from the lists of several packed pages, each once, and their new numbers. */
export interface Numbering {
  readonly names: readonly string[];
  /** The new numbers, by the numbers in these pages. */
  readonly numbersIn: (pages: PackedPages) => Uint32Array;
}

/** Numbers the terms on some pages anew. */
export function numberTerms(chosen: readonly PackedPage[]): Numbering {
  return renumber(chosen, ({ terms }) => terms, usesOf);
}

/** Numbers the words on some pages anew. */
export function numberWords(chosen: readonly PackedPage[]): Numbering {
  return renumber(chosen, ({ words }) => words, wordsOf);
}

const usesOf = ({ pages, at }: PackedPage) => [rowAt(pages.uses, at)];
const wordsOf = ({ pages, at }: PackedPage) => [rowAt(pages.named, at), rowAt(pages.written, at)];

function renumber(
  chosen: readonly PackedPage[],
  listOf: (pages: PackedPages) => readonly string[],
  numbersOf: (page: PackedPage) => readonly Uint32Array[],
): Numbering {
  const used = new Map<PackedPages, Uint8Array>();
  for (const page of chosen) {
    const isUsed = used.get(page.pages) ?? new Uint8Array(listOf(page.pages).length);
    used.set(page.pages, isUsed);
    for (const numbers of numbersOf(page)) {
      for (let at = 0; at < numbers.length; at += 1) isUsed[numbers[at] ?? 0] = 1;
    }
  }
  const known = new Map<string, number>();
  const numbersIn = new Map<PackedPages, Uint32Array>();
  for (const [pages, isUsed] of used) {
    const numbers = new Uint32Array(isUsed.length);
    for (const [number, name] of listOf(pages).entries()) {
      if (isUsed[number] === 0) continue;
      const fresh = known.get(name) ?? known.size;
      known.set(name, fresh);
      numbers[number] = fresh;
    }
    numbersIn.set(pages, numbers);
  }
  return { names: [...known.keys()], numbersIn: (pages) => numbersIn.get(pages) ?? new Uint32Array() };
}
