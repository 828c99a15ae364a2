import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import { report } from './report.ts';

const deepest = 60;

/** The marker of a list item, quote or footnote that contains the rest of the line. */
const opener = /[ \t]*(?:[-*+](?=[ \t])|>|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,99}\]:)/y;
const rule = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/;

/** Whether a line is nested too deeply for the parser. Reports the first such line. */
export function hasDeepLine(file: VFile): boolean {
  for (const [index, line] of String(file.value).split('\n').entries()) {
    const column = deepColumn(line);
    if (column === undefined) continue;
    const point = { line: index + 1, column };
    reportDepth(file, { start: point, end: point }, deepest + 1);
    return true;
  }
  return false;
}

/** The column of the first level that exceeds the limit, if any. */
function deepColumn(line: string): number | undefined {
  opener.lastIndex = 0;
  for (let depth = 1; opener.test(line); depth += 1) {
    if (depth > deepest) return rule.test(line) ? undefined : opener.lastIndex;
  }
  return undefined;
}

/**
 * Whether an entry is nested so deeply that later steps could overflow the stack. Reports the first node that exceeds
 * the limit. Iterative, so that it cannot overflow the stack itself.
 */
export function isNestedTooDeeply(tree: Root, file: VFile): boolean {
  const waiting: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (depth > deepest) {
      reportDepth(file, node, depth);
      return true;
    }
    if ('children' in node)
      waiting.push(...[...node.children].reverse().map((child) => ({ node: child, depth: depth + 1 })));
  }
  return false;
}

function reportDepth(file: VFile, at: Parameters<typeof report>[2], depth: number): void {
  report(file, 'nesting-limit', at, `Lists, quotes and the like are ${depth} levels deep here, more than ${deepest}.`);
}
