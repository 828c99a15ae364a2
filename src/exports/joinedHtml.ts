import { Tokenizer, type Token } from 'parse5';
import { replaceFormulas } from '../log/formulaHtml.ts';

/** The rendered body of an entry, to be joined with others on one page. */
export interface JoinedBody {
  /** The id of the entry on that page, `weeks/01-first`, and the prefix of the ids in its body. */
  readonly anchor: string;
  readonly html: string;
}

/** A link to a target on the page. */
export interface InwardLink {
  /** `#` with the fragment, percent-encoded. */
  readonly href: string;
  /** The number to print after the link, like a reference in a book. */
  readonly number?: number;
}

/** Turns an address into a link on the page; undefined if it leads off the page. */
export type TurnInward = (address: string) => InwardLink | undefined;

/** Attributes that name ids. */
const references = ['aria-controls', 'aria-describedby', 'aria-labelledby', 'for'];

/**
 * Prepares rendered bodies for one page: prefixes ids and references to them with the id of the entry, numbers
 * footnotes continuously, lowers headings by one level, and turns links to entries on the page inward. Changes no other
 * bytes.
 */
export function joinBodies(bodies: readonly JoinedBody[], inward: TurnInward): string[] {
  let notes = 0;
  return bodies.map(({ anchor, html }) => {
    const tags = tagsOf(html);
    const notesBefore = notes;
    notes += tags.filter(({ isNote }) => isNote).length;
    return rewrite(html, changesOf(html, tags, { anchor, ids: idsOf(tags), notesBefore, inward }));
  });
}

/** A tag of a body. Reading tags is much faster than building a tree, and enough here. */
interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly start: number; readonly end: number }>;
  /** Whether it is a list of footnotes, or a footnote; and the number of the footnote that contains it, from 1. */
  readonly isNoteList: boolean;
  readonly isNote: boolean;
  readonly note: number;
}

/** Elements without an end tag; SVG and MathML elements close themselves. */
const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr']);

/** Reads the tags of a body with the tokenizer of the HTML standard (section 13.2.5). */
function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const open: Tag[] = [];
  let notes = 0;
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        const around = open.at(-1);
        const isNoteList = token.tagName === 'ol' && around?.attributes.has('data-footnotes') === true;
        const isNote = around?.isNoteList === true;
        if (isNote) notes += 1;
        const tag = toTag(token, { isEnd: false, isNoteList, isNote, note: isNote ? notes : (around?.note ?? 0) });
        tags.push(tag);
        if (!token.selfClosing && !empty.has(token.tagName)) open.push(tag);
      },
      onEndTag: (token) => {
        tags.push(toTag(token, { isEnd: true, isNoteList: false, isNote: false, note: 0 }));
        const index = open.findLastIndex(({ name }) => name === token.tagName);
        if (index >= 0) open.length = index;
      },
      ...{ onComment: ignored, onDoctype: ignored, onEof: ignored },
      ...{ onCharacter: ignored, onNullCharacter: ignored, onWhitespaceCharacter: ignored },
    },
  );
  // A formula has hundreds of tags, and seldom anything to change.
  const short = replaceFormulas(html, (formula) =>
    / (?:id|href)=/.test(formula) ? formula : ' '.repeat(formula.length),
  );
  tokenizer.write(short, true);
  return tags;
}

function toTag(
  { tagName, attrs, location }: Token.TagToken,
  more: Pick<Tag, 'isEnd' | 'isNoteList' | 'isNote' | 'note'>,
): Tag {
  const locations = (location as Token.LocationWithAttributes | null)?.attrs ?? {};
  const attributes = attrs.map(({ name, value }) => {
    const { startOffset: start = 0, endOffset: end = 0 } = locations[name] ?? {};
    return [name, { value, start, end }] as const;
  });
  const { startOffset: start = 0, endOffset: end = 0 } = location ?? {};
  return { name: tagName, start, end, attributes: new Map(attributes), ...more };
}

interface BodyContext {
  readonly anchor: string;
  /** The ids of the body, without prefix. */
  readonly ids: ReadonlySet<string>;
  /** The number of footnotes before this body. */
  readonly notesBefore: number;
  readonly inward: TurnInward;
}

