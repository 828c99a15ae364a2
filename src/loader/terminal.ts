/** Control, bidirectional (Trojan Source, CVE-2021-42574) and invisible characters. */
const hidden = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200B\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Multi-line text without hidden characters. Each is replaced by one character, so that columns do not shift. */
export function printable(text: string): string {
  return text.replace(hidden, (character) => (/[\n\t]/.test(character) ? character : '\uFFFD'));
}

/**
 * A title, path or address on one line, with hidden characters spelled out: `<U+202E>`. A line break could smuggle in a
 * GitHub Actions command, which is a line that starts with `::`.
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

/** Prints the output of a command. Commands write to the terminal only through this and `complain()`. */
export function say(text: string): void {
  console.log(printable(text));
}

/** Prints an error, and returns the exit code. */
export function complain(text: string): 1 {
  console.error(printable(text));
  return 1;
}
