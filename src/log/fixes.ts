import type { WrittenAddress } from './entry.ts';
import type { Fix, SourceRange, Problem } from './problem.ts';
import { decodePath, relativePath } from './relativePath.ts';

/**
 * Applies fixes to the text of a file. Of two overlapping fixes, the first in the file wins; identical fixes are
 * applied once. `skipped` lists the fixes that were not applied.
 */
export function applyFixes<F extends Fix>(
  text: string,
  fixes: readonly F[],
): { readonly text: string; readonly applied: readonly F[]; readonly skipped: readonly F[] } {
  const spanOf = spansIn(text);
  const spans = fixes.map((fix) => ({ fix, span: spanOf(fix.range) }));
  const skipped = spans.flatMap(({ fix, span }) => (span ? [] : [fix]));
  const sound = spans.flatMap(({ fix, span }) => (span ? [{ fix, ...span }] : []));
  const applied: F[] = [];
  const parts: string[] = [];
  let last: (typeof sound)[number] | undefined;
  for (const next of sound.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const { fix, from, to } = next;
    const isSame = last?.from === from && last.to === to && last.fix.text === fix.text;
    if (isSame) applied.push(fix);
    else if (text.slice(from, to) === fix.text || (last && from < Math.max(last.to, last.from + 1))) skipped.push(fix);
    else {
      parts.push(text.slice(last?.to ?? 0, from), fix.text);
      applied.push(fix);
      last = next;
    }
  }
  return { text: `${parts.join('')}${text.slice(last?.to ?? 0)}`, applied, skipped };
}

/** Returns a function that finds the text in a range; undefined if the range is outside the text. */
export function textsIn(text: string): (range: SourceRange) => string | undefined {
  const spanOf = spansIn(text);
  return (range) => {
    const span = spanOf(range);
    return span && text.slice(span.from, span.to);
  };
}

/** Returns a function that converts ranges to offsets in the text. Lines end with a line feed. */
function spansIn(text: string): (range: SourceRange) => { readonly from: number; readonly to: number } | undefined {
  // YAML and Markdown do not agree on whether a carriage return alone ends a line, so positions would be ambiguous.
  if (/\r(?!\n)/.test(text)) return () => undefined;
  const lines = text.split('\n');
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  const offsetOf = (line: number, column: number): number | undefined => {
    const [begin, length] = [starts[line - 1], lines[line - 1]?.length];
    return begin === undefined || length === undefined || column < 1 || column > length + 1
      ? undefined
      : begin + column - 1;
  };
  return ({ line, column, endLine, endColumn }) => {
    if (endLine === undefined || endColumn === undefined) return undefined;
    const [from, to] = [offsetOf(line, column), offsetOf(endLine, endColumn)];
    return from === undefined || to === undefined || to < from ? undefined : { from, to };
  };
}

/**
 * The fix for a frontmatter value or key that was parsed as `found`; keeps its quotes. Undefined if the source differs
 * from `found` (escapes, several lines), or if YAML would not parse the new text as a string.
 */
export function fixOfValue(
  range: SourceRange | undefined,
  found: string,
  text: string,
  description: string,
): Fix | undefined {
  if (range?.endColumn === undefined || range.endLine !== range.line) return undefined;
  const margin = (range.endColumn - range.column - found.length) / 2;
  if ((margin !== 0 && margin !== 1) || /^(?:true|false|null)$/i.test(text)) return undefined;
  return {
    range: { ...range, column: range.column + margin, endColumn: range.endColumn - margin },
    text,
    description,
  };
}

/**
 * The fix that changes the target of an address in the file `from` from the file `wrong` to `right`, all paths inside
 * the log; `wrong` is missing if the address leads out of it. Changes only the names that differ if the address has
 * them, otherwise the whole path.
 */
export function fixOfPath(
  address: WrittenAddress | undefined,
  {
    from,
    wrong,
    right,
  }: { readonly from: string; readonly wrong: string | undefined; readonly right: string | undefined },
  description: string,
): Fix | undefined {
  if (!address || right === undefined) return undefined;
  const [path = ''] = address.text.split('#');
  const segments = path.split('/').reverse();
  const [old, now] = [(wrong ?? '').split('/').reverse(), right.split('/').reverse()];
  const differs = segments.findIndex((segment, index) => decodePath(segment) !== old[index]);
  const named = differs < 0 ? segments.length : differs;
  const isNamed = old.length === now.length && old.every((name, index) => index < named || name === now[index]);
  const text = isNamed
    ? segments
        .map((segment, index) => (old[index] === now[index] ? segment : escaped(now[index] ?? segment)))
        .reverse()
        .join('/')
    : relativePath(from, right).split('/').map(escaped).join('/');
  const range = { ...address.range, endColumn: address.range.column + path.length };
  return { range, text, description };
}

/** The fix for the fragment of an address. */
export function fixOfFragment(
  address: WrittenAddress | undefined,
  fragment: string,
  description: string,
): Fix | undefined {
  const start = address?.text.indexOf('#') ?? -1;
  if (!address || start < 0 || !/^[\p{L}\p{M}\p{N}_-]+$/u.test(fragment)) return undefined;
  return { range: { ...address.range, column: address.range.column + start + 1 }, text: fragment, description };
}

/** A name in an address, without characters that end it or mean something else in it. */
function escaped(name: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
  return name.replace(/[ <>()[\]"'`\\#?%&]/g, code);
}

/** Removes fixes whose `needs` is not one of these keys. */
export function dropUnmetFixes(problems: readonly Problem[], keys: ReadonlySet<string>): Problem[] {
  return problems.map((problem) => {
    const { fix, ...rest } = problem;
    if (fix?.needs === undefined) return problem;
    const { needs, ...settled } = fix;
    return keys.has(needs) ? { ...rest, fix: settled } : rest;
  });
}
