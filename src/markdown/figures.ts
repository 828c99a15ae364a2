import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from './visit.ts';
import type { VFile } from 'vfile';
import { placeDrawing } from './drawing.ts';
import { imagePath } from './images.ts';
import { inlineElements } from './inlineText.ts';
import type { ImageFacts, RenderContext } from './renderContext.ts';

/**
 * Sets the address and size of pictures. Turns a paragraph that has only pictures into a figure, whose caption is the
 * last title.
 */
export function rehypeFigures({ image }: RenderContext) {
  return (tree: Root, file: VFile): void => {
    let drawings = 0;
    const shown = (img: Element, besides: number): Element => {
      const path = imagePath(String(img.properties.src ?? ''), file.path);
      const facts = path === undefined ? undefined : image(path);
      if (!facts || !('svg' in facts)) return pictureOf(img, facts, besides);
      drawings += 1;
      const drawing = placeDrawing(facts, `drawing:${drawings}:`, String(img.properties.alt ?? ''));
      drawing.properties.style = styleOf(img);
      return drawing;
    };
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'img') {
        parent.children[index] = shown(node, 1);
        return SKIP;
      }
      const content = node.children.filter((child) => !isSpace(child));
      if (node.tagName !== 'p' || content.length === 0 || !content.every(isImage)) return undefined;
      const caption = content.map((img) => img.properties.title).findLast((title) => typeof title === 'string');
      for (const img of content) delete img.properties.title;
      const pictures = content.map((img) => shown(img, content.length));
      const row = pictures.length === 1 ? pictures : [h('div', { className: 'side-by-side' }, pictures)];
      const { align } = node.properties;
      const texts = caption ? [h('figcaption', inlineElements(caption))] : [];
      parent.children[index] = h('figure', { align }, [...row, ...texts]);
      return SKIP;
    });
  };
}

/** A picture, or a placeholder for a missing one. `besides` pictures share the width of the text. */
function pictureOf(img: Element, facts: ImageFacts | undefined, besides: number): Element {
  const { width: wanted } = img.properties;
  const style = styleOf(img);
  delete img.properties.src;
  delete img.properties.width;
  if (!facts) return img;
  const { href: src, width, height, copies } = facts;
  Object.assign(img.properties, { src, width, height, loading: 'lazy', decoding: 'async', style });
  if (copies.length === 0) return img;
  const sizes = typeof wanted === 'number' ? `${wanted}px` : sizesOf(besides);
  const source = { type: 'image/webp', srcSet: srcSetOf(copies), sizes };
  return h('picture', [h('source', source), img]);
}

/** The style for a width that the author set in HTML, in pixels or percent. */
function styleOf({ properties: { width } }: Element): string | undefined {
  return width === undefined ? undefined : `width:${width}${/%$/.test(String(width)) ? '' : 'px'}`;
}

function srcSetOf(copies: ImageFacts['copies']): string {
  return copies.map(({ href, width }) => `${href} ${width}w`).join(', ');
}

/** The `sizes` of a picture: the text column is 41rem at 1.0625 times the browser's font size, or most of a phone. */
function sizesOf(besides: number): string {
  return `(min-width: 48rem) ${Math.round(43.6 / besides)}rem, ${Math.round(92 / besides)}vw`;
}

function isImage(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'img';
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}
