import type { Element, ElementContent, Properties, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { correctMath } from './bookMath.ts';
import { mathWidth } from './mathWidth.ts';

const reader = unified().use(rehypeParse, { fragment: true }).freeze();

/** How the HTML of an entry becomes part of a book. */
export interface BookContext {
  /** Precedes the ids of the body, if its chapter has several bodies. */
  readonly prefix?: string;
  /** The number of levels by which headings are lowered. */
  readonly lowerBy?: number;
  /** The target of a link in the book or on the web; undefined if there is none, so that only its text stays. */
  readonly link: (address: string) => string | undefined;
  /** The file of a picture in the book, by its address on the site. */
  readonly picture: (address: string) => string | undefined;
  /** The accessible name of the footnotes. */
  readonly footnotes: string;
}

/**
 * Turns rendered HTML of an entry into content for an EPUB (EPUB 3.3, section 6.1). Formulas become MathML only.
 * Footnotes become notes that reading systems show in a popup. Code keeps its emphasis, but no colours. What needs the
 * style sheet or the scripts of the site becomes plain.
 */
export function bookHtml(html: string, context: BookContext): ElementContent[] {
  const tree = reader.parse(html);
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const others = replacementOf(node);
    if (others) {
      parent.children.splice(index, 1, ...others);
      return [SKIP, index];
    }
    changeElement(node, context);
    return node.tagName === 'math' ? SKIP : undefined;
  });
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const isBare = node.tagName === 'a' && node.properties.href === undefined && node.properties.id === undefined;
    if (!isBare && !isBareSpan(node)) return undefined;
    parent.children.splice(index, 1, ...node.children);
    return [SKIP, index];
  });
  return tree.children as ElementContent[];
}

/**
 * An id for a file of a book, in letters that need no escape in XML, in addresses and in file names. Different texts
 * have different ids.
 */
