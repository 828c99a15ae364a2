import type { Element, Root } from 'hast';
import { visit } from './visit.ts';
import type { RenderContext } from './renderContext.ts';

/** Marks the language of headings and labels that the site adds, if the log has another language. */
export function rehypeWordsLanguage({ wording: { ofWords } }: RenderContext) {
  return (tree: Root): void => {
    if (ofWords.lang === undefined) return;
    visit(tree, 'element', (node) => {
      if (isOfWords(node)) node.properties.lang = ofWords.lang;
    });
  };
}

/**
 * Whether an element is the heading of the footnotes, a link back from one, or the link of a heading or equation to
 * itself.
 */
function isOfWords({ properties: { id, className, dataFootnoteBackref } }: Element): boolean {
  const isAnchor = Array.isArray(className) && className.includes('anchor');
  return id === 'footnote-label' || dataFootnoteBackref !== undefined || isAnchor;
}
