import type { Element, Root } from 'hast';
import { visit } from './visit.ts';

/**
 * Ties each footnote to its first reference by CSS anchor names (CSS Anchor Positioning Level 1). A style sheet can
 * then put the note in the margin, beside the sentence and below the previous note. Browsers without anchors keep the
 * list at the end.
 */
export function rehypeFootnoteAnchors() {
  return (tree: Root): void => {
    const marks = new Map<string, Element>();
    visit(tree, 'element', (node) => {
      const { dataFootnoteRef, href } = node.properties;
      if (dataFootnoteRef !== undefined && typeof href === 'string' && !marks.has(href)) marks.set(href, node);
    });
    visit(tree, 'element', (node) => {
      if (node.properties.dataFootnotes === undefined) return;
      const list = node.children.find((child) => child.type === 'element' && child.tagName === 'ol');
      if (list?.type !== 'element') return;
      const notes = list.children.filter((child) => child.type === 'element');
      notes.forEach((note, index) => {
        const mark = marks.get(`#${note.properties.id}`);
        if (mark) mark.properties.style = `anchor-name:--mark-${index + 1}`;
        const style = `--mark:--mark-${index + 1};--above:--note-${index};anchor-name:--note-${index + 1}`;
        note.properties.style = style;
      });
    });
  };
}