export function bookId(text: string): string {
  return text.replace(/[^A-Za-z0-9/-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`).replaceAll('/', '.');
}

/** The text of a fragment, which may be percent-encoded. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** What replaces an element; undefined if it stays. */
function replacementOf(node: Element): ElementContent[] | undefined {
  const { tagName, properties } = node;
  if (hasClass(node, 'anchor') || hasClass(node, 'visually-hidden') || hasClass(node, 'icon')) return [];
  if (tagName === 'span' && (hasClass(node, 'katex') || hasClass(node, 'katex-display'))) return mathOf(node);
  if (hasClass(node, 'card') && tagName === 'a') return [cardOf(node)];
  if (properties.dataLanguage !== undefined) return [codeOf(node)];
  if (tagName === 'picture')
    return node.children.filter((child) => child.type === 'element' && child.tagName === 'img');
  if (tagName === 'source') return [];
  if (tagName === 'input') return [{ type: 'text', value: properties.checked ? '☑' : '☐' }];
  return undefined;
}

/** The MathML of a formula, after the anchors of its numbered rows, which are only in the other half of KaTeX’s output. */
function mathOf(formula: Element): ElementContent[] {
  const anchors: Element[] = [];
  let math: Element | undefined;
  visit(formula, 'element', (node) => {
    if (node.tagName === 'math') math ??= node;
    if (node.properties.id !== undefined) anchors.push(h('span', { id: node.properties.id }));
  });
  if (!math) return [];
  const tex = find(math, (node) => node.properties.encoding === 'application/x-tex');
  // For reading systems without MathML.
  if (tex) math.properties.alttext = toText(tex, { whitespace: 'pre' });
  correctMath(math);
  return [...anchors, fitted(math)];
}

/** The width of a narrow screen, in ems of its text. */
const narrow = 16;

/**
 * A formula that becomes smaller where the screen is too narrow for it, since most reading systems cannot scroll. What is
 * still too wide can be scrolled where they can.
 */
function fitted(math: Element): Element {
  const width = mathWidth(math);
  if (width <= narrow) return math;
  math.properties.style = `font-size:clamp(0.5em,${(84 / width).toFixed(2)}vw,1em)`;
  return math.properties.display === 'block' ? math : h('span', { className: ['wide'] }, math);
}

function cardOf(card: Element): Element {
  const title = find(card, (node) => node.tagName === 'strong')?.children ?? [];
  const type = find(card, (node) => hasClass(node, 'visually-hidden'));
  const facts = find(card, (node) => hasClass(node, 'meta'))?.children ?? [];
  const texts = [type ? toText(type).replace(/\s*[:：]\s*$/, '') : '', ...facts.map((fact) => toText(fact))];
  return h('p', { className: ['card'] }, [
    h('a', { href: card.properties.href }, title),
    { type: 'text', value: ' ' },
    h('span', { className: ['meta'] }, texts.filter((text) => text !== '').join(' · ')),
  ]);
}

/** The highlighting that needs no colour. */
const emphasized = ['token-comment', 'token-keyword'];

/** A code block whose lines keep their ids and marks. */
function codeOf(figure: Element): Element {
  const [caption] = figure.children.filter((child) => child.type === 'element' && child.tagName === 'figcaption');
  const pre = find(figure, (node) => node.tagName === 'pre');
  const code = pre && find(pre, (node) => node.tagName === 'code');
  visit(code ?? figure, 'element', (node) => {
    if (hasClass(node, 'line')) return;
    const className = emphasized.filter((name) => hasClass(node, name));
    node.properties = className.length > 0 ? { className } : {};
  });
  const className = ['code', ...(pre && hasClass(pre, 'has-diff') ? ['has-diff'] : [])];
  const block = h('pre', { dir: 'ltr' }, [h('code', code?.children ?? [])]);
  return h('figure', { id: figure.properties.id, className }, caption ? [caption, block] : [block]);
}

/** A span without attributes, such as code in no particular colour. */
function isBareSpan({ tagName, properties }: Element): boolean {
  return tagName === 'span' && Object.values(properties).every((value) => value === undefined);
}

/** Attributes of the site’s scripts, of links on the web and of what a book does not have. */
const dropped = new Set(['ariaDescribedBy', 'decoding', 'loading', 'open', 'rel', 'sizes', 'srcSet', 'tabIndex']);

/** Changes an element that stays. */
function changeElement(node: Element, context: BookContext): void {
  const { prefix = '', lowerBy = 0, link, picture, footnotes } = context;
  const { properties } = node;
  if (properties.dataFootnotes !== undefined) footnotesOf(node, footnotes);
  if (properties.dataFootnoteRef !== undefined) setRole(node, 'noteref');
  if (properties.dataFootnoteBackref !== undefined) setRole(node, 'backlink');
  if (/^h[1-6]$/.test(node.tagName)) node.tagName = `h${Math.min(6, Number(node.tagName[1]) + lowerBy)}`;
  // Many reading systems cannot open them.
  if (node.tagName === 'details' || node.tagName === 'summary') node.tagName = 'div';
  const { id, href, src, style } = properties;
  if (typeof id === 'string')
    properties.id = id.startsWith('mention-') ? undefined : bookId(prefix + decodeFragment(id));
  if (typeof href === 'string') properties.href = targetOf(href, prefix, link);
  if (node.tagName === 'img') showPicture(node, typeof src === 'string' ? picture(src) : undefined);
  const keepsStyle = node.tagName === 'math' || /^width:[\d.]+(?:px|%)$/.test(String(style));
  if (!keepsStyle) delete properties.style;
  for (const [name, value] of Object.entries(properties)) {
    if (dropped.has(name) || name.startsWith('data')) delete properties[name];
    else if (typeof value === 'string' && value.startsWith('url(#'))
      properties[name] = `url(#${bookId(prefix + value.slice('url(#'.length, -1))})`;
  }
}

function targetOf(href: string, prefix: string, link: BookContext['link']): string | undefined {
  return /^#./.test(href) ? `#${bookId(prefix + decodeFragment(href.slice(1)))}` : link(href);
}

/** Shows a picture of the book, or else its description. */
function showPicture(image: Element, file: string | undefined): void {
  if (file !== undefined) {
    image.properties.src = file;
    return;
  }
  image.tagName = 'span';
  image.children = [{ type: 'text', value: String(image.properties.alt ?? '') }];
  image.properties = {};
}

/** Turns the list of footnotes into numbered notes (EPUB 3 Structural Semantics Vocabulary 1.1, section 2.6). */
function footnotesOf(section: Element, name: string): void {
  const notes: Element[] = [];
  visit(section, 'element', (node, _, parent) => {
    if (node.tagName !== 'li' || parent?.type !== 'element' || !isNoteList(section, parent)) return;
    const first = node.children.find((child) => child.type === 'element');
    const number = h('span', { className: ['number'] }, `${notes.length + 1}.`);
    const into = first?.type === 'element' && first.tagName === 'p' ? first : node;
    into.children.unshift(number, { type: 'text', value: ' ' });
    const note: Element = { ...h('aside', { id: node.properties.id }), children: node.children };
    setRole(note, 'footnote');
    notes.push(note);
  });
  section.properties = { className: ['footnotes'], ariaLabel: name, 'epub:type': 'footnotes' };
  section.children = notes;
}

function isNoteList(section: Element, list: Element): boolean {
  return list.tagName === 'ol' && section.children.includes(list);
}

function setRole({ properties }: Element, role: string): void {
  Object.assign(properties, { 'epub:type': role, role: `doc-${role}` } satisfies Properties);
}

function find(within: Element | Root, matches: (node: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(within, 'element', (node) => {
    if (!found && node !== within && matches(node)) found = node;
  });
  return found;
}

function hasClass({ properties }: Element, name: string): boolean {
  const { className } = properties;
  return Array.isArray(className) && className.includes(name);
}
