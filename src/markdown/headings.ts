import GithubSlugger from 'github-slugger';
import type { Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Heading } from '../log/entry.ts';
import { onOneLine, proseOf } from './prose.ts';

/** How the ids of notes, of their marks and of links to entries start, which a heading must not take from them. */
const ofOthers = /^(?:fn|fnref|mention)-/;

/** Gives each heading GitHub's id for it, or `section` if it has no letters, and lists the headings in `file.data.headings`. */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    const slugger = new GithubSlugger();
    // The heading of the footnotes has this id.
    slugger.slug('footnote-label');
    const headings: Heading[] = [];
    visit(tree, 'heading', (node, index, parent) => {
      const text = onOneLine(proseOf(node)).trim();
      const slug = slugger.slug(/[\p{L}\p{N}]/u.test(text) ? text : 'section');
      const id = ofOthers.test(slug) ? slugger.slug(`section ${text}`) : slug;
      node.data = { ...node.data, hProperties: { id } };
      headings.push({ id, depth: node.depth, text, opening: openingAfter(index, parent) });
    });
    file.data.headings = headings;
  };
}

function openingAfter(index: number | undefined, parent: Parents | undefined): string {
  for (let at = (index ?? 0) + 1; ; at += 1) {
    const node = parent?.children[at];
    if (node?.type === 'paragraph') return onOneLine(proseOf(node)).trim();
    if (!node || node.type === 'heading') return '';
  }
}
