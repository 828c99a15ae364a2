import type { Root } from 'hast';
import { h } from 'hastscript';
import { visitParents } from './visit.ts';

/** Appends to each heading a link to itself, with the label for screen readers. */
export function rehypeHeadingAnchors(label: string) {
  return (tree: Root): void => {
    visitParents(tree, 'element', (node, parents) => {
      const { id } = node.properties;
      if (!/^h[1-6]$/.test(node.tagName) || typeof id !== 'string' || id === 'footnote-label') return;
      // Browsers would end the outer link.
      if (parents.some((parent) => parent.type === 'element' && parent.tagName === 'a')) return;
      const link = { className: ['anchor'], href: `#${encodeURIComponent(id)}`, ariaLabel: label };
      node.children.push(h('a', link, '#'));
    });
  };
}
