import type { Definition, Image, Link, Nodes } from 'mdast';
import { titleFromName } from '../../../log/folderTopics.ts';
import { maskedSource } from '../../../markdown/maskedSource.ts';
import { SKIP, visit } from '../../../markdown/visit.ts';
import { VFile } from 'vfile';
import type { Flavour } from './collection.ts';
import { escapedText, spanOf, type Draft, type Edit } from './draft.ts';
import { tagsIn, type Tag } from './htmlTags.ts';
import type { LinkIndex, Resolved } from './linkIndex.ts';
import { shownBlock } from './logseq.ts';
import type { References } from './references.ts';
import { isNote, isPicture, isServed } from './sources.ts';

/** What is needed to read the links of a note. */
export interface Linking {
  readonly flavour: Flavour;
  readonly index: LinkIndex;
  readonly references: References;
  /** The page and the text of a block of Logseq, by its id. */
  readonly blockOf: (id: string) => { readonly file: string; readonly text: string } | undefined;
}

/** The messages of remarks, which the report counts. */
const gone = 'A link to a file that is not in the import is now plain text.';
const notServed = 'A link to a type of file that the site does not serve is now plain text.';
const unsafe = 'A link that leads neither to the web nor to a file is now plain text.';
const noPicture = 'A picture that is not in the import is replaced by its description.';
const noDescription = 'A picture without a description gets one from its file name. Describe what it shows.';

/**
 * Rewrites the links and pictures of a note, in Markdown and in double brackets, so that each leads to a file of the
 * import or to the web. Every other link becomes its text.
 */
export function linkEdits(draft: Draft, linking: Linking): readonly Edit[] {
  return new Converter(draft, linking).convert();
}

