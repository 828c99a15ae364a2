/** What commands a terminal, turns the direction of writing (Trojan Source, CVE-2021-42574) or cannot be seen. */
const hidden = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200B\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Text of any lines without hidden characters; each is replaced by one sign, so that columns stay where they were. */
export function printable(text: string): string {
  return text.replace(hidden, (character) => (/[\n\t]/.test(character) ? character : '\uFFFD'));
}

/**
 * A title, path or address on one line, with hidden characters spelled out: `<U+202E>`. A line of its own could be a
 * command to GitHub Actions, which start with `::`.
 */
export function onOneLine(text: string): string {
  return text.replace(hidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}

/** JSON with hidden characters escaped, which does not change its meaning. */
export function jsonText(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, 2).replace(hidden, (character) =>
    character === '\n' ? character : character.split('').map(escaped).join(''),
  );
}

/** Prints what a command has to say. This and `complain()` are its only ways to the terminal. */
export function say(text: string): void {
  console.log(printable(text));
}

/** Prints what went wrong, and returns the exit code. */
export function complain(text: string): 1 {
  console.error(printable(text));
  return 1;
}
