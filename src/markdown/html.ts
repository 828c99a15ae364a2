import type { Html, Image, Link, Parents, PhrasingContent, Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import type { Position } from 'unist';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import type { WrittenAddress } from '../log/entry.ts';
import { allowedHtml, fateOf, inline, insteadOf, optionallyClosed, voidElements } from './htmlElements.ts';
import { isNestedTooDeeply } from './nestingCheck.ts';
import { proseOf } from './prose.ts';
import { locate, rangeOf, report } from './report.ts';

declare module 'mdast' {
  /** The tags, text, links and pictures of a block of HTML. */
  interface HtmlGroup extends Parent {
    type: 'htmlGroup';
    children: (PhrasingContent | BlockContent)[];
  }
  interface RootContentMap {
    htmlGroup: HtmlGroup;
  }
  interface BlockContentMap {
    htmlGroup: HtmlGroup;
  }
}

const key = /[a-z_:][\w.:-]*/.source;
const value = /"[^"]*"|'[^']*'|[^\s"'=<>`]+/.source;
const attribute = new RegExp(`\\s(${key})(?:\\s*=\\s*(${value}))?`, 'gi');
/**
 * A comment, a tag, or anything that a browser might parse as the start of one. Comments and attributes are as strict
 * as in the HTML Standard: if a browser saw a different end, a malicious element could slip through.
 */
const markup = new RegExp(
  `<!--(?!-?>)[^]*?--!?>|<(/?)([a-z][a-z0-9-]*)((?:\\s+${key}(?:\\s*=\\s*(?:${value}))?)*)\\s*/?>|<(?:[a-z][a-z0-9-]*|[!?/])`,
  'gi',
);

/** Text, a tag, a comment, or markup that is none of these, in a node of HTML. */
interface Piece {
  readonly kind: 'text' | 'start' | 'end' | 'comment' | 'other';
  /** In lower case; empty for text and comments. */
  readonly name: string;
  readonly source: string;
  readonly attributes: string;
  readonly index: number;
}

function* piecesOf(value: string): Generator<Piece> {
  const text = (from: number, to: number): Piece => {
    return { kind: 'text', name: '', source: value.slice(from, to), attributes: '', index: from };
  };
  let last = 0;
  for (const { index, 0: source, 1: slash, 2: name = '', 3: attributes = '' } of value.matchAll(markup)) {
    if (index > last) yield text(last, index);
    const tag = slash === '' ? 'start' : 'end';
    const kind = name !== '' ? tag : source.startsWith('<!--') ? 'comment' : 'other';
    yield { kind, name: name.toLowerCase(), source, attributes, index };
    last = index + source.length;
  }
  if (last < value.length) yield text(last, value.length);
}

/** Elements whose text is often shown as typed on purpose. */
const asTyped = new Set(['code', 'kbd', 'samp', 'var']);
/** Markdown syntax that is hardly ever meant as text. */
const marks =
  /\*\*[^\s*][^*\n]*\*\*|`[^`\n]+`|!?\[[^[\]\n]+\]\([^()\n]+\)|^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{2,6}|`{3,}\w*)(?=[ \t]+\S)/m;

/** The syntax of a text in an entry, such as the one in `<summary>`. */
export type ParseText = (text: string) => Root;

/**
 * Turns the HTML of an entry into links, pictures, text and allowed tags, in which every start tag has its end tag.
 * Drops comments. Reports and drops everything else. `file.data.hasHtml` is whether there was any.
 */
export function remarkHtml(parseText: ParseText) {
  return (tree: Root, file: VFile): void => {
    let isFound = false;
    visit(tree, 'html', () => {
      isFound = true;
      return false;
    });
    if (isFound) new Rewriter(tree, file, parseText).rewrite(tree, false);
    file.data.hasHtml = isFound;
  };
}

/** A start tag whose end tag has not been found yet. */
interface OpenElement {
  readonly name: string;
  readonly position: Position | undefined;
  /** The node of HTML that contains it. */
  readonly node: Html;
  /** The tag in the output; undefined if it was dropped. */
  readonly tag?: Html;
  /** The link that it opens. */
  readonly link?: Link;
}

