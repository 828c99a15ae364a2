import type { Literal, Node, Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import type { Fix, SourceRange } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';

declare module 'vfile' {
  interface DataMap {
    /** Unambiguous fixes of the reported problems. */
    fixes: WeakMap<VFileMessage, Fix>;
  }
}

/** Adds a message to the file, with the rule and the position. Never throws. */
export function report(
  file: VFile,
  rule: RuleId,
  at: Node | Position | Point | undefined,
  reason: string,
  fix?: Fix,
): void {
  const range = at && 'type' in at ? at.position : at;
  const message = file.message(reason, { place: range, ruleId: rule, source: 'learnlog' });
  if (!fix) return;
  file.data.fixes ??= new WeakMap();
  file.data.fixes.set(message, fix);
}

/** The position of part of a node's value. Accounts for the indentation of its lines in a list or a quote. */
export function rangeInValue(file: VFile, node: Literal, index: number, length: number): Position | undefined {
  const start = node.position?.start;
  if (!start) return undefined;
  const before = String(node.value).slice(0, index).split('\n');
  const row = before.length - 1;
  const line = start.line + row;
  const source = String(file.value).split('\n')[line - 1] ?? '';
  const indent = row === 0 ? start.column - 1 : Math.max(0, source.indexOf(String(node.value).split('\n')[row] ?? ''));
  const column = indent + (before[row]?.length ?? 0) + 1;
  return { start: { line, column }, end: { line, column: column + length } };
}

const lineStarts = new WeakMap<VFile, { readonly value: unknown; readonly starts: readonly number[] }>();

/** The offset of each line of the file. */
function startsOf(file: VFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known?.value === file.value) return known.starts;
  const starts = [0, ...[...String(file.value).matchAll(/\n/g)].map(({ index }) => index + 1)];
  lineStarts.set(file, { value: file.value, starts });
  return starts;
}

/**
 * Finds points in the values of nodes, from their index. Accounts for the indentation of lines in a list or a quote, as
 * `rangeInValue()` does, but splits the file only once.
 */
export function locate(file: VFile): (node: Literal) => (index: number) => Point & { offset: number } {
  const lines = String(file.value).split('\n');
  const starts = startsOf(file);
  return (node) => {
    const start = node.position?.start ?? { line: 1, column: 1 };
    const rows = String(node.value).split('\n');
    const begins: number[] = [];
    let begin = 0;
    for (const row of rows) {
      begins.push(begin);
      begin += row.length + 1;
    }
    let row = 0;
    return (index) => {
      if (index < (begins[row] ?? 0)) row = 0;
      while ((begins[row + 1] ?? Number.POSITIVE_INFINITY) <= index) row += 1;
      const line = start.line + row;
      const indent = row === 0 ? start.column - 1 : Math.max(0, lines[line - 1]?.indexOf(rows[row] ?? '') ?? 0);
      const column = indent + index - (begins[row] ?? 0) + 1;
      return { line, column, offset: (starts[line - 1] ?? 0) + column - 1 };
    };
  };
}

/** The position of part of the file, from its offset and length. */
export function rangeAt(file: VFile, offset: number, length: number): Position {
  return { start: pointAt(file, offset), end: pointAt(file, offset + length) };
}

/** The line and column of an offset in the file. */
export function pointAt(file: VFile, offset: number): Point {
  const starts = startsOf(file);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset };
}

/** The position of a node, or the start of the file if the node has none. */
export function rangeOf(node: Node): SourceRange {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
