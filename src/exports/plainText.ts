/** A text on one line, without control characters and lone surrogates, which other formats reject. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
