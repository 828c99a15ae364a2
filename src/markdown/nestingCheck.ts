import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import { report } from './report.ts';

const deepest = 60;

/**
 * Whether an entry is nested so deeply that what is done with it later could overflow the stack; reports the first
 * node beyond the limit. Walks with a stack of its own.
 */
export function isNestedTooDeeply(tree: Root, file: VFile): boolean {
  const waiting: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (depth > deepest) {
      report(
        file,
        'nesting-limit',
        node,
        `Here begins level ${depth} of lists, quotes and the like, more than ${deepest}.`,
      );
      return true;
    }
    if ('children' in node)
      waiting.push(...[...node.children].reverse().map((child) => ({ node: child, depth: depth + 1 })));
  }
  return false;
}
