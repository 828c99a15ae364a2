import type { Root, RootContentMap, Text } from 'mdast';
import { SKIP, visit } from './visit.ts';
import type { VFile } from 'vfile';
import { rangeAt } from './report.ts';

/** Turns `\eqref{…}` and `\ref{…}` in text, as people write them for MathJax, into inline formulas. */
export function remarkTextReferences() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'text', (node, index, parent) => {
      if (!parent || index === undefined || !node.value.includes('\\')) return undefined;
      const parts = partsOf(node, file);
      if (parts.length === 1) return undefined;
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}

type Part = Text | RootContentMap['inlineMath'];

function partsOf(node: Text, file: VFile): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: value, index } of node.value.matchAll(/\\(?:eq)?ref\{[^{}\\$\n]+\}/g)) {
    if (index > at) parts.push({ ...node, value: node.value.slice(at, index) });
    parts.push(referenceAt(value, index, node, file));
    at = index + value.length;
  }
  if (at < node.value.length) parts.push({ ...node, value: node.value.slice(at) });
  return parts;
}

/** An inline formula like those of `remark-math`. */
function referenceAt(value: string, index: number, node: Text, file: VFile): Part {
  return {
    type: 'inlineMath',
    value,
    data: {
      hName: 'code',
      hProperties: { className: ['language-math', 'math-inline'] },
      hChildren: [{ type: 'text', value }],
    },
    position: positionOf(value, index, node, file),
  };
}

/** The position of a reference in the source, where escapes and quote marks may come before it. */
function positionOf(value: string, index: number, { position, value: text }: Text, file: VFile): Text['position'] {
  const source = String(file.value);
  let offset = (position?.start.offset ?? 0) - value.length;
  for (let at = text.indexOf(value); at >= 0 && at <= index; at = text.indexOf(value, at + value.length)) {
    offset = source.indexOf(value, offset + value.length);
  }
  if (offset < 0 || offset > (position?.end.offset ?? 0)) return position;
  return rangeAt(file, offset, value.length);
}
