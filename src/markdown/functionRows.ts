import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from './visit.ts';

/** The number of children that MathML Core requires of each element whose children have a meaning by position. */
export const arities: Readonly<Record<string, number>> = {
  mfrac: 2,
  mover: 2,
  mroot: 2,
  msub: 2,
  msubsup: 3,
  msup: 2,
  munder: 2,
  munderover: 3,
};

/** U+2061, which KaTeX writes after the name of a function. */
const application = '\u2061';

/**
 * Wraps the name of a function and the sign after it in a row if their parent would otherwise have too many children.
 * KaTeX puts both into the `msub` of `g_{\tanh}`, and browsers then show no subscript.
 */
export function rehypeFunctionRows() {
  return (tree: Root): void => {
    visit(tree, 'element', (element) => {
      const arity = arities[element.tagName];
      if (arity !== undefined && element.children.length > arity) element.children = paired(element.children);
    });
  };
}

function paired(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child, index) => {
    const next = children[index + 1];
    if (next && isApplication(next)) return h('mrow', [child, next]);
    return isApplication(child) && index > 0 ? [] : child;
  });
}

function isApplication(node: ElementContent): node is Element {
  if (node.type !== 'element' || node.tagName !== 'mo') return false;
  const [child] = node.children;
  return child?.type === 'text' && child.value === application;
}
