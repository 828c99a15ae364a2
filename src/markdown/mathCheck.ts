import type { Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { report } from './report.ts';

const longest = 4_000;
/** Maximum depth of groups. Real formulas have at most ten levels, and KaTeX recurses into each. */
const deepest = 50;

/**
 * Records in `file.data.hasMath` whether there are formulas. Turns `$$…$$` into displayed formulas and counts them in
 * `file.data.equations`, until rendering counts their numbers. Reports formulas that are too long or nested too deeply,
 * and empties them.
 */
export function remarkMathCheck() {
  return (tree: Root, file: VFile): void => {
    let equations = 0;
    visit(tree, (node) => {
      const isFence = node.type === 'code' && node.lang === 'math';
      if (node.type !== 'math' && node.type !== 'inlineMath' && !isFence) return;
      file.data.hasMath = true;
      // The parser reads `$$…$$` on one line as inline; on GitHub, and for every author, it is a displayed formula.
      const isInline = node.type === 'inlineMath' && !String(file.value).startsWith('$$', node.position?.start.offset);
      if (!isInline) equations += 1;
      if (node.type === 'inlineMath' && !isInline)
        node.data = { ...node.data, hProperties: { className: ['language-math', 'math-display'] } } as typeof node.data;
      const excess = excessOf(node.value);
      if (excess === undefined) return;
      report(file, 'formula-limit', node, `This formula has ${excess}.`);
      node.value = '';
      if (node.data && 'hChildren' in node.data) node.data.hChildren = [];
    });
    file.data.equations = equations;
  };
}

/** In what way a formula exceeds the limits, if it does. */
function excessOf(formula: string): string | undefined {
  if (formula.length > longest) return `${formula.length} characters, more than 4,000`;
  const depth = groupDepth(formula);
  return depth > deepest ? `${depth} levels of groups, more than ${deepest}` : undefined;
}

const openers = new Set(['{', '\\begin', '\\left', '\\bgroup', '\\begingroup']);
const closers = new Set(['}', '\\end', '\\right', '\\egroup', '\\endgroup']);

/** How deeply groups are nested: braces, environments and growing delimiters. */
function groupDepth(formula: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of formula.matchAll(/\\(?:[A-Za-z]+|.)|[{}]/gs)) {
    if (openers.has(token)) depth += 1;
    else if (closers.has(token)) depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}
