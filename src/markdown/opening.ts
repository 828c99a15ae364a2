import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { onOneLine, proseOf } from './prose.ts';

/** Stores the text of the first paragraph in `file.data.opening`. */
export function remarkOpening() {
  return (tree: Root, file: VFile): void => {
    const paragraph = tree.children.find((node) => node.type === 'paragraph');
    file.data.opening = paragraph ? onOneLine(proseOf(paragraph)).trim() : '';
  };
}
