/** Everything but a Char of XML 1.0 (section 2.2): control characters, lone surrogates, U+FFFE and U+FFFF. */
export const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A text on one line, without control characters and lone surrogates, which other formats reject. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
