import type { Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { fill } from '../i18n/phrase.ts';

/**
 * Wraps each displayed formula in a box with its id and a link to itself. The box scrolls if the formula is wider than
 * the page; the link makes it reachable by keyboard. The label contains the `{number}` of the formula.
 */
export function rehypeEquations(label: string) {
  return (tree: Root): void => {
    visitParents(tree, 'element', (code, ancestors) => {
      const { id } = code.properties;
      if (code.tagName !== 'code' || typeof id !== 'string' || !id.startsWith('eq.')) return undefined;
      const above = ancestors.at(-1);
      const isBlock = above?.type === 'element' && above.tagName === 'pre';
      const formula = isBlock ? above : code;
      const parent = isBlock ? ancestors.at(-2) : above;
      if (!parent) return undefined;
      delete code.properties.id;
      const isInLink = ancestors.some((node) => node.type === 'element' && node.tagName === 'a');
      const link = h(
        'a',
        { className: ['anchor'], href: `#${id}`, ariaLabel: fill(label, { number: id.slice('eq.'.length) }) },
        '#',
      );
      const children: typeof parent.children = parent.children;
      children[children.indexOf(formula)] = h(
        'span',
        { className: ['equation'], id },
        isInLink ? [formula] : [formula, link],
      );
      return SKIP;
    });
  };
}