/** Puts addresses with spaces, which are not valid in Markdown, between `<` and `>`. */
export function angleAddresses(draft: Draft): void {
  if (![...draft.text.matchAll(/\]\(([^()<>\n]{1,500})\)/g)].some(([, address = '']) => /[ \t]/.test(address))) return;
  const file = new VFile(draft.text);
  const edits: Edit[] = [];
  visit(draft.tree, ['paragraph', 'heading', 'tableRow'], (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableRow') return;
    const [start] = spanOf(node);
    for (const { index, 1: address = '' } of maskedSource(node, file).matchAll(
      /\]\(([^()<>"\n{}\uFFFC]+)(?:"[^"\n]*")?\)/g,
    )) {
      const trimmed = address.trim();
      if (!/\s/.test(trimmed) || !/\/|\.[a-z]\w{1,4}$/i.test(trimmed.replace(/#.*/s, ''))) continue;
      edits.push({ from: start + index + 2, to: start + index + 2 + address.trimEnd().length, text: `<${trimmed}>` });
    }
  });
  draft.edit(edits);
}

/** The attributes of a picture. */
interface Shown {
  readonly url: string;
  readonly alt: string;
  readonly title?: string | null | undefined;
}

class Converter {
  readonly #draft: Draft;
  readonly #linking: Linking;
  readonly #file: VFile;
  readonly #edits: Edit[] = [];
  /** How many end tags of links must be removed, because their start tags were. */
  #unlinkedTags = 0;
  readonly #definitions = new Map<string, Definition>();

  constructor(draft: Draft, linking: Linking) {
    this.#draft = draft;
    this.#linking = linking;
    this.#file = new VFile(draft.text);
  }

  convert(): readonly Edit[] {
    const { tree } = this.#draft;
    visit(tree, 'definition', (node) => {
      if (!this.#definitions.has(node.identifier)) this.#definitions.set(node.identifier, node);
    });
    visit(tree, (node, _, parent) => {
      if (node.type === 'link') this.#link(node);
      if (node.type === 'image') this.#image(node, node.url, node.title);
      if (node.type === 'html') this.#html(node);
      if (node.type === 'linkReference' || node.type === 'imageReference') this.#reference(node);
      const isBlock = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableRow';
      if (isBlock && parent?.type !== 'tableRow') this.#block(node);
      return node.type === 'code' || node.type === 'math' ? SKIP : undefined;
    });
    for (const node of this.#definitions.values()) {
      if (!this.#isKept(node)) this.#cutWhole(node);
    }
    return this.#edits;
  }

  #edit(from: number, to: number, text: string): void {
    this.#edits.push({ from, to, text });
  }

  #cutWhole(node: Nodes): void {
    const [from, to] = spanOf(node);
    this.#edit(from, to, '');
  }

  #link(node: Link): void {
    const [from] = spanOf(node);
    const { text } = this.#draft;
    const isBracketed = text[from] === '[';
    const found = this.#resolve(node.url, from);
    if (found.kind === 'web') {
      if (found.url !== node.url && isBracketed) this.#rebuild(node, `<${found.url}>`);
      return;
    }
    const address = this.#addressOf(found, from);
    if (address === undefined) this.#unlink(node);
    else this.#rebuild(node, address);
  }

  #resolve(url: string, from: number): Resolved {
    const { index, blockOf } = this.#linking;
    if (this.#linking.references.has(url)) return { kind: 'web', url };
    const page = /^\[\[(.+)\]\]$/.exec(decoded(url))?.[1];
    if (page !== undefined) return asFile(index.named(page, this.#draft.file));
    const block = /^\(\(([0-9a-f-]{36})\)\)$/i.exec(url)?.[1];
    if (block !== undefined) return asFile(blockOf(block)?.file);
    const found = index.resolve(url, this.#draft.file);
    if (found.kind === 'none' && /^[a-z][a-z0-9+.-]+:/i.test(url)) this.#draft.remark('dropped', unsafe, from);
    else if (found.kind === 'none') this.#draft.remark('dropped', gone, from);
    return found;
  }

  /** An address for a link to a file; undefined if no page can link to it. */
  #addressOf(found: Resolved, offset: number): string | undefined {
    if (found.kind !== 'file') return undefined;
    const line = this.#draft.lineAt(offset);
    const { file, heading } = found;
    if (file === this.#draft.file && heading === undefined) return undefined;
    if (isNote(file)) return this.#linking.references.add({ file, kind: 'note', heading, line });
    if (isServed(file)) return this.#linking.references.add({ file, kind: 'file', line });
    this.#draft.remark('dropped', notServed, offset);
    return undefined;
  }

  /** Writes another address into a link. */
  #rebuild(node: Link, address: string): void {
    const [from, to] = spanOf(node);
    const last = node.children.at(-1);
    if (this.#draft.text[from] !== '[') {
      this.#edit(from, to, `[${escapedText(nameOf(node.url))}](${address})`);
      return;
    }
    if (!last) this.#edit(from, to, `[${escapedText(nameOf(node.url))}](${address})`);
    else this.#edit(spanOf(last)[1], to, `](${address}${titlePart(node.title)})`);
  }

  #unlink(node: Link): void {
    const [from, to] = spanOf(node);
    const [first, last] = [node.children[0], node.children.at(-1)];
    if (this.#draft.text[from] !== '[')
      this.#edit(from, to, escapedText(this.#draft.text.slice(from, to).replace(/^<|>$/g, '')));
    else if (!first || !last) this.#edit(from, to, escapedText(nameOf(node.url)));
    else {
      this.#edit(from, spanOf(first)[0], '');
      this.#edit(spanOf(last)[1], to, '');
    }
  }

  #image(
    node: Image | Extract<Nodes, { type: 'imageReference' }>,
    url: string,
    title: string | null | undefined,
  ): void {
    const [from, to] = spanOf(node);
    if (this.#linking.references.has(url)) return;
    const { alt, width } = readAlt(node.alt ?? '');
    if (width) this.#draft.remark('changed', 'The width of a picture is left out.', from);
    this.#edit(
      from,
      to,
      this.#pictureText(this.#linking.index.resolve(url, this.#draft.file), { url, alt, title }, from),
    );
  }

  /** The address and the description of a picture; undefined if it is not one. */
  #picture(found: Resolved, { url, alt, title }: Shown, offset: number) {
    const { references } = this.#linking;
    const isOnWeb = found.kind === 'web' && /^https?:/i.test(found.url);
    const file = found.kind === 'file' ? found.file : isOnWeb ? found.url : undefined;
    if (file === undefined || (!isOnWeb && !isPicture(file))) return undefined;
    const described = alt !== '' ? alt : (title ?? '').trim();
    if (described === '') this.#draft.remark('changed', noDescription, offset);
    const address = references.add({ file, kind: 'picture', line: this.#draft.lineAt(offset) });
    return { address, alt: described === '' ? nameOf(url) : described };
  }

  /** A picture, or a link if it is not one. */
  #pictureText(found: Resolved, shown: Shown, offset: number): string {
    const picture = this.#picture(found, shown, offset);
    if (picture) return `![${escapedText(picture.alt)}](${picture.address}${titlePart(shown.title)})`;
    const { url, alt, title } = shown;
    if (found.kind !== 'file') {
      this.#draft.remark('dropped', noPicture, offset);
      return escapedText(alt);
    }
    const described = escapedText(alt !== '' ? alt : (title ?? nameOf(url)));
    const address = this.#addressOf(found, offset);
    return address === undefined ? described : `[${described}](${address})`;
  }

  /** The addresses in HTML tags that entries can have. */
  #html(node: Nodes): void {
    const [from, to] = spanOf(node);
    for (const tag of tagsIn(this.#draft.text.slice(from, to))) {
      const offset = from + tag.from;
      const replace = (text: string) => this.#edit(offset, from + tag.to, text);
      if (tag.name === 'a' && tag.isEnd && this.#unlinkedTags > 0) {
        this.#unlinkedTags -= 1;
        replace('');
      }
      const key = tag.isEnd ? '' : tag.name === 'a' ? 'href' : tag.name === 'img' ? 'src' : '';
      const written = tag.attributes.get(key);
      if (written === undefined || this.#linking.references.has(written)) continue;
      const url = written.replaceAll('&amp;', '&');
      if (key === 'src') {
        const found = this.#linking.index.resolve(url, this.#draft.file);
        const alt = tag.attributes.get('alt') ?? '';
        const picture = this.#picture(found, { url, alt }, offset);
        if (!picture) this.#draft.remark('dropped', noPicture, offset);
        replace(picture ? tagWith(tag, { src: picture.address, alt: picture.alt.replaceAll('"', '&quot;') }) : alt);
        continue;
      }
      const found = this.#resolve(url, offset);
      if (found.kind === 'web' && found.url === url) continue;
      const address = found.kind === 'web' ? found.url : this.#addressOf(found, offset);
      if (address === undefined) this.#unlinkedTags += 1;
      replace(address === undefined ? '' : tagWith(tag, { href: address }));
    }
  }

  #reference(node: Extract<Nodes, { type: 'linkReference' | 'imageReference' }>): void {
    const definition = this.#definitions.get(node.identifier);
    if (!definition) return;
    if (node.type === 'imageReference') {
      this.#image(node, definition.url, definition.title);
      return;
    }
    if (this.#isKept(definition)) return;
    const [from, to] = spanOf(node);
    const [first, last] = [node.children[0], node.children.at(-1)];
    if (!first || !last) return;
    const address = this.#addressOf(this.#resolve(definition.url, from), from);
    if (address !== undefined) this.#edit(spanOf(last)[1], to, `](${address}${titlePart(definition.title)})`);
    else {
      this.#edit(from, spanOf(first)[0], '');
      this.#edit(spanOf(last)[1], to, '');
    }
  }

  /** Whether the links that use a definition can stay. */
  #isKept({ url }: Definition): boolean {
    const found = this.#linking.index.resolve(url, this.#draft.file);
    return found.kind === 'web' && found.url === url && !isPicture(url.replace(/[?#].*$/s, ''));
  }

  /** The syntax in double brackets, and Logseq's own, in one block. */
  #block(node: Extract<Nodes, { type: 'paragraph' | 'heading' | 'tableRow' }>): void {
    const [start] = spanOf(node);
    const source = maskedSource(node, this.#file);
    const written = (at: number, length: number) => this.#draft.text.slice(start + at, start + at + length);
    if (source.includes('[[')) {
      for (const { index, 0: whole } of source.matchAll(/!?\[\[[^[\]\n]+\]\]/g)) {
        const text = this.#wikiText(written(index, whole.length), start + index);
        if (text !== undefined) this.#edit(start + index, start + index + whole.length, text);
      }
    }
    if (this.#linking.flavour !== 'logseq') return;
    for (const { index, 0: whole } of source.matchAll(
      /\[[^[\]\n]{1,500}\]\((?:\[\[[^[\]\n]{1,500}\]\]|\(\([0-9a-f-]{36}\)\))\)/gi,
    )) {
      const [, label = '', target = ''] = /^\[([^\]]*)\]\((.*)\)$/s.exec(written(index, whole.length)) ?? [];
      const address = this.#addressOf(this.#resolve(target, start + index), start + index);
      this.#edit(start + index, start + index + whole.length, address === undefined ? label : `[${label}](${address})`);
    }
    for (const { index, 0: whole } of source.matchAll(/\{\{[^{}\n]{0,1000}\}\}/g)) {
      this.#edit(
        start + index,
        start + index + whole.length,
        this.#macroText(written(index, whole.length), start + index),
      );
    }
    for (const { index, 0: whole } of source.matchAll(/\(\(([0-9a-f-]{36})\)\)/gi)) {
      this.#edit(start + index, start + index + whole.length, this.#blockText(whole.slice(2, -2), start + index));
    }
    for (const { index, 0: whole } of source.matchAll(/\{:[^{}\n]*\}/g))
      this.#edit(start + index, start + index + whole.length, '');
    for (const { index, 0: whole } of source.matchAll(/\^\^([^^\n]+)\^\^/g)) {
      this.#edit(start + index, start + index + 2, '<mark>');
      this.#edit(start + index + whole.length - 2, start + index + whole.length, '</mark>');
    }
  }

  /** Undefined if it is not a link in this program. */
  #wikiText(whole: string, offset: number): string | undefined {
    const isEmbed = whole.startsWith('!');
    const inside = whole.slice(whole.indexOf('[[') + 2, -2);
    if (/^_?toc_?$/i.test(inside.trim())) return undefined;
    const [address = '', ...rest] = inside.split(/\\?\|/);
    const [name = '', ...fragments] = address.split('#');
    const label = rest.join('|').trim();
    if (/^https?:\/\//i.test(address)) return `[${escapedText(label === '' ? address : label)}](<${address}>)`;
    const { flavour, index } = this.#linking;
    const file = index.named(name, this.#draft.file);
    const isOfWiki = flavour === 'obsidian' || flavour === 'logseq';
    if (file === undefined && !isOfWiki) return undefined;
    const fragment = fragments.at(-1)?.trim();
    const shown = label !== '' && !(isEmbed && /^\d+(?:x\d+)?$/.test(label)) ? label : undefined;
    if (file === undefined) {
      const kind = isEmbed && isPicture(name) ? noPicture : 'A link to a note that does not exist is now plain text.';
      this.#draft.remark('dropped', kind, offset);
      return escapedText(shown ?? lastPart(name));
    }
    const found: Resolved = {
      kind: 'file',
      file,
      ...(fragment !== undefined && !fragment.startsWith('^') && { heading: fragment }),
    };
    if (!isNote(file)) {
      if (shown === undefined && label !== '')
        this.#draft.remark('changed', 'The width of a picture is left out.', offset);
      if (isEmbed && isPicture(file)) return this.#pictureText(found, { url: name, alt: shown ?? '' }, offset);
    } else {
      if (fragment?.startsWith('^')) this.#draft.remark('changed', 'A link to a block now leads to its note.', offset);
      if (isEmbed) this.#draft.remark('changed', 'A note embedded in another one is now a link.', offset);
    }
    const text =
      shown ??
      [lastPart(name), ...(name === '' || isEmbed ? fragments : [])]
        .filter((part) => part !== '' && !part.startsWith('^'))
        .join(' › ');
    const target = this.#addressOf(found, offset);
    return target === undefined
      ? escapedText(text)
      : `[${escapedText(text === '' ? lastPart(file) : text)}](${target})`;
  }

  #blockText(id: string, offset: number): string {
    const block = this.#linking.blockOf(id.toLowerCase());
    if (!block) {
      this.#draft.remark('dropped', 'A reference to a block that does not exist is left out.', offset);
      return '';
    }
    const text = escapedText(shownBlock(block.text).replace(/[[\]]/g, ''));
    const address = this.#addressOf({ kind: 'file', file: block.file }, offset);
    return address === undefined ? text : `[${text}](${address})`;
  }

  /** Logseq's `{{embed …}}`, `{{video …}}` and `{{query …}}`. */
  #macroText(whole: string, offset: number): string {
    const inside = whole.slice(2, -2).trim();
    const [name = ''] = inside.split(/\s/, 1);
    const rest = inside.slice(name.length).trim();
    const block = /\(\(([0-9a-f-]{36})\)\)/i.exec(rest)?.[1];
    if (name === 'embed' && block !== undefined) return this.#blockText(block, offset);
    if (name === 'embed') return this.#wikiText(`!${rest}`, offset) ?? '';
    if (/^(?:video|youtube|tweet|twitter|vimeo|bilibili)$/.test(name) && /^https?:\/\/\S+$/.test(rest))
      return `<${rest}>`;
    this.#draft.remark('dropped', `"{{${name} …}}" is left out, because the site cannot fill it in.`, offset);
    return '';
  }
}

function tagWith({ name, attributes }: Tag, own: Readonly<Record<string, string>>): string {
  const all = Object.entries({ ...Object.fromEntries(attributes), ...own });
  return `<${name}${all.map(([key, value]) => ` ${key}="${value}"`).join('')}>`;
}

function asFile(file: string | undefined): Resolved {
  return file === undefined ? { kind: 'none' } : { kind: 'file', file };
}

/** A description, and a width as Obsidian writes it after a bar. */
function readAlt(alt: string): { readonly alt: string; readonly width: boolean } {
  const bar = alt.lastIndexOf('|');
  const width = /^\d{1,5}(?:x\d{1,5})?$/.test(alt.slice(bar + 1).trim());
  return { alt: (width ? alt.slice(0, Math.max(0, bar)) : alt).trim(), width };
}

function titlePart(title: string | null | undefined): string {
  return title ? ` "${title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"` : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lastPart(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.(?:md|markdown|mdx)$/i, '')
    .trim();
}

/** A text for a file or a picture, from its name. */
export function nameOf(address: string): string {
  const parts = decoded(address.replace(/[?#].*$/s, '')).split(/[\\/]/);
  const base = (parts.findLast((part) => part !== '') ?? '').replace(/\.[a-z0-9]{1,5}$/i, '');
  const name = titleFromName(base.replace(/[_ -][0-9a-f]{32}$/i, '').replace(/[\p{Cc}\p{Cf}]/gu, ''));
  return name === '' ? 'Picture' : name;
}
