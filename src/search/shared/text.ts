/**
 * Prepares text for Pagefind, in the same way for the index and for queries. Pagefind splits words at spaces, ignores
 * punctuation except underscores, and matches prefixes; this file covers the cases where that is not enough.
 */

/** Scripts without spaces between words, and their punctuation. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}' +
  '\\p{Script=Myanmar}\\u3001-\\u303f\\u3099-\\u309c\\u30a0-\\u30ff\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65';
const gap = new RegExp(
  `(?<=[${unspaced}]\\p{M}*)(?=[${unspaced}\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${unspaced}])`,
  'gu',
);
const unspacedCharacter = new RegExp(`[${unspaced}]`, 'u');

/** Whether a text has characters of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspacedCharacter.test(text);
}

/** Marks a space that is not in the text, as ASCII punctuation: Pagefind indexes words with other signs twice. */
const mark = '`';
const encodedSigns: Readonly<Record<string, string>> = { [mark]: mark + mark, _: `${mark}-` };
const addedSpace = `${mark} `;

/** Words, spaces, and the signs between them. */
const piece = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]+/gu;
/** Signs within a word. Format characters, such as soft hyphens, are invisible. */
const joiners = /^(?:[-‐‑'’_+#·]|\p{Cf})+$/u;

/**
 * Adds spaces to a text, so that Pagefind finds its words: between characters of scripts without word spaces, because
 * browsers use different dictionaries to split such text, and after signs that separate words, as in `f(self.x=1)`.
 * Signs within a word stay: `set_to_none`, `pre-training`, `foo::bar`, `1.24.3`. Underscores become hyphens, because
 * Pagefind takes them for letters. `readable()` is the inverse.
 */
export function indexed(text: string): string {
  return textIndexer()(text);
}

/** Returns `indexed()` for the parts of a text, one after another. */
export function textIndexer(): (text: string) => string {
  let word = '';
  let signs = '';
  return (text) =>
    (isUnspaced(text) ? text.replace(gap, ' ') : text).replace(piece, (found) => {
      if (/^\s/.test(found)) {
        word = '';
        signs = '';
        return found;
      }
      if (!/^[\p{L}\p{M}\p{N}]/u.test(found)) {
        signs += found;
        return found.replace(/[_`]/g, (sign) => encodedSigns[sign] ?? sign);
      }
      const isSeparate = word !== '' && signs !== '' && !isWithinWord(signs, word, found);
      word = found;
      signs = '';
      return isSeparate ? addedSpace + found : found;
    });
}

function isWithinWord(signs: string, before: string, after: string): boolean {
  if (joiners.test(signs) || signs === '::') return true;
  if (!/^[.,:]$/.test(signs)) return false;
  const hasDigits = /\p{N}$/u.test(before) && /^\p{N}/u.test(after);
  return hasDigits || (signs === '.' && (/\p{N}$/u.test(before) || /^\p{N}/u.test(after)));
}

const encoded = /`(?:(<\/mark>)?(?: (<mark>)?|$)|([`-]))/g;
const filledGap = new RegExp(`(?<=[${unspaced}]\\p{M}*(?:</?mark>)*) (?=(?:</?mark>)*[${unspaced}])`, 'gu');

/** A text as it was before `indexed()`, even if words are in `<mark>`. */
export function readable(text: string): string {
  return text
    .replace(encoded, (_, end: string | undefined, start: string | undefined, sign: string | undefined) =>
      sign === undefined ? (end ?? '') + (start ?? '') : sign === '-' ? '_' : sign,
    )
    .replace(filledGap, '');
}

/** The words of a text as Pagefind looks them up: without signs, and without ligatures. */
export function termsIn(text: string): string[] {
  const plain = indexed(text.normalize('NFKC'));
  return plain.split(/\s+/).flatMap((word) => withoutSigns(word) || []);
}

/** An indexed text with nothing but words, spaces, and the signs `+` and `#`, as Pagefind knows it. */
export function withoutSigns(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\s+#]/gu, '');
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

function withoutMarks(text: string, form: 'NFD' | 'NFKD' = 'NFKD'): string {
  return text.normalize(form).replace(/\p{M}/gu, '').toLowerCase();
}

/** A number, or a word in camel case: `GPUs`, `HTML` and `Parser` in `HTMLParser`, `model` in `modelSize`. */
const camelPart = /\p{N}+|\p{Lu}{2,}s(?!\p{L})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}\p{N}]+/gu;
/** Shorter ends of words say too little. */
const minEnd = 3;
/** Words with more parts are hashes. */
const maxParts = 8;

/** A word without special letters and parts, as most are. */
const usualWord = /^[!-/:-@[-`{-~]*[a-z]*[!-/:-@[-`{-~]*$/;

/** Whether a part does not start a word by itself, like `La` in `LLaMA`. */
function isShort(part: string): boolean {
  return part.length < minEnd && !/\p{N}/u.test(part);
}

/**
 * Words that Pagefind does not find by itself: plain spellings of words with special letters, the ends of compound words
 * (`StateDict` in `ModelStateDict`, `1.24.3` in `v1.24.3`), and dotted names as one word (`nodejs`).
 */
export function otherWords(text: string): string[] {
  const found = new Set<string>();
  for (const [name] of text.matchAll(/(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)+/gu)) {
    found.add(folded(name.replaceAll('.', '')));
  }
  for (const word of new Set(indexed(text).split(/\s+/))) {
    if (usualWord.test(word)) continue;
    const parts = word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const whole = parts.join('');
    const isSpecial = folded(whole) !== withoutMarks(whole, 'NFD');
    if (isSpecial) found.add(folded(whole));
    const small = parts.flatMap((part) =>
      (part.match(camelPart) ?? []).map((text, index) => ({ text, isStart: index === 0 || !isShort(text) })),
    );
    if (small.length > maxParts || !/\p{L}/u.test(whole)) continue;
    // Pagefind also finds the parts between signs.
    const last = !isSpecial && parts.length > 1 ? folded(parts.at(-1) ?? '') : undefined;
    for (const [start, { isStart }] of small.entries()) {
      const end = folded(
        small
          .slice(start)
          .map((one) => one.text)
          .join(''),
      );
      if (start > 0 && isStart && end.length >= minEnd && end !== last) found.add(end);
    }
  }
  return [...found];
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
  const last = significantWords(name.split(/\s+/), stopWords).flatMap(termsIn).at(-1);
  return last === undefined ? '' : `${last}${nameEnd}`;
}

/** Index words for the names of an author, for queries such as `author:vaswani`. */
export function authorTokens(name: string): string {
  return wordsOf(name)
    .map((word) => `ǃ${word}`)
    .join(' ');
}
