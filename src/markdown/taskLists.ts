import type { Root } from 'hast';
import { visit } from './visit.ts';

/** Labels each checkbox of a task list as done or not done. */
export function rehypeTaskLists() {
  return (tree: Root): void => {
    visit(tree, 'element', ({ tagName, properties }) => {
      if (tagName === 'input') properties.ariaLabel = properties.checked ? 'Done' : 'To do';
    });
  };
}
