import type { Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';

/** Appends to each heading a link to itself, with the label for screen readers. */
export function rehypeHeadingAnchors(label: string) {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      const { id } = node.properties;
      if (!/^h[1-6]$/.test(node.tagName) || typeof id !== 'string' || id === 'footnote-label') return;
      const link = { className: ['anchor'], href: `#${encodeURIComponent(id)}`, ariaLabel: label };
      node.children.push(h('a', link, '#'));
    });
  };
}
