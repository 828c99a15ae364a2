import type { Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';

/** Appends to each heading a link to itself. */
export function rehypeHeadingAnchors() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      const { id } = node.properties;
      if (!/^h[1-6]$/.test(node.tagName) || typeof id !== 'string' || id === 'footnote-label') return;
      const link = { className: ['anchor'], href: `#${encodeURIComponent(id)}`, ariaLabel: 'Link to this section' };
      node.children.push(h('a', link, '#'));
    });
  };
}