/** An end tag and its position. */
interface EndTag {
  readonly name: string;
  readonly position: Position | undefined;
  readonly node: Html;
}

type AnyNode = Parents['children'][number];

class Rewriter {
  readonly #file: VFile;
  readonly #parseText: ParseText;
  readonly #locate: ReturnType<typeof locate>;
  readonly #places = new WeakMap<Html, ReturnType<ReturnType<typeof locate>>>();
  readonly #definitions: string;
  readonly #marked = new Set<Html>();

  constructor(tree: Root, file: VFile, parseText: ParseText) {
    this.#file = file;
    this.#parseText = parseText;
    this.#locate = locate(file);
    const names = new Set<string>();
    visit(tree, (node) => {
      if (node.type === 'definition') names.add(`[${node.identifier}]: x`);
      if (node.type === 'footnoteDefinition') names.add(`[^${node.identifier}]: x`);
    });
    this.#definitions = [...names].map((name) => `\n\n${name}`).join('');
  }

  /**
   * Rewrites the HTML in a node. If that is a paragraph, returns the end tags at its end that close nothing in it: they
   * may close something around it.
   */
  rewrite(parent: Parents, isInLink: boolean): readonly EndTag[] {
    if (!('children' in parent)) return [];
    const isFlow = ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type);
    const output = new Output(isFlow);
    const open: OpenElement[] = [];
    let stray: EndTag[] = [];
    const settle = (): void => {
      for (const tag of stray) this.#reportStray(tag);
      stray = [];
    };
    const close = (end: EndTag): void => {
      const at = open.findLastIndex(({ name }) => name === end.name);
      if (at < 0) {
        stray.push(end);
        return;
      }
      for (const inner of open.splice(at + 1).reverse()) this.#leaveOpen(inner, output);
      const [element] = open.splice(at);
      if (element) this.#close(element, end, output);
    };
    const isInside = (): boolean => isInLink || parent.type === 'link' || open.some(({ link }) => link !== undefined);
    for (const node of [...parent.children] as AnyNode[]) {
      if (node.type === 'html') {
        for (const piece of this.#readable(node, isFlow)) {
          if (piece.kind === 'end' && piece.name !== 'br') {
            close({ name: piece.name, position: this.#positionOf(node, piece), node });
            continue;
          }
          if (piece.kind !== 'text' || piece.source.trim() !== '') settle();
          this.#open(piece, node, open, output, isInside());
        }
        continue;
      }
      const isSpace = node.type === 'text' && node.value.trim() === '';
      if (!isSpace) settle();
      const ends = 'children' in node ? this.rewrite(node, isInside()) : [];
      output.add(node);
      for (const end of ends) close(end);
    }
    if (parent.type !== 'paragraph') settle();
    for (const inner of open.splice(0).reverse()) this.#leaveOpen(inner, output);
    parent.children = output.nodes.flatMap(settleGroup) as never;
    return stray;
  }

  /** The pieces of a node of HTML. The Markdown of each `<summary>` in it is one piece. */
  *#readable(node: Html, isFlow: boolean): Generator<Piece & { readonly content?: readonly PhrasingContent[] }> {
    const pieces = [...piecesOf(node.value)];
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (!piece) return;
      yield piece;
      if (!isFlow || piece.kind !== 'start' || piece.name !== 'summary') continue;
      const end = pieces.findIndex(({ kind, name }, at) => at > index && kind === 'end' && name === 'summary');
      const start = piece.index + piece.source.length;
      const source = node.value.slice(start, pieces[end]?.index ?? start);
      const content = end < 0 || source.trim() === '' ? undefined : this.#parseInline(node, source, start);
      if (!content) continue;
      yield { ...piece, kind: 'text', source, content };
      index = end - 1;
    }
  }

  /** Parses text in a node of HTML as inline Markdown; undefined if it is nested too deeply. */
  #parseInline(node: Html, source: string, index: number): readonly PhrasingContent[] | undefined {
    // After a bracket, no character starts a list, a heading or another block.
    const tree = this.#parseText(`(${source.replace(/\r?\n/g, (end) => ' '.repeat(end.length))}${this.#definitions}`);
    const at = this.#pointsIn(node);
    visit(tree, ({ position }) => {
      if (!position) return;
      position.start = at(index + Math.max(0, (position.start.offset ?? 1) - 1));
      position.end = at(index + Math.max(0, (position.end.offset ?? 1) - 1));
    });
    visit(tree, (target) => {
      if ((target.type !== 'link' && target.type !== 'image') || !target.data?.address) return;
      const { text, range } = target.data.address;
      const [start, end] = [at(index + range.column - 2), at(index + range.column - 2 + text.length)];
      target.data.address = { text, range: rangeOf({ type: 'link', position: { start, end } }) };
    });
    const [paragraph] = tree.children;
    if (paragraph?.type !== 'paragraph') return undefined;
    if (isNestedTooDeeply({ type: 'root', children: [paragraph] }, this.#file)) return undefined;
    const [first] = paragraph.children;
    if (first?.type !== 'text' || !first.value.startsWith('(')) return undefined;
    first.value = first.value.slice(1);
    if (first.value === '') paragraph.children.shift();
    for (const tag of this.rewrite(paragraph, false)) this.#reportStray(tag);
    return paragraph.children;
  }

  /** Converts indexes in a node of HTML to points in the file. */
  #pointsIn(node: Html): ReturnType<ReturnType<typeof locate>> {
    const points = this.#places.get(node) ?? this.#locate(node);
    this.#places.set(node, points);
    return points;
  }

  #positionOf(node: Html, { index, source }: Pick<Piece, 'index' | 'source'>): Position {
    const at = this.#pointsIn(node);
    return { start: at(index), end: at(index + source.length) };
  }

  /** Adds a piece other than an end tag to the output. */
  #open(
    piece: Piece & { readonly content?: readonly PhrasingContent[] },
    node: Html,
    open: OpenElement[],
    output: Output,
    isInLink: boolean,
  ): void {
    const { kind, name, source, content } = piece;
    const position = this.#positionOf(node, piece);
    if (kind === 'comment') return;
    if (kind === 'text') {
      if (content) for (const child of content) output.add(child, node);
      else {
        if (!open.some((element) => asTyped.has(element.name))) this.#reportMarks(piece, node);
        output.add({ type: 'text', value: decode(source), position }, node);
      }
      return;
    }
    if (kind === 'other') {
      const reason = source === '<!' ? unclosedComment(node.value.slice(piece.index)) : undefined;
      report(this.#file, 'refused-html', position, reason ?? refusedMessage(`"${source}"`, name));
      return;
    }
    if (!Object.hasOwn(allowedHtml, name)) {
      const written = /^<([a-z0-9-]+)/i.exec(source)?.[1] ?? name;
      report(this.#file, 'refused-html', position, refusedMessage(`"<${written}>"`, name));
      open.push({ name, position, node });
      return;
    }
    const kept = this.#attributesOf(piece, node);
    if (name === 'picture' || name === 'source') {
      if (name === 'picture') open.push({ name, position, node });
      else report(this.#file, 'ignored-html', position, 'Only the "<img>" of a "<picture>" is shown.');
    } else if (name === 'img') output.add(imageOf(source, kept, position), node);
    else if (name === 'a') {
      const isLink = kept.some(({ key }) => key === 'href');
      if (isLink && isInLink) {
        report(this.#file, 'refused-html', position, 'This link is inside another link. Move it out of that one.');
      }
      const link = isLink && !isInLink ? linkOf(source, kept, position) : undefined;
      open.push({ name, position, node, link });
      if (link) output.begin();
    } else {
      const tag: Html = { type: 'html', value: `<${name}${kept.map(({ text }) => ` ${text}`).join('')}>`, position };
      output.add(tag, node);
      if (!voidElements.has(name)) open.push({ name, position, node, tag });
    }
  }

  /** Reports the first Markdown syntax in the text of a block of HTML, which is shown as typed. */
  #reportMarks({ source, index }: Piece, node: Html): void {
    const found = this.#marked.has(node) ? undefined : marks.exec(source);
    if (!found) return;
    this.#marked.add(node);
    const text = found[0].trim();
    const position = this.#positionOf(node, { index: index + found.index + found[0].indexOf(text), source: text });
    const message = `"${text}" is shown as typed, because the text below a line of HTML is not Markdown.`;
    report(this.#file, 'markdown-in-html', position, message);
  }

  /** The allowed attributes of a tag. Reports the others. */
  #attributesOf({ name, source, attributes, index }: Piece, node: Html): readonly Attribute[] {
    const kept: Attribute[] = [];
    const start = index + source.length - source.replace(/^<[a-z][a-z0-9-]*/i, '').length;
    for (const { index: at, 0: text, 1: key = '', 2: value = '' } of attributes.matchAll(attribute)) {
      const written = text.trimStart();
      const from = start + at + text.length - written.length;
      const fate = fateOf(name, key.toLowerCase());
      const range = () => this.#positionOf(node, { index: from, source: key });
      const what = `The attribute "${key}" of "<${name}>"`;
      if (fate === 'refused') report(this.#file, 'refused-html', range(), `${what} is not allowed in an entry.`);
      if (fate === 'ignored') report(this.#file, 'ignored-html', range(), `${what} has no effect in an entry.`);
      if (fate !== 'kept') continue;
      const quote = /^["']/.test(value) ? 1 : 0;
      const address = {
        index: from + written.length - value.length + quote,
        source: value.slice(quote, value.length - quote),
      };
      // Browsers treat any value of `open` as true.
      const short = key.toLowerCase() === 'open' ? 'open' : written;
      kept.push({ key: key.toLowerCase(), text: short, value: address.source, range: this.#positionOf(node, address) });
    }
    return kept;
  }

  #close({ name, node, position, tag, link }: OpenElement, end: EndTag, output: Output): void {
    if (link) {
      this.#closeLink(link, position, end, output);
      return;
    }
    if (!tag) return;
    // A paragraph cannot contain the blocks between its tags. It would end at the first of them.
    const isSplit = name === 'p' && node !== end.node && output.isFlow;
    if (isSplit) tag.value = tag.value.replace(/^<p/, '<div');
    output.add({ type: 'html', value: isSplit ? '</div>' : `</${name}>`, position: end.position }, end.node);
  }

  #leaveOpen(element: OpenElement, output: Output): void {
    const { name, position, node, tag, link } = element;
    if (!tag && !link) return;
    if (optionallyClosed.has(name)) return;
    const message = `"<${name}>" is never closed, so it would continue to the end. Write "</${name}>" where it ends.`;
    report(this.#file, 'unclosed-element', position, message);
    this.#close(element, { name, position, node }, output);
  }

  #closeLink(link: Link, start: Position | undefined, { position, node }: EndTag, output: Output): void {
    link.children = output
      .end()
      .flatMap((child) => (child.type === 'htmlGroup' ? child.children : [child]) as PhrasingContent[]);
    let isNested = false;
    visit({ type: 'root', children: link.children } as Root, (child, index, parent) => {
      if (child.type === 'link' && isBare(child, this.#file) && parent && index !== undefined) {
        parent.children.splice(index, 1, ...child.children);
        return index;
      }
      isNested ||= ['link', 'linkReference', 'footnoteReference'].includes(child.type);
      return undefined;
    });
    if (isNested) {
      const message = 'This link contains another link or a note. End it before that.';
      report(this.#file, 'refused-html', start, message);
      for (const child of link.children) output.add(child as AnyNode, node);
      return;
    }
    if (link.position && position) link.position.end = position.end;
    output.add(link, node);
  }

  #reportStray({ name, position }: EndTag): void {
    if (!position) return;
    const fix = { range: rangeOf({ type: 'html', position }), text: '', description: 'removes the end tag' };
    report(this.#file, 'stray-end-tag', position, `"</${name}>" ends nothing: there is no "<${name}>" before it.`, fix);
  }
}

interface Attribute {
  /** In lower case. */
  readonly key: string;
  readonly text: string;
  /** As written, between the quotes. */
  readonly value: string;
  readonly range: Position;
}

/** The new children of a node. The HTML of a block is kept together. */
class Output {
  readonly isFlow: boolean;
  readonly #frames: { nodes: AnyNode[]; block?: Html }[] = [{ nodes: [] }];

  constructor(isFlow: boolean) {
    this.isFlow = isFlow;
  }

  get nodes(): AnyNode[] {
    return this.#frames[0]?.nodes ?? [];
  }

  /** Adds a node; `block` is the node of HTML that it comes from. */
  add(node: AnyNode, block?: Html): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    const last = frame.nodes.at(-1);
    if (!this.isFlow || !block) frame.nodes.push(node);
    else if (last?.type === 'htmlGroup' && frame.block === block) last.children.push(node as PhrasingContent);
    else frame.nodes.push({ type: 'htmlGroup', children: [node as PhrasingContent], position: block.position });
    frame.block = block;
  }

  /** Adds further nodes to a new list, until `end()` returns it. */
  begin(): void {
    this.#frames.push({ nodes: [] });
  }

  end(): AnyNode[] {
    return this.#frames.pop()?.nodes ?? [];
  }
}

/** A block of HTML: nothing if it shows nothing, and a paragraph if it has only inline content. */
function settleGroup(node: AnyNode): AnyNode | [] {
  if (node.type !== 'htmlGroup') return node;
  const isShown = node.children.some((child) => child.type !== 'text' || child.value.trim() !== '');
  if (!isShown) return [];
  const tags = node.children.flatMap((child) => (child.type === 'html' ? child.value : []));
  const names = tags.map((tag) => /^<\/?([a-z0-9-]+)/.exec(tag)?.[1] ?? '');
  const open = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (!voidElements.has(name)) open.set(name, (open.get(name) ?? 0) + (tags[index]?.startsWith('</') ? -1 : 1));
  }
  const isSentence = names.every((name) => inline.has(name)) && [...open.values()].every((count) => count === 0);
  const hasWords = node.children.some(({ type }) => type !== 'html' && type !== 'text') || proseOf(node).trim() !== '';
  if (!isSentence || !hasWords) return node;
  return { type: 'paragraph', children: node.children as PhrasingContent[], position: node.position };
}

function refusedMessage(what: string, name: string): string {
  return `${what} is not allowed in an entry. ${insteadOf(name)}`;
}

function unclosedComment(source: string): string | undefined {
  return source.startsWith('<!--') ? 'This comment is not closed. Write "-->" where it ends.' : undefined;
}

const fragment = unified().use(rehypeParse, { fragment: true }).freeze();

/** The text of HTML without tags, with its character references resolved. */
function decode(html: string): string {
  if (!html.includes('&')) return html;
  return fragment
    .parse(html)
    .children.map((node) => (node.type === 'text' ? node.value : ''))
    .join('');
}

/** The attributes of a tag, with their character references resolved. */
function propertiesOf(tag: string): Readonly<Record<string, string | undefined>> {
  const [element] = fragment.parse(tag).children;
  if (element?.type !== 'element') return {};
  return Object.fromEntries(Object.entries(element.properties).map(([name, value]) => [name, String(value)]));
}

function imageOf(tag: string, attributes: readonly Attribute[], position: Position): Image {
  const { src = '', alt, title, width, height } = propertiesOf(tag);
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  const address = addressIn('src', attributes);
  return { type: 'image', url: src, alt, title, position, data: { hProperties: size, ...(address && { address }) } };
}

function linkOf(tag: string, attributes: readonly Attribute[], position: Position): Link {
  const { href = '', title } = propertiesOf(tag);
  const address = addressIn('href', attributes);
  const place = { start: position.start, end: position.end };
  return { type: 'link', url: href, title, children: [], position: place, ...(address && { data: { address } }) };
}

/** Whether a link is an address in the text, without any brackets. */
function isBare({ position }: Link, file: VFile): boolean {
  const first = String(file.value)[position?.start.offset ?? 0];
  return first !== '[' && first !== '<';
}

function addressIn(name: 'href' | 'src', attributes: readonly Attribute[]): WrittenAddress | undefined {
  const written = attributes.find(({ key }) => key === name);
  return written && { text: written.value, range: rangeOf({ type: 'html', position: written.range }) };
}
