import type { Element, Nodes, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from './visit.ts';

/** In em. A phone of 320 pixels has room for about 15 em of a formula. */
const widest = 13;

/**
 * If a part of an inline formula cannot be broken and may be too wide for a narrow screen, wraps it in a box that
 * scrolls.
 */
export function boxWideParts(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (!hasClass(node, 'katex-html')) return;
    node.children = node.children.map((part) =>
      part.type === 'element' && hasClass(part, 'base') && widthOf(part) > widest
        ? h('span', { className: ['wide'], tabIndex: 0 }, [part])
        : part,
    );
  });
}

/** The approximate width in em of KaTeX's HTML. Never too small for usual fonts. */
function widthOf(node: Nodes): number {
  if (node.type === 'text') return node.value.length * 0.6;
  if (node.type !== 'element') return 0;
  // These take no space, and the style sheet cuts them off at the end of the text.
  if (['rlap', 'llap', 'clap'].some((name) => hasClass(node, name))) return 0;
  const widths = node.children.map(widthOf);
  // The rows of a stack.
  if (hasClass(node, 'vlist')) return Math.max(0, ...widths);
  const own = Number(/(?:margin-right|border-right-width|min-width):(\d*\.?\d+)em/.exec(styleOf(node))?.[1] ?? 0);
  return own + widths.reduce((sum, width) => sum + width, 0);
}

function styleOf({ properties: { style } }: Element): string {
  return typeof style === 'string' ? style : '';
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}
