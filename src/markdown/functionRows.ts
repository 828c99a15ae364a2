import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';

/** How many children MathML Core wants of each element in which their order gives them a meaning. */
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
 * Puts the name of a function and the sign after it into a row of their own where the element around them would have
 * too many children: KaTeX writes both into `msub` for `g_{\tanh}`, and browsers then show no index.
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
