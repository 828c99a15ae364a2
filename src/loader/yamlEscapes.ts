import { isScalar, visit, type Document } from 'yaml';
import { describeHidden, fixOfHidden, isHidden } from '../log/hiddenCharacters.ts';
import type { Fix, Problem, SourceRange } from '../log/problem.ts';

/** One-letter escapes for control characters and line separators (YAML 1.2.2, chapter 5.7). */
const letters: Readonly<Record<string, number>> = {
  ...{ 0: 0x00, a: 0x07, b: 0x08, t: 0x09, v: 0x0b, f: 0x0c, e: 0x1b, N: 0x85, L: 0x2028, P: 0x2029 },
};

/**
 * TeX commands that start with "n" or "r", the letters that escape a line break, and whose other letters are not a
 * word.
 */
const texAfterNewline =
  /^\\(?:r(?:ho|ight|angle|floor|ceil)|n(?:abla|eq|ewcommand|eg|otin|leq|geq|mid|parallel|exists))(?![A-Za-z])/;

/**
 * Reports escapes in double quotation marks that produce a hidden character, or that were meant as the backslash of a
 * TeX command: `"\theta"` is a tab and "heta".
 */
export function yamlEscapes(
  document: Document.Parsed,
  yaml: string,
  rangeAt: (range: readonly number[]) => SourceRange,
): readonly Omit<Problem, 'file'>[] {
  const problems: Omit<Problem, 'file'>[] = [];
  visit(document, {
    Scalar: (_, node) => {
      if (!isScalar(node) || node.type !== 'QUOTE_DOUBLE' || !node.range) return;
      const [start, end] = node.range;
      const source = yaml.slice(start, end);
      const escapes = [...source.matchAll(/\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|.)/gs)];
      const codes = escapes.map(({ 0: written }) => codeOf(written));
      const usual = escapes.every(({ 0: written, index }) => isCommand(source.slice(index), written));
      for (const [at, { 0: written, index }] of escapes.entries()) {
        const rest = source.slice(index);
        const code = codes[at] ?? 0x20;
        const isTex = isCommand(rest, written) && (letters[rest[1] ?? ''] !== undefined || texAfterNewline.test(rest));
        if (!isTex && (!isHidden(code) || isPaired(escapes, codes, at))) continue;
        const range = rangeAt([start + index, start + index + written.length]);
        const own = isTex
          ? fixByApostrophes(source, usual, rangeAt([start, end]))
          : fixOfHidden({ code }, source.slice(0, index), range);
        const message = isTex ? describeCommand(rest) : describeHidden({ index, written, code });
        problems.push({ rule: 'hidden-character', range, message, ...(own && { fix: own }) });
      }
    },
  });
  return problems;
}

function codeOf(written: string): number | undefined {
  if (/^\\[xuU]./.test(written)) return Number.parseInt(written.slice(2), 16);
  return letters[written[1] ?? ''];
}

/** Whether a backslash and its letter start a word, as in a TeX command. */
function isCommand(rest: string, written: string): boolean {
  return written.length === 2 && /^\\[A-Za-z]{2}/.test(rest);
}

/** Whether an escape is half of a pair of surrogates. */
function isPaired(escapes: readonly RegExpExecArray[], codes: readonly (number | undefined)[], at: number): boolean {
  const isHigh = (code = 0) => code >= 0xd800 && code <= 0xdbff;
  const isLow = (code = 0) => code >= 0xdc00 && code <= 0xdfff;
  const touches = (one: number) => (escapes[one]?.index ?? 0) + 6 === escapes[one + 1]?.index;
  return (
    (isHigh(codes[at]) && isLow(codes[at + 1]) && touches(at)) ||
    (isLow(codes[at]) && isHigh(codes[at - 1]) && touches(at - 1))
  );
}

function describeCommand(rest: string): string {
  const [command = ''] = /^\\[A-Za-z]+/.exec(rest) ?? [];
  const start = command.slice(0, 2);
  return `Between double quotation marks, "${command}" is the escape "${start}" (U+${(letters[command[1] ?? ''] ?? 10)
    .toString(16)
    .toUpperCase()
    .padStart(4, '0')}) and "${command.slice(2)}". Write two backslashes, or use ' in place of ".`;
}

/** The fix that uses single quotation marks, in which a backslash is literal. */
function fixByApostrophes(source: string, usual: boolean, range: SourceRange): Fix | undefined {
  if (!usual || /['\n]/.test(source)) return undefined;
  return { range, text: `'${source.slice(1, -1)}'`, description: 'puts the value between single quotation marks' };
}
