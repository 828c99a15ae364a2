import type { Element, Nodes as HastNodes, Root as HastRoot } from 'hast';
import { toText } from 'hast-util-to-text';
import type { Link, PhrasingContent, Root, RootContent } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { SKIP, visit } from '../../../markdown/visit.ts';

type Handle = NonNullable<NonNullable<NonNullable<Parameters<typeof rehypeRemark>[1]>['handlers']>[string]>;
type State = Parameters<Handle>[0];

/** An HTML page as Markdown. */
export interface HtmlPage {
  readonly title?: string | undefined;
  readonly markdown: string;
  /** The properties that Notion writes above a page. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Elements without a Markdown equivalent that entries can have as HTML. */
const asHtml = ['kbd', 'mark', 'sub', 'sup', 'u', 'abbr', 'small'];
const nothing = [
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'form',
  'button',
  'select',
  'textarea',
  'nav',
  'canvas',
];
const media = ['iframe', 'video', 'audio', 'embed', 'object'];

const handlers: Record<string, Handle> = {
  ...Object.fromEntries(asHtml.map((name) => [name, keepTags])),
  ...Object.fromEntries(nothing.map((name) => [name, () => undefined])),
  ...Object.fromEntries(media.map((name) => [name, linkToMedia])),
  ...{ details, figure, math: formula, span, aside },
};

const fromHtml = unified()
  .use(rehypeRemark, { handlers })
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkStringify, { bullet: '-', emphasis: '*', fences: true, listItemIndent: 'one', rule: '-' })
  .freeze();
const fragments = unified().use(rehypeParse, { fragment: true }).freeze();
const documents = unified().use(rehypeParse).freeze();

/** Part of a page as Markdown. Scripts, styles and forms are left out; players become links. */
export function htmlToMarkdown(html: string): string {
  return toMarkdown(fragments.parse(html) as HastRoot);
}

function toMarkdown(tree: HastRoot): string {
  return fromHtml.stringify(fromHtml.runSync(tree) as Root).trim();
}

/** A whole page as Markdown: its article, or its body. */
export function readHtmlPage(html: string): HtmlPage {
  const tree = documents.parse(html) as HastRoot;
  const find = (is: (element: Element) => boolean): Element | undefined => {
    let found: Element | undefined;
    visit(tree, 'element', (element: Element) => {
      if (!is(element)) return undefined;
      found = element;
      return false;
    });
    return found;
  };
  const named = (name: string) => (element: Element) => element.tagName === name;
  const classed = (name: string) => (element: Element) => classesOf(element).includes(name);
  const title = find(classed('page-title')) ?? find(named('title')) ?? find(named('h1'));
  const properties: Record<string, string> = {};
  const table = find((element) => element.tagName === 'table' && classed('properties')(element));
  if (table) {
    visit(table, 'element', (row: Element) => {
      if (row.tagName !== 'tr') return undefined;
      const [name, value] = row.children.filter((child) => child.type === 'element').map(textOf);
      if (name !== undefined && value !== undefined) properties[name] = value;
      return SKIP;
    });
  }
  const body = find(classed('page-body')) ?? find(named('article')) ?? find(named('main')) ?? find(named('body'));
  const children = body?.children ?? [];
  return {
    title: title && textOf(title),
    markdown: toMarkdown({ type: 'root', children }),
    properties,
  };
}

function textOf(node: HastNodes): string {
  return toText(node as Element)
    .replace(/\s+/g, ' ')
    .trim();
}

function classesOf({ properties }: Element): readonly string[] {
  return Array.isArray(properties.className) ? properties.className.map(String) : [];
}

function keepTags(state: State, node: Element): PhrasingContent[] {
  const children = state.all(node) as PhrasingContent[];
  return [{ type: 'html', value: `<${node.tagName}>` }, ...children, { type: 'html', value: `</${node.tagName}>` }];
}

