/**
 * Control, bidirectional (Trojan Source, CVE-2021-42574) and invisible characters, and halves of surrogate pairs.
 * Joiners and variation selectors shape emoji and the letters of some alphabets, so they count only elsewhere.
 */
const hidden =
  /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]|(?!\p{Join_Control}|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\s])(?:\p{Join_Control}|\uFE0E|\uFE0F)/gu;

/** Multi-line text with hidden characters spelled out: `<U+202E>`. */
export function printable(text: string): string {
  return text.replace(hidden, (character) => (/[\n\t]/.test(character) ? character : spelledOut(character)));
}

/**
 * A message, title, path or address on one line, with hidden characters and combining accents spelled out, so that two
 * names that only look the same are printed differently. A line break could smuggle in a GitHub Actions command, which
 * is a line that starts with `::`.
 */
export function onOneLine(text: string): string {
  return withoutLooseMarks(text, spelledOut).replace(hidden, spelledOut);
}

/** JSON with hidden characters and separate accents escaped, which does not change its meaning. */
export function jsonText(value: unknown): string {
  const escaped = (character: string) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  const lines = JSON.stringify(value, undefined, 2).split('\n');
  return lines.map((line) => withoutLooseMarks(line, escaped).replace(hidden, escaped)).join('\n');
}

function spelledOut(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Replaces the characters that Unicode would compose with the one before them (NFC), such as U+0301 after an `e`. */
function withoutLooseMarks(text: string, replace: (character: string) => string): string {
  if (text === text.normalize('NFC')) return text;
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => {
    if (segment === segment.normalize('NFC')) return segment;
    const [base = '', ...marks] = segment;
    return marks.length === 0 ? replace(base) : base + marks.map(replace).join('');
  }).join('');
}

/** Prints the output of a command. Commands write to the terminal only through this, `complain()` and `showProgress()`. */
export function say(text: string): void {
  showProgress('');
  console.log(printable(text));
}

/** Prints an error, and returns the exit code. */
export function complain(text: string): 1 {
  showProgress('');
  console.error(printable(text));
  return 1;
}

let isShowingProgress = false;

/**
 * Shows the progress of a command on one line, which the next call or any output replaces. An empty text removes it.
 * Does nothing unless standard error is a terminal.
 */
export function showProgress(text: string): void {
  const { isTTY, columns = 80 } = process.stderr;
  if (!isTTY || (text === '' && !isShowingProgress)) return;
  process.stderr.write(`\r\u001b[2K${onOneLine(text).slice(0, columns - 1)}`);
  isShowingProgress = text !== '';
}
