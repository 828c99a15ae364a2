import type { Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';

/** Puts each table into a box in which it scrolls where it is wider than the page. */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, 'element', ({ properties }) => {
      if (typeof properties.align !== 'string') return;
      properties.className = [`align-${properties.align}`];
      delete properties.align;
    });
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'table' || !parent || index === undefined) return undefined;
      parent.children[index] = h('div', { className: ['table'], tabIndex: 0 }, [node]);
      return [SKIP, index + 1];
    });
  };
}
