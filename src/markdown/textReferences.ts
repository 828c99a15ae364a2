import type { Root, RootContentMap, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

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

/** An inline formula like those of `remark-math`, at its position if the text is the same as its source. */
function referenceAt(value: string, index: number, { position, value: text }: Text, file: VFile): Part {
  const start = position?.start;
  const before = text.slice(0, index);
  const isVerbatim = String(file.value).startsWith(before + value, start?.offset) && !before.includes('\n');
  const at =
    start && isVerbatim ? { ...start, column: start.column + index, offset: (start.offset ?? 0) + index } : start;
  const end = at && { ...at, column: at.column + value.length, offset: (at.offset ?? 0) + value.length };
  return {
    type: 'inlineMath',
    value,
    data: {
      hName: 'code',
      hProperties: { className: ['language-math', 'math-inline'] },
      hChildren: [{ type: 'text', value }],
    },
    position: at && end && { start: at, end },
  };
}
