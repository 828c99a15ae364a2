import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { imagePath } from './images.ts';
import { inlineElements } from './inlineText.ts';
import type { ImageFacts, RenderContext } from './renderContext.ts';

/**
 * Sets the address and size of pictures. Turns a paragraph of pictures only into a figure captioned by the last title.
 */
export function rehypeFigures({ image }: RenderContext) {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'img') {
        parent.children[index] = shown(node, file, image, 1);
        return SKIP;
      }
      const content = node.children.filter((child) => !isSpace(child));
      if (node.tagName !== 'p' || content.length === 0 || !content.every(isImage)) return undefined;
      const caption = content.map((img) => img.properties.title).findLast((title) => typeof title === 'string');
      for (const img of content) delete img.properties.title;
      const pictures = content.map((img) => shown(img, file, image, content.length));
      const row = pictures.length === 1 ? pictures : [h('div', { className: 'side-by-side' }, pictures)];
      const { align } = node.properties;
      const texts = caption ? [h('figcaption', inlineElements(caption))] : [];
      parent.children[index] = h('figure', { align }, [...row, ...texts]);
      return SKIP;
    });
  };
}

/** A picture, a drawing, or a placeholder for a missing one. `besides` pictures share the width of the text. */
function shown(img: Element, file: VFile, image: RenderContext['image'], besides: number): Element {
  const path = imagePath(String(img.properties.src ?? ''), file.path);
  const facts = path === undefined ? undefined : image(path);
  const { width: wanted } = img.properties;
  const style = wanted === undefined ? undefined : `width:${wanted}${/%$/.test(String(wanted)) ? '' : 'px'}`;
  if (facts && 'svg' in facts) {
    const drawing = structuredClone(facts.svg);
    if (style) drawing.properties.style = style;
    return drawing;
  }
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
