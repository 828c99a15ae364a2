import type { Problem } from './problem.ts';

/** Control characters, bidirectional overrides (CVE-2021-42574) and invisible tag characters. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters on purpose.
  /[\u{0}-\u{8}\u{B}\u{C}\u{E}-\u{1F}\u{7F}-\u{9F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{E0000}-\u{E007F}]/gu;

/** Reports hidden characters in a text as problems. */
export function hiddenCharacters(file: string, text: string): Problem[] {
  const problems: Problem[] = [];
  let [line, start] = [1, 0];
  for (const { index, 0: character } of text.matchAll(hidden)) {
    for (let end = text.indexOf('\n', start); end >= 0 && end < index; end = text.indexOf('\n', start)) {
      [line, start] = [line + 1, end + 1];
    }
    const column = index - start + 1;
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const range = { line, column, endLine: line, endColumn: column + character.length };
    const description = `removes the invisible character U+${code}`;
    const fix = isNothing(character, text.slice(Math.max(0, index - 100), index))
      ? { range, text: '', description }
      : undefined;
    const message = `Here stands the invisible character U+${code}.`;
    problems.push({ rule: 'hidden-character', file, range, message, ...(fix && { fix }) });
  }
  return problems;
}

/**
 * Whether removing a hidden character leaves the text the same. Some stand for a space (U+000B, U+000C, U+0085) or a
 * Windows-1252 quotation mark (U+0080 to U+009F), start a terminal escape sequence (U+001B), or spell a flag (Unicode
 * Technical Standard 51, emoji tag sequences).
 */
function isNothing(character: string, before: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0b || code === 0x0c || code === 0x1b || (code >= 0x80 && code <= 0x9f)) return false;
  return !/[\u{E0000}-\u{E007F}]/u.test(character) || !/\u{1F3F4}[\u{E0000}-\u{E007F}]*$/u.test(before);
}
