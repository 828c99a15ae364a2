/**
 * How text is made comparable, the same when the index is built and when it is asked. Pagefind takes words apart at
 * spaces, drops punctuation and knows words by their beginnings; what follows helps where that is not enough.
 */

/** Scripts that put no space between words, and their punctuation. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}' +
  '\\p{Script=Myanmar}\\u3001-\\u303f\\uff01-\\uff65';
const gap = new RegExp(
  `(?<=[${unspaced}]\\p{M}*)(?=[${unspaced}\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${unspaced}])`,
  'gu',
);
const filledGap = new RegExp(`(?<=[${unspaced}]\\p{M}*(?:</mark>)?) (?=(?:<mark>)?[${unspaced}])`, 'gu');
const unspacedCharacter = new RegExp(`[${unspaced}]`, 'u');

/** Whether a text has characters of a script that puts no space between words. */
export function isUnspaced(text: string): boolean {
  return unspacedCharacter.test(text);
}

/**
 * Puts a space between the characters of scripts that have none between words. Where a word ends is a matter of
 * dictionaries, which differ from browser to browser; a row of characters is found in any of them.
 */
export function spaced(text: string): string {
  return text.replace(gap, ' ');
}

/** Takes away what `spaced()` put in, in plain text and between the marks of an excerpt. */
export function removeGaps(text: string): string {
  return text.replace(filledGap, '');
}

/** Puts a space where a command, a group or a relation of TeX begins or ends, so that its parts are words. */
export function spacedTex(tex: string): string {
  return tex
    .replace(/(?<=[^\s{^([])(?=\\[A-Za-z])/g, ' ')
    .replace(/(?<=[{^([|=,])(?=[^\s{}])/g, ' ')
    .replace(/(?<=[^\s{}])(?=[})\]^=|,])/g, ' ');
}

/** Letters that Unicode does not take apart into a letter and a mark. */
const whole: Readonly<Record<string, string>> = {
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
const wholeLetter = new RegExp(`[${Object.keys(whole).join('')}]`, 'gu');

/** A text in small letters without marks: `Łukasz` is `lukasz`. */
export function folded(text: string): string {
  return withoutMarks(text).replace(wholeLetter, (letter) => whole[letter] ?? letter);
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Words of a text that people type in plain letters and Pagefind knows only as they are written, in plain letters. */
export function plainWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => folded(word) !== withoutMarks(word)).map(folded))];
}

/** The words of a text as they are compared: small letters without marks, at most joined by `+` and `#`. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
}

/** A word as it is compared, and where it stands in a text. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const token = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+[+#]*`, 'gu');

/** The words of a text in order; of scripts that put no space between them, the characters. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(token), ({ 0: found, index: start }) => ({
    word: folded(found),
    start,
    end: start + found.length,
  }));
}

/** The words of a query or a name that tell something; all of them where none does. */
export function significantWords(words: readonly string[], small: ReadonlySet<string>): readonly string[] {
  const significant = words.filter((word) => !small.has(word.toLowerCase()));
  return significant.length > 0 ? significant : words;
}

/** Marks the end of a name in the index: a letter that nobody types, at its last word. */
export const nameEnd = 'ǂ';

/** The last significant word of a name, marked as its end. */
export function endOfName(name: string, small: ReadonlySet<string>): string {
  const words = significantWords(name.split(/\s+/), small).flatMap((word) => spaced(word).split(' '));
  const last = words.findLast((word) => /[\p{L}\p{N}]/u.test(word));
  return last === undefined ? '' : `${last}${nameEnd}`;
}

/** Words that stand for a person, by each of the names: `author:vaswani` asks for one of them. */
export function authorTokens(name: string): string {
  return wordsOf(name)
    .map((word) => `ǃ${word}`)
    .join(' ');
}
