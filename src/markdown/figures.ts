import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { imagePath } from './images.ts';
import type { RenderContext } from './render.ts';

/** Gives pictures their address and size; a paragraph of nothing but pictures becomes a figure with the last title as caption. */
export function rehypeFigures({ image }: RenderContext) {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'img') parent.children[index] = shown(node, file, image);
      const content = node.children.filter((child) => !isSpace(child));
      if (node.tagName !== 'p' || content.length === 0 || !content.every(isImage)) return undefined;
      const caption = content.map((img) => img.properties.title).findLast((title) => typeof title === 'string');
      for (const img of content) delete img.properties.title;
      const pictures = content.map((img) => shown(img, file, image));
      const row = pictures.length === 1 ? pictures : [h('div', { className: 'side-by-side' }, pictures)];
      parent.children[index] = h('figure', [...row, ...(caption ? [h('figcaption', caption)] : [])]);
      return SKIP;
    });
  };
}

function shown(img: Element, file: VFile, image: RenderContext['image']): Element {
  const path = imagePath(String(img.properties.src ?? ''), file.path);
  const facts = path === undefined ? undefined : image(path);
  if (facts && 'svg' in facts) return structuredClone(facts.svg);
  delete img.properties.src;
  if (facts) {
    const { href: src, width, height } = facts;
    Object.assign(img.properties, { src, width, height, loading: 'lazy', decoding: 'async' });
  }
  return img;
}

function isImage(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'img';
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}