/** A link to the media of a player. */
function linkToMedia(_: State, node: Element): Link | undefined {
  const source = node.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'source',
  );
  const address = String(node.properties.src ?? node.properties.data ?? source?.properties.src ?? '');
  if (address === '') return undefined;
  const url = mediaAddress(address);
  const title = typeof node.properties.title === 'string' ? node.properties.title : undefined;
  return { type: 'link', url, children: [{ type: 'text', value: title ?? mediaName(url) }] };
}

/** The page of a video, from the address of its player. */
export function mediaAddress(address: string): string {
  const whole = address.startsWith('//') ? `https:${address}` : address;
  const youtube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{11})/.exec(whole)?.[1];
  if (youtube !== undefined) return `https://www.youtube.com/watch?v=${youtube}`;
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/.exec(whole)?.[1];
  return vimeo === undefined ? whole : `https://vimeo.com/${vimeo}`;
}

/** The text of a link to a video or another page. */
export function mediaName(url: string): string {
  if (/^https:\/\/(?:www\.youtube\.com|vimeo\.com)\//.test(url)) return 'A video';
  return url
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/s, '')
    .slice(0, 80);
}

function details(state: State, node: Element): RootContent[] {
  const summary = node.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'summary',
  );
  const rest = { ...node, children: node.children.filter((child) => child !== summary) };
  const head = `<details>\n<summary>${escapedHtml(summary ? textOf(summary) : 'Details')}</summary>`;
  return [
    { type: 'html', value: head },
    ...(state.toFlow(state.all(rest)) as RootContent[]),
    { type: 'html', value: '</details>' },
  ];
}

function escapedHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A picture with its caption as the title. */
function figure(state: State, node: Element): RootContent[] {
  const caption = node.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'figcaption',
  );
  const rest = { ...node, children: node.children.filter((child) => child !== caption) };
  const flow = state.toFlow(state.all(rest)) as RootContent[];
  const text = caption && textOf(caption);
  if (text === undefined || text === '') return flow;
  let isCaptioned = false;
  visit({ type: 'root', children: flow } as Root, 'image', (image) => {
    isCaptioned = true;
    image.title ??= text;
  });
  const paragraph: RootContent = { type: 'paragraph', children: [{ type: 'text', value: text }] };
  return isCaptioned ? flow : [...flow, paragraph];
}

/** The source that KaTeX and MathJax keep in a formula. */
function texIn(node: Element): string | undefined {
  let tex: string | undefined;
  visit(node, 'element', (element: Element) => {
    if (element.tagName === 'annotation' && /tex/i.test(String(element.properties.encoding ?? '')))
      tex = textOf(element);
  });
  return tex;
}

function formula(_: State, node: Element): RootContent | undefined {
  const tex = texIn(node);
  if (tex === undefined) return undefined;
  return node.properties.display === 'block' ? { type: 'math', value: tex } : { type: 'inlineMath', value: tex };
}

function span(state: State, node: Element): RootContent | RootContent[] | undefined {
  const classes = classesOf(node);
  const isDisplay = classes.includes('katex-display');
  if (!isDisplay && !classes.includes('katex')) return state.all(node) as RootContent[];
  const tex = texIn(node);
  if (tex === undefined) return state.all(node) as RootContent[];
  return isDisplay ? { type: 'math', value: tex } : { type: 'inlineMath', value: tex };
}

/** A callout of Notion. */
function aside(state: State, node: Element): RootContent {
  const children = state.toFlow(state.all(node)) as (typeof quote)['children'];
  const quote = { type: 'blockquote' as const, children: [] as ElementContentInQuote[] };
  const marker: ElementContentInQuote = { type: 'paragraph', children: [{ type: 'html', value: '[!NOTE]' }] };
  quote.children = [marker, ...children];
  return quote;
}

type ElementContentInQuote = Extract<RootContent, { type: 'blockquote' }>['children'][number];
