import type { Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from './visit.ts';

/** Wraps each table in a box that scrolls if the table is wider than the page. */
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
