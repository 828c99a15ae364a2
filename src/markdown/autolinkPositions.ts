import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { pointAt } from './report.ts';

/**
 * Adds the positions of bare addresses that are found only after parsing, such as one after a bracket, and of the text
 * around them. Without them, problems would be reported at the start of the file.
 */
export function remarkAutolinkPositions() {
  return (tree: Root, file: VFile): void => {
    const source = String(file.value);
    visit(tree, (parent) => {
      if (!('children' in parent) || parent.children.every(({ position }) => position)) return;
      let cursor = parent.position?.start.offset ?? 0;
      for (const child of parent.children as Nodes[]) {
        if (!child.position) {
          const start = Math.max(cursor, source.indexOf(firstLineOf(child), cursor));
          const end = start + lengthOf(child);
          child.position = { start: pointAt(file, start), end: pointAt(file, end) };
        }
        cursor = child.position.end.offset ?? cursor;
      }
    });
  };
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function firstLineOf(node: Nodes): string {
  return textOf(node).split('\n')[0] ?? '';
}

function lengthOf(node: Nodes): number {
  return textOf(node).length;
}
