import { Tokenizer, type Token } from 'parse5';

/** The rendered body of an entry, to be set onto a page with others. */
export interface JoinedBody {
  /** The id of the entry on that page: `weeks/01-first`. The ids of its body stand below it. */
  readonly anchor: string;
  readonly html: string;
}

/** Where on the page a link leads. */
export interface InwardLink {
  /** `#` with the fragment, percent-encoded. */
  readonly href: string;
  /** A number to be printed after the link, as after a reference in a book. */
  readonly number?: number;
}

/** Where on the page an address leads; undefined where it leads off the page. */
export type TurnInward = (address: string) => InwardLink | undefined;

/** Attributes that name ids. */
const references = ['aria-controls', 'aria-describedby', 'aria-labelledby', 'for'];

/**
 * Makes rendered bodies fit to stand on one page, one after the other: every id is put below that of its entry, with
 * what refers to it; footnotes are numbered through; headings step down by one, since the title of the page is above
 * those of its entries; and links to what is on the page stay on it. All other bytes are left as they are.
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

/** A tag of a body. Tags are enough to go by, and reading them is much quicker than making a tree of them. */
interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly start: number; readonly end: number }>;
  /** A list of footnotes, a footnote in it, and the number of the footnote that it is part of, from 1. */
  readonly isNoteList: boolean;
  readonly isNote: boolean;
  readonly note: number;
}

/** Elements without an end tag; those of drawings and formulas end themselves. */
const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr']);

/** Reads the tags of a body by the tokenizer of the HTML standard (section 13.2.5). */
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
  tokenizer.write(html, true);
  return tags;
}

function toTag(
  { tagName, attrs, location }: Token.TagToken,
  more: Pick<Tag, 'isEnd' | 'isNoteList' | 'isNote' | 'note'>,
): Tag {
  const places = (location as Token.LocationWithAttributes | null)?.attrs ?? {};
  const attributes = attrs.map(({ name, value }) => {
    const { startOffset: start = 0, endOffset: end = 0 } = places[name] ?? {};
    return [name, { value, start, end }] as const;
  });
  const { startOffset: start = 0, endOffset: end = 0 } = location ?? {};
  return { name: tagName, start, end, attributes: new Map(attributes), ...more };
}

interface Place {
  readonly anchor: string;
  /** The ids of the body, as they are written. */
  readonly ids: ReadonlySet<string>;
  /** How many footnotes the page has before this body. */
  readonly notesBefore: number;
  readonly inward: TurnInward;
}

/** What is to stand instead of a stretch of the HTML. */
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

function changesOf(html: string, tags: readonly Tag[], place: Place): Change[] {
  return tags.flatMap((tag, index) => {
    if (/^h[1-5]$/.test(tag.name)) return [...ownChanges(tag, place), headingChange(tag)];
    if (tag.isEnd) return [];
    if (tag.isNoteList) return [...ownChanges(tag, place), startChange(tag, place.notesBefore)];
    if (!tag.attributes.has('data-footnote-ref')) return ownChanges(tag, place);
    return [...ownChanges(tag, place), ...numberChange(html, tag, tags[index + 1], place.notesBefore)];
  });
}

function ownChanges(tag: Tag, place: Place): Change[] {
  return tag.isEnd ? [] : attributesOf(tag, place).map(([name, value]) => attributeChange(tag, name, value));
}

/** The attributes that are to be different, with their new values. */
function attributesOf(tag: Tag, { anchor, ids, notesBefore, inward }: Place): [string, string][] {
  const attribute = (name: string) => tag.attributes.get(name)?.value;
  const [id, href, style] = [attribute('id'), attribute('href'), attribute('style')];
  const found: [string, string][] = [];
  // Ids of footnotes come percent-encoded, which a fragment is only once.
  if (id !== undefined) found.push(['id', `${anchor}/${decoded(id)}`]);
  for (const name of references) {
    const value = attribute(name) ?? '';
    if (value !== '') found.push([name, value.replace(/\S+/g, (each) => (ids.has(each) ? `${anchor}/${each}` : each))]);
  }
  if (style !== undefined && /--(?:mark|note)-\d/.test(style)) {
    const renumber = (_: string, name: string, number: string) => `--${name}-${Number(number) + notesBefore}`;
    found.push(['style', style.replace(/--(mark|note)-(\d+)/g, renumber)]);
  }
  const label = backLabel(tag, notesBefore);
  if (label !== undefined) found.push(['aria-label', label]);
  if (href === undefined) return found;
  const link = href.startsWith('#') ? ownLink(href, anchor, ids) : inward(href);
  if (link) found.push(['href', link.href]);
  return link?.number === undefined ? found : [...found, ['data-number', `${link.number}`]];
}

/** What screen readers call the ways back from a footnote, by its number. */
function backLabel({ attributes, note }: Tag, notesBefore: number): string | undefined {
  const label = attributes.get('aria-label')?.value;
  if (note === 0 || label === undefined || !attributes.has('data-footnote-backref')) return undefined;
  return label.replace(`${note}`, `${note + notesBefore}`);
}

/** Where a link within a body leads on the page: to that id of it, or for a mere `#` to its start. */
function ownLink(href: string, anchor: string, ids: ReadonlySet<string>): InwardLink | undefined {
  const fragment = href.slice(1);
  const start = `#${encodeAnchor(anchor)}`;
  if (fragment === '') return { href: start };
  return ids.has(fragment) || ids.has(decoded(fragment)) ? { href: `${start}/${fragment}` } : undefined;
}

/** An id with slashes in it as a fragment, percent-encoded where it must be. */
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

/** Writes an attribute anew, or after the name of the element where it had none of this name. */
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

/** The visible number of a mark. */
function numberChange(html: string, mark: Tag, next: Tag | undefined, notesBefore: number): Change[] {
  const [start, end] = [mark.end, next?.start ?? html.length];
  const text = html.slice(start, end);
  return /^\d+$/.test(text) ? [{ start, end, text: `${Number(text) + notesBefore}` }] : [];
}

/** A heading becomes one of the next level, at both its ends. */
function headingChange({ name, isEnd, start }: Tag): Change {
  const level = start + (isEnd ? '</h' : '<h').length;
  return { start: level, end: level + 1, text: `${Number(name.slice(1)) + 1}` };
}

/** The list of footnotes goes on counting. */
function startChange({ start }: Tag, notesBefore: number): Change {
  const after = start + '<ol'.length;
  return { start: after, end: after, text: notesBefore === 0 ? '' : ` start="${notesBefore + 1}"` };
}

function idsOf(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(tags.flatMap(({ isEnd, attributes }) => (isEnd ? [] : (attributes.get('id')?.value ?? []))));
}
