import GithubSlugger from 'github-slugger';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Heading } from '../core/entry.ts';
import { onOneLine, proseOf } from './prose.ts';

/** Gives each heading the id that GitHub gives it, `section` where it has no letters, and lists the headings in `file.data.headings`. */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    const slugger = new GithubSlugger();
    // The heading of the footnotes has this id.
    slugger.slug('footnote-label');
    const headings: Heading[] = [];
    visit(tree, 'heading', (node) => {
      const text = onOneLine(proseOf(node)).trim();
      const id = slugger.slug(/[\p{L}\p{N}]/u.test(text) ? text : 'section');
      node.data = { ...node.data, hProperties: { id } };
      headings.push({ id, depth: node.depth, text });
    });
    file.data.headings = headings;
  };
}
