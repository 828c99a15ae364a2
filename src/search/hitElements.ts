import { words } from 'virtual:learnlog/words';
import type { Hit, Piece } from './hit.ts';

const { search: phrases } = words;
const icons = `${import.meta.env.BASE_URL.replace(/\/*$/, '/')}icons.svg`;

/** A page that was found, as an option of the list. */
export function hitLink({ url, title, type, label, excerpt }: Hit): HTMLAnchorElement {
  const link = element('a', { class: 'hit', role: 'option', tabindex: '-1', href: url });
  link.append(icon(type), textOf('strong', title), textOf('small', label), passage(excerpt));
  return link;
}

/** A section of it that has the words. */
export function sectionLink({ url, title, excerpt }: Hit['sections'][number]): HTMLAnchorElement {
  const link = element('a', { class: 'hit section', role: 'option', tabindex: '-1', href: url });
  link.append(element('span', {}), textOf('strong', title), textOf('small', phrases.section), passage(excerpt));
  return link;
}

/** A stretch of text with what was found in it marked. */
export function passage(pieces: readonly Piece[]): HTMLParagraphElement {
  const paragraph = element('p', {});
  paragraph.append(...pieces.map(({ text, isMarked }) => (isMarked ? textOf('mark', text) : text)));
  return paragraph;
}

function textOf(name: 'strong' | 'small' | 'mark', text: string): HTMLElement {
  const node = element(name, {});
  node.textContent = text;
  return node;
}

/** The button that closes the dialog around it. */
export function closeButton(): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'close', 'aria-label': phrases.close });
  button.textContent = phrases.closeKey;
  button.addEventListener('click', () => button.closest('dialog')?.close());
  return button;
}

/** A symbol of the icon sheet, for the eyes only. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons}#${name}`);
  svg.append(use);
  return svg;
}

/** An element with these attributes. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
