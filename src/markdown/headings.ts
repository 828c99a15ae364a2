import GithubSlugger from 'github-slugger';
import type { Parents, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import type { Heading } from '../log/entry.ts';
import { onOneLine, proseOf } from './prose.ts';

/** The prefixes of the ids of footnotes, footnote references and links to entries, which no heading may use. */
const ofOthers = /^(?:fn|fnref|mention)-/;

/** Gives each heading the id that GitHub gives it, or `section` if it has no letters. Fills `file.data.headings`. */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    const slugger = new GithubSlugger();
    // Reserved for the heading of the footnotes.
    slugger.slug('footnote-label');
    const headings: Heading[] = [];
    visit(tree, 'heading', (node, index, parent) => {
      const text = onOneLine(proseOf(node)).trim();
      const written = onOneLine(proseOf(node, (tex) => `$${tex}$`)).trim();
      const slug = slugger.slug(/[\p{L}\p{N}]/u.test(written) ? written : 'section');
      const id = ofOthers.test(slug) ? slugger.slug(`section ${written}`) : slug;
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