/** The replacement of a range of the HTML. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function rewrite(html: string, changes: readonly Change[]): string {
  const sorted = changes.toSorted((a, b) => a.start - b.start);
  let end = 0;
  const parts = sorted.map((change) => {
    const before = html.slice(end, change.start);
    end = change.end;
    return before + change.text;
  });
  return parts.join('') + html.slice(end);
}

function changesOf(html: string, tags: readonly Tag[], context: BodyContext): Change[] {
  return tags.flatMap((tag, index) => {
    if (/^h[1-5]$/.test(tag.name)) return [...ownChanges(tag, context), headingChange(tag)];
    if (tag.isEnd) return [];
    if (tag.isNoteList) return [...ownChanges(tag, context), startChange(tag, context.notesBefore)];
    if (!tag.attributes.has('data-footnote-ref')) return ownChanges(tag, context);
    return [...ownChanges(tag, context), ...numberChange(html, tag, tags[index + 1], context.notesBefore)];
  });
}

function ownChanges(tag: Tag, context: BodyContext): Change[] {
  return tag.isEnd ? [] : attributesOf(tag, context).map(([name, value]) => attributeChange(tag, name, value));
}

/** The attributes to change, with their new values. */
function attributesOf(tag: Tag, { anchor, ids, notesBefore, inward }: BodyContext): [string, string][] {
  const attribute = (name: string) => tag.attributes.get(name)?.value;
  const [id, href, style] = [attribute('id'), attribute('href'), attribute('style')];
  const found: [string, string][] = [];
  // Ids of footnotes are percent-encoded, and a fragment must not be encoded twice.
  if (id !== undefined) found.push(['id', `${anchor}/${decoded(id)}`]);
  for (const name of references) {
    const value = attribute(name) ?? '';
    if (value !== '') found.push([name, value.replace(/\S+/g, (each) => (ids.has(each) ? `${anchor}/${each}` : each))]);
  }
  if (style !== undefined && /--(?:mark|note)-\d/.test(style)) {
    const renumber = (_: string, name: string, number: string) => `--${name}-${Number(number) + notesBefore}`;
    found.push(['style', style.replace(/--(mark|note)-(\d+)/g, renumber)]);
  }
  for (const [name, { value }] of tag.attributes) {
    // Inside a drawing.
    const part = /^url\(#(drawing:[\d:]+)\)$/.exec(value)?.[1];
    if (part !== undefined) found.push([name, `url("#${encodeAnchor(anchor)}/${part}")`]);
  }
  const label = backLabel(tag, notesBefore);
  if (label !== undefined) found.push(['aria-label', label]);
  if (href === undefined) return found;
  const link = href.startsWith('#') ? ownLink(href, anchor, ids) : inward(href);
  if (link) found.push(['href', link.href]);
  return link?.number === undefined ? found : [...found, ['data-number', `${link.number}`]];
}

/** The label of a link back from a footnote, which contains the number of the footnote. */
function backLabel({ attributes, note }: Tag, notesBefore: number): string | undefined {
  const label = attributes.get('aria-label')?.value;
  if (note === 0 || label === undefined || !attributes.has('data-footnote-backref')) return undefined;
  return label.replace(`${note}`, `${note + notesBefore}`);
}

/** The target of a link within a body: an id, or the start of the body for `#`. */
function ownLink(href: string, anchor: string, ids: ReadonlySet<string>): InwardLink | undefined {
  const fragment = href.slice(1);
  const start = `#${encodeAnchor(anchor)}`;
  if (fragment === '') return { href: start };
  return ids.has(fragment) || ids.has(decoded(fragment)) ? { href: `${start}/${fragment}` } : undefined;
}

/** An id with slashes as a percent-encoded fragment. */
export function encodeAnchor(anchor: string): string {
  return anchor.split('/').map(encodeURIComponent).join('/');
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Replaces an attribute, or adds it after the name of the element. */
function attributeChange({ name: tagName, start, attributes }: Tag, name: string, value: string): Change {
  const written = `${name}="${escapeAttribute(value)}"`;
  const at = attributes.get(name);
  if (at) return { start: at.start, end: at.end, text: written };
  const after = start + 1 + tagName.length;
  return { start: after, end: after, text: ` ${written}` };
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** Changes the visible number of a footnote reference. */
function numberChange(html: string, mark: Tag, next: Tag | undefined, notesBefore: number): Change[] {
  const [start, end] = [mark.end, next?.start ?? html.length];
  const text = html.slice(start, end);
  return /^\d+$/.test(text) ? [{ start, end, text: `${Number(text) + notesBefore}` }] : [];
}

/** Lowers the level in the start or end tag of a heading. */
function headingChange({ name, isEnd, start }: Tag): Change {
  const level = start + (isEnd ? '</h' : '<h').length;
  return { start: level, end: level + 1, text: `${Number(name.slice(1)) + 1}` };
}

/** Continues the numbering in a list of footnotes. */
function startChange({ start }: Tag, notesBefore: number): Change {
  const after = start + '<ol'.length;
  return { start: after, end: after, text: notesBefore === 0 ? '' : ` start="${notesBefore + 1}"` };
}

function idsOf(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(tags.flatMap(({ isEnd, attributes }) => (isEnd ? [] : (attributes.get('id')?.value ?? []))));
}
