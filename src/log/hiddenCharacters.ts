import type { Fix, Problem, SourceRange } from './problem.ts';

/** Scripts without spaces between words, in which a zero-width space (U+200B) marks where a line may end. */
const unspaced = String.raw`[\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Thai}]`;

/**
 * Control characters, bidirectional overrides (CVE-2021-42574), line separators, invisible operators, joiners, fillers
 * and tags, and lone surrogates.
 */
const hidden = new RegExp(
  [
    String.raw`(?<!${unspaced})\u{200B}(?!${unspaced})`,
    String.raw`[\u{0}-\u{8}\u{B}\u{C}\u{E}-\u{1F}\u{7F}-\u{9F}]`,
    String.raw`[\u{2028}-\u{202E}\u{2060}-\u{2064}\u{2066}-\u{206F}\u{3164}\u{FFA0}\u{FFF9}-\u{FFFB}]`,
    String.raw`[\u{E0000}-\u{E007F}\p{Surrogate}]`,
    // At the start of a file it is the byte order mark.
    String.raw`(?<!^)\u{FEFF}`,
  ].join('|'),
  'gu',
);

/** Named character references of HTML for hidden characters. */
const namedReferences: Readonly<Record<string, number>> = {
  ZeroWidthSpace: 0x200b,
  NegativeThinSpace: 0x200b,
  NegativeMediumSpace: 0x200b,
  NegativeThickSpace: 0x200b,
  NegativeVeryThinSpace: 0x200b,
  NoBreak: 0x2060,
  ApplyFunction: 0x2061,
  af: 0x2061,
  InvisibleTimes: 0x2062,
  it: 0x2062,
  InvisibleComma: 0x2063,
  ic: 0x2063,
};

/** A hidden character in a text. */
export interface Hidden {
  readonly index: number;
  /** As written: the character, or the escape for it. */
  readonly written: string;
  readonly code: number;
}

/** The hidden characters in a text that are not written as escapes. */
export function hiddenIn(text: string): readonly Hidden[] {
  return [...text.matchAll(hidden)].map(({ index, 0: written }) => {
    return { index, written, code: written.codePointAt(0) ?? 0 };
  });
}

/** The hidden characters that a text writes as character references of HTML: `&#x202e;`, `&ZeroWidthSpace;`. */
export function hiddenReferencesIn(text: string): readonly Hidden[] {
  const references = text.matchAll(/(?<!\\)&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z]{2,21}));/g);
  return [...references].flatMap(({ index, 0: written, 1: decimal, 2: hex, 3: name = '' }) => {
    const number = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const code = Number.isNaN(number) ? namedReferences[name] : number;
    return code !== undefined && isHidden(code) ? [{ index, written, code }] : [];
  });
}

/** Whether a code point, written as an escape, is a hidden character. */
export function isHidden(code: number): boolean {
  return code > 0x10ffff || code === 0xfeff || hiddenIn(String.fromCodePoint(code)).length > 0;
}

/** What a message says about a hidden character. */
export function describeHidden({ written, code }: Hidden): string {
  const name = nameOf(code);
  const isEscaped = written.codePointAt(0) !== code;
  const kind = code >= 0xd800 && code <= 0xdfff ? `half a character, ${name}` : `the invisible character ${name}`;
  return isEscaped ? `"${written}" writes ${kind}.` : `This is ${kind}.`;
}

/** The fix that removes a hidden character at a range, if the text stays the same. `before` is the text before it. */
export function fixOfHidden({ code }: Pick<Hidden, 'code'>, before: string, range: SourceRange): Fix | undefined {
  if (!isNothing(code, before)) return undefined;
  return { range, text: '', description: `removes the invisible character ${nameOf(code)}` };
}

/** Reports the hidden characters of a file as problems. */
export function hiddenCharacters(file: string, text: string): Problem[] {
  const problems: Problem[] = [];
  let [line, start] = [1, 0];
  for (const found of hiddenIn(text)) {
    const { index, written } = found;
    for (let end = text.indexOf('\n', start); end >= 0 && end < index; end = text.indexOf('\n', start)) {
      [line, start] = [line + 1, end + 1];
    }
    const column = index - start + 1;
    const range = { line, column, endLine: line, endColumn: column + written.length };
    const fix = fixOfHidden(found, text.slice(Math.max(0, index - 100), index), range);
    problems.push({ rule: 'hidden-character', file, range, message: describeHidden(found), ...(fix && { fix }) });
  }
  return problems;
}

function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Whether removing a hidden character leaves the text the same. Some stand for a space or a line end (U+000B, U+000C,
 * U+0085, U+2028, U+2029, U+3164, U+FFA0) or a Windows-1252 quotation mark (U+0080 to U+009F), start a terminal escape
 * sequence (U+001B), or spell a flag (Unicode Technical Standard 51, emoji tag sequences).
 */
function isNothing(code: number, before: string): boolean {
  if ([0x0b, 0x0c, 0x1b, 0x2028, 0x2029, 0x3164, 0xffa0].includes(code) || (code >= 0x80 && code <= 0x9f)) return false;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  const isTag = code >= 0xe0000 && code <= 0xe007f;
  return !isTag || !/\u{1F3F4}[\u{E0000}-\u{E007F}]*$/u.test(before);
}
