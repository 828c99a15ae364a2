import type { ElementContent, Root } from 'hast';
import type { HtmlGroup } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import { visit } from './visit.ts';

declare module 'hast' {
  interface Data {
    /** The block of HTML that a node comes from. */
    htmlGroup?: HtmlGroup;
  }
}

/** Renders a block of HTML as its parts, marked as belonging together. */
export function htmlGroup(state: State, node: HtmlGroup): ElementContent[] {
  return state.all(node).map((child) => ({ ...child, data: { ...child.data, htmlGroup: node } }) as ElementContent);
}

/**
 * Removes the line breaks that `remark-rehype` puts between the parts of a block of HTML, as it does between blocks.
 */
export function rehypeHtmlGroups() {
  return (tree: Root): void => {
    visit(tree, (node) => {
      if (!('children' in node)) return;
      const groupOf = (index: number) => node.children[index]?.data?.htmlGroup;
      const isBetween = (index: number) =>
        groupOf(index - 1) !== undefined && groupOf(index - 1) === groupOf(index + 1);
      const kept = node.children.filter(
        (child, index) => !(child.type === 'text' && child.value === '\n' && !child.data && isBetween(index)),
      );
      node.children = kept as never;
    });
  };
}
