import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { report } from './report.ts';

const longest = 4_000;

/**
 * Notes in `file.data.hasMath` whether there are formulas, and displays those between `$$`; reports those that are too
 * long and takes their text out.
 */
export function remarkMathCheck() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      const isFence = node.type === 'code' && node.lang === 'math';
      if (node.type !== 'math' && node.type !== 'inlineMath' && !isFence) return;
      file.data.hasMath = true;
      // The parser takes `$$…$$` on one line for inline; GitHub and every author mean a displayed formula.
      if (node.type === 'inlineMath' && String(file.value).startsWith('$$', node.position?.start.offset)) {
        node.data = { ...node.data, hProperties: { className: ['language-math', 'math-display'] } } as typeof node.data;
      }
      if (node.value.length <= longest) return;
      report(file, 'formula-limit', node, `This formula has ${node.value.length} characters, more than 4,000.`);
      node.value = '';
      if (node.data && 'hChildren' in node.data) node.data.hChildren = [];
    });
  };
}
