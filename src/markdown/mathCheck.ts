import type { Element } from 'hast';
import type { Code, Root, RootContentMap } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { equationId } from '../log/fragments.ts';
import { report } from './report.ts';

const longest = 4_000;

/**
 * Notes in `file.data.hasMath` whether there are formulas, displays those between `$$`, gives each displayed one an id
 * and counts them in `file.data.equations`; reports those that are too long and takes their text out.
 */
export function remarkMathCheck() {
  return (tree: Root, file: VFile): void => {
    let equations = 0;
    visit(tree, (node) => {
      const isFence = node.type === 'code' && node.lang === 'math';
      if (node.type !== 'math' && node.type !== 'inlineMath' && !isFence) return;
      file.data.hasMath = true;
      // The parser takes `$$…$$` on one line for inline; GitHub and every author mean a displayed formula.
      const isInline = node.type === 'inlineMath' && !String(file.value).startsWith('$$', node.position?.start.offset);
      if (!isInline) {
        equations += 1;
        nameEquation(node, equationId(equations));
      }
      if (node.value.length <= longest) return;
      report(file, 'formula-limit', node, `This formula has ${node.value.length} characters, more than 4,000.`);
      node.value = '';
      if (node.data && 'hChildren' in node.data) node.data.hChildren = [];
    });
    file.data.equations = equations;
  };
}

/** Gives the id to the `<code>` that each way of writing a displayed formula becomes. */
function nameEquation(node: Code | RootContentMap['inlineMath' | 'math'], id: string): void {
  if (node.type === 'math') {
    const [code] = (node.data?.hChildren ?? []) as Element[];
    if (code) code.properties.id = id;
  } else if (node.type === 'inlineMath') {
    node.data = { ...node.data, hProperties: { className: ['language-math', 'math-display'], id } } as typeof node.data;
  } else node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
}
