import type { Element, Root } from 'hast';
import { visit } from './visit.ts';
import type { RenderContext } from './renderContext.ts';

/** Marks the language of headings and labels that are no text of the log, where that has another language. */
export function rehypeWordsLanguage({ wording: { ofWords } }: RenderContext) {
  return (tree: Root): void => {
    if (ofWords.lang === undefined) return;
    visit(tree, 'element', (node) => {
      if (isOfWords(node)) node.properties.lang = ofWords.lang;
    });
  };
}

/** The heading of the footnotes, the links back from them, and the links of headings and equations to themselves. */
function isOfWords({ properties: { id, className, dataFootnoteBackref } }: Element): boolean {
  const isAnchor = Array.isArray(className) && className.includes('anchor');
  return id === 'footnote-label' || dataFootnoteBackref !== undefined || isAnchor;
}
