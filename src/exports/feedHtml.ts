import type { Element, ElementContent, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { withoutDrawnFormulas } from '../log/formulaHtml.ts';

const reader = unified().use(rehypeParse, { fragment: true }).freeze();
const writer = unified().use(rehypeStringify).freeze();

/** What KaTeX writes as MathML. */
const mathElements = [
  ...['math', 'semantics', 'annotation', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mstyle', 'mpadded'],
  ...['mphantom', 'menclose', 'mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
  ...['mtable', 'mtr', 'mtd', 'merror'],
];
const mathAttributes = [
  ...['xmlns', 'display', 'encoding', 'mathvariant', 'mathcolor', 'mathbackground', 'displaystyle', 'scriptlevel'],
  ...['stretchy', 'fence', 'separator', 'form', 'lspace', 'rspace', 'minsize', 'maxsize', 'movablelimits', 'accent'],
  ...['accentunder', 'linethickness', 'width', 'height', 'depth', 'voffset', 'notation', 'rowspacing', 'rowlines'],
  ...['columnalign', 'columnspacing', 'columnlines', 'linebreak', 'side'],
];

/** Markup for feed readers: elements that work without our style sheet, and the ids that footnotes need. */
const allowed: Schema = {
  tagNames: [
    ...['a', 'abbr', 'blockquote', 'br', 'code', 'del', 'details', 'em', 'figcaption', 'figure'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'kbd', 'li', 'ol', 'p', 'pre', 'section', 'strong'],
    ...['sub', 'summary', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
    ...mathElements,
  ],
  attributes: {
    ...Object.fromEntries(mathElements.map((name) => [name, mathAttributes])),
    a: ['href', 'title', 'ariaLabel', ['id', /^fnref-/]],
    abbr: ['title'],
    details: ['open'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    li: [['id', /^fn-/]],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  clobberPrefix: '',
  required: {},
  strip: ['svg', 'script', 'style'],
};

/**
 * Turns the rendered body of an entry into HTML for feed readers, which lack our style sheet and scripts: formulas
 * become MathML, and all addresses become absolute. `page` is the absolute address of the entry.
 *
 * A reader without MathML shows the text in it, so the TeX stays in it too: `\frac{a}{b}` after “ab” can be read.
 * Footnotes keep the ids that they have on the page. Readers that open footnotes in place look for these in the item,
 * and others follow the link to the page.
 */
export function feedHtml(html: string, page: string): string {
  const tree = reader.parse(withoutDrawnFormulas(html));
  visit(tree, 'element', (node, index, parent) => {
    const plain = plainFormOf(node);
    if (!plain || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1, ...plain);
    return [SKIP, index + plain.length];
  });
  makeAbsolute(tree, page);
  return writer.stringify(sanitize(tree, allowed) as Root);
}

/** The replacement of an element in feeds; undefined if it stays, perhaps changed in place. */
function plainFormOf(node: Element): ElementContent[] | undefined {
  if (hasClass(node, 'anchor') || hasClass(node, 'visually-hidden')) return [];
  if (hasClass(node, 'katex-display')) return [h('p', mathOf(node))];
  if (hasClass(node, 'katex')) return mathOf(node);
  if (hasClass(node, 'card')) return [h('p', [cardLink(node)])];
  if (hasClass(node, 'cards')) return [cardList(node)];
  if (hasClass(node, 'code')) return [codeBlock(node)];
  if (node.tagName === 'input') return [{ type: 'text', value: node.properties.checked ? '☑' : '☐' }];
  if (node.tagName === 'svg' && node.properties.role === 'img') return [h('p', wordsOf(node))];
  if (hasClass(node, 'callout')) node.tagName = 'blockquote';
  if (hasClass(node, 'callout-title')) {
    node.tagName = 'p';
    node.children = [h('strong', node.children)];
  }
  const alignment = ['left', 'center', 'right'].find((side) => hasClass(node, `align-${side}`));
  if (alignment !== undefined) node.properties.align = alignment;
  return undefined;
}

/** The title and description of a drawing. */
function wordsOf(drawing: Element): string {
  const words = drawing.children.filter((node) => node.type === 'element' && /^(title|desc)$/.test(node.tagName));
  return `[${words.map((node) => toText(node).trim().replace(/\.$/, '')).join(': ')}]`;
}

/** The MathML that KaTeX writes for assistive technology, with the TeX as an annotation. */
function mathOf(formula: Element): ElementContent[] {
  const math = find(formula, (node) => node.tagName === 'math');
  return math ? [math] : [];
}

function cardLink(card: Element): Element {
  const title = find(card, (node) => node.tagName === 'strong');
  return h('a', { href: card.properties.href }, title?.children ?? []);
}

function cardList(list: Element): Element {
  const cards: Element[] = [];
  visit(list, 'element', (node) => void (hasClass(node, 'card') && cards.push(node)));
  return h(
    list.tagName,
    { start: list.properties.start },
    cards.map((card) => h('li', [cardLink(card)])),
  );
}

/** A code block without colours. With a title, it stays a figure. */
function codeBlock(figure: Element): Element {
  const [caption] = figure.children.filter((child) => child.type === 'element' && child.tagName === 'figcaption');
  const pre = find(figure, (node) => node.tagName === 'pre');
  if (pre && hasClass(pre, 'has-diff')) markLines(pre);
  const block = h('pre', [h('code', pre ? toText(pre, { whitespace: 'pre' }) : '')]);
  return caption ? h('figure', [caption, block]) : block;
}

/** Writes the signs of a diff, which the style sheet adds on the site. */
function markLines(pre: Element): void {
  visit(pre, 'element', (line) => {
    if (!hasClass(line, 'line')) return;
    const sign = hasClass(line, 'add') ? '+ ' : hasClass(line, 'remove') ? '- ' : '  ';
    line.children.unshift({ type: 'text', value: sign });
  });
}

function makeAbsolute(tree: Root, page: string): void {
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src']) {
      const address = properties[name];
      if (typeof address !== 'string') continue;
      if (URL.canParse(address, page)) properties[name] = new URL(address, page).href;
      else delete properties[name];
    }
  });
}

function find(within: Element, matches: (node: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(within, 'element', (node) => {
    if (!found && matches(node)) found = node;
  });
  return found;
}

function hasClass(node: Element, name: string): boolean {
  const { className } = node.properties;
  return Array.isArray(className) && className.includes(name);
}
