/** A text on one line, without control characters and halves of characters, which records of other programs do not take. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
