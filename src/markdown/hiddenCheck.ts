import type { Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { describeHidden, fixOfHidden, hiddenReferencesIn } from '../log/hiddenCharacters.ts';
import { rangeAt, report } from './report.ts';

/** Reports character references for hidden characters, wherever Markdown or HTML resolves them. */
export function remarkHiddenCheck() {
  return (tree: Root, file: VFile): void => {
    const text = String(file.value);
    const found = hiddenReferencesIn(text);
    if (found.length === 0) return;
    const literal = literalRanges(tree, text);
    for (const one of found) {
      const { index, written } = one;
      if (literal.some(([from, to]) => index >= from && index < to)) continue;
      const place = rangeAt(file, index, written.length);
      const { start, end } = place;
      const range = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
      report(file, 'hidden-character', place, describeHidden(one), fixOfHidden(one, text.slice(0, index), range));
    }
  };
}

/** The ranges of code and formulas, where a reference is text, except for the lines of their fences. */
function literalRanges(tree: Root, text: string): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  visit(tree, (node) => {
    if (!['code', 'inlineCode', 'math', 'inlineMath'].includes(node.type) || !node.position) return;
    const { start, end } = node.position;
    const [from = 0, to = 0] = [start.offset, end.offset];
    const isFenced = /^(?:`{3}|~{3}|\$\$)/.test(text.slice(from, from + 3));
    const line = isFenced && node.type !== 'inlineCode' ? text.indexOf('\n', from) : from;
    ranges.push([line < 0 ? to : line, to]);
  });
  return ranges;
}
