import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Says in words whether an item of a task list is done. */
export function rehypeTaskLists() {
  return (tree: Root): void => {
    visit(tree, 'element', ({ tagName, properties }) => {
      if (tagName === 'input') properties.ariaLabel = properties.checked ? 'Done' : 'To do';
    });
  };
}
