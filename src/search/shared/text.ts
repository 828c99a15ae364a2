/**
 * Prepares text for Pagefind, in the same way for the index and for queries. Pagefind splits words at spaces, ignores
 * punctuation, and matches prefixes; this file covers the cases where that is not enough.
 */

/** Scripts without spaces between words, and their punctuation. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}' +
  '\\p{Script=Myanmar}\\u3001-\\u303f\\uff01-\\uff65';
const gap = new RegExp(
  `(?<=[${unspaced}]\\p{M}*)(?=[${unspaced}\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${unspaced}])`,
  'gu',
);
const filledGap = new RegExp(`(?<=[${unspaced}]\\p{M}*(?:</mark>)?) (?=(?:<mark>)?[${unspaced}])`, 'gu');
const unspacedCharacter = new RegExp(`[${unspaced}]`, 'u');

/** Whether a text has characters of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspacedCharacter.test(text);
}

/**
 * Adds a space between the characters of scripts without word spaces. Browsers use different dictionaries to split such
 * text into words; single characters are found in every browser.
 */
export function spaced(text: string): string {
  return text.replace(gap, ' ');
}

/** Removes the spaces that `spaced()` adds, in plain text and around `<mark>`. */
export function removeGaps(text: string): string {
  return text.replace(filledGap, '');
}

/** Adds spaces around the commands, groups and relations of TeX, so that its parts are words. */
export function spacedTex(tex: string): string {
  return tex
    .replace(/(?<=[^\s{^([])(?=\\[A-Za-z])/g, ' ')
    .replace(/(?<=[{^([|=,])(?=[^\s{}])/g, ' ')
    .replace(/(?<=[^\s{}])(?=[})\]^=|,])/g, ' ');
}

/** Letters that Unicode does not decompose into a letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
};
const plainLettersPattern = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** A text in lower case without accents: `Łukasz` becomes `lukasz`. */
export function folded(text: string): string {
  return withoutMarks(text).replace(plainLettersPattern, (letter) => plainLetters[letter] ?? letter);
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Plain spellings of the words that Pagefind finds only with their special letters. */
export function plainWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => folded(word) !== withoutMarks(word)).map(folded))];
}

/** The folded words of a text; `+` and `#` at the end belong to a word. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
}

/** A folded word, and its range in a text. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const token = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+[+#]*`, 'gu');

/** The words of a text in order; in scripts without word spaces, the characters. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(token), ({ 0: found, index: start }) => ({
    word: folded(found),
    start,
    end: start + found.length,
  }));
}

/** The words that are not stop words, or all words if there are no others. */
export function significantWords(words: readonly string[], stopWords: ReadonlySet<string>): readonly string[] {
  const significant = words.filter((word) => !stopWords.has(word.toLowerCase()));
  return significant.length > 0 ? significant : words;
}

/** Marks the last word of a name in the index: a letter that nobody types. */
export const nameEnd = 'ǂ';

/** The last significant word of a name, marked as its end. */
export function endOfName(name: string, stopWords: ReadonlySet<string>): string {
  const words = significantWords(name.split(/\s+/), stopWords).flatMap((word) => spaced(word).split(' '));
  const last = words.findLast((word) => /[\p{L}\p{N}]/u.test(word));
  return last === undefined ? '' : `${last}${nameEnd}`;
}

/** Index words for the names of an author, for queries such as `author:vaswani`. */
export function authorTokens(name: string): string {
  return wordsOf(name)
    .map((word) => `ǃ${word}`)
    .join(' ');
}
