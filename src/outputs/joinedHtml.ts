import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

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

const reader = unified().use(rehypeParse, { fragment: true, verbose: true }).freeze();

/** Attributes that name ids. */
const references = ['ariaControls', 'ariaDescribedBy', 'ariaLabelledBy', 'htmlFor'];
const names: Readonly<Record<string, string>> = {
  ...{ ariaControls: 'aria-controls', ariaDescribedBy: 'aria-describedby', ariaLabelledBy: 'aria-labelledby' },
  ...{ ariaLabel: 'aria-label', htmlFor: 'for' },
};

/**
 * Makes rendered bodies fit to stand on one page, one after the other: every id is put below that of its entry, with
 * what refers to it; footnotes are numbered through; headings step down by one, since the title of the page is above
 * those of its entries; and links to what is on the page stay on it. All other bytes are left as they are.
 */
export function joinBodies(bodies: readonly JoinedBody[], inward: TurnInward): string[] {
  let notes = 0;
  return bodies.map(({ anchor, html }) => {
    const tree = reader.parse(html);
    const notesBefore = notes;
    notes += footnotesOf(tree).length;
    return rewrite(html, changesOf(tree, { anchor, ids: idsOf(tree), notesBefore, inward }));
  });
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
  // A parser makes two elements of one that is nested wrongly; both stand at the same place.
  const sorted = [...new Map(changes.map((change) => [change.start, change])).values()];
  sorted.sort((a, b) => a.start - b.start);
  let end = 0;
  const parts = sorted.map((change) => {
    const before = html.slice(end, change.start);
    end = change.end;
    return before + change.text;
  });
  return parts.join('') + html.slice(end);
}

function changesOf(tree: Root, place: Place): Change[] {
  const changes: Change[] = [];
  visit(tree, 'element', (node) => {
    changes.push(...attributesOf(node, place).flatMap(([name, value]) => attributeChange(node, name, value)));
    if (node.properties.dataFootnoteRef !== undefined) changes.push(...numberChange(node, place.notesBefore));
    if (/^h[1-5]$/.test(node.tagName)) changes.push(...headingChanges(node));
  });
  for (const list of footnoteListsOf(tree)) changes.push(startChange(list, place.notesBefore));
  for (const [index, note] of footnotesOf(tree).entries()) changes.push(...labelChanges(note, index + 1, place));
  return changes;
}

/** The attributes that are to be different, with their new values. */
function attributesOf({ properties }: Element, { anchor, ids, notesBefore, inward }: Place): [string, string][] {
  const { id, href, style } = properties;
  const found: [string, string][] = [];
  // Ids of footnotes come percent-encoded, which a fragment is only once.
  if (typeof id === 'string') found.push(['id', `${anchor}/${decoded(id)}`]);
  for (const name of references) {
    const value = [properties[name] ?? []].flat().join(' ');
    if (value !== '') found.push([name, value.replace(/\S+/g, (each) => (ids.has(each) ? `${anchor}/${each}` : each))]);
  }
  if (typeof style === 'string' && /--(?:mark|note)-\d/.test(style)) {
    const renumber = (_: string, name: string, number: string) => `--${name}-${Number(number) + notesBefore}`;
    found.push(['style', style.replace(/--(mark|note)-(\d+)/g, renumber)]);
  }
  if (typeof href !== 'string') return found;
  const link = href.startsWith('#') ? ownLink(href, anchor, ids) : inward(href);
  if (link) found.push(['href', link.href]);
  return link?.number === undefined ? found : [...found, ['data-number', `${link.number}`]];
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
function attributeChange(node: Element, name: string, value: string): Change[] {
  const written = `${names[name] ?? name}="${escapeAttribute(value)}"`;
  const at = node.data?.position?.properties?.[name];
  if (at?.start.offset !== undefined && at.end.offset !== undefined) {
    return [{ start: at.start.offset, end: at.end.offset, text: written }];
  }
  const after = (node.position?.start.offset ?? 0) + 1 + node.tagName.length;
  return [{ start: after, end: after, text: ` ${written}` }];
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** The visible number of a mark. */
function numberChange(mark: Element, notesBefore: number): Change[] {
  const [text] = mark.children;
  if (text?.type !== 'text' || !/^\d+$/.test(text.value)) return [];
  const { start, end } = text.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return [];
  return [{ start: start.offset, end: end.offset, text: `${Number(text.value) + notesBefore}` }];
}

/** A heading becomes one of the next level, at both its ends. */
function headingChanges(node: Element): Change[] {
  const { opening, closing } = node.data?.position ?? {};
  const level = `${Number(node.tagName.slice(1)) + 1}`;
  return [opening?.start.offset, closing && (closing.start.offset ?? 0) + 1].flatMap((start) =>
    start === undefined ? [] : [{ start: start + 2, end: start + 3, text: level }],
  );
}

/** The list of footnotes goes on counting. */
function startChange(list: Element, notesBefore: number): Change {
  const after = (list.position?.start.offset ?? 0) + '<ol'.length;
  return { start: after, end: after, text: notesBefore === 0 ? '' : ` start="${notesBefore + 1}"` };
}

/** What screen readers call the ways back from a footnote, by its number. */
function labelChanges(note: Element, number: number, { notesBefore }: Place): Change[] {
  const changes: Change[] = [];
  visit(note, 'element', (node) => {
    const { dataFootnoteBackref, ariaLabel } = node.properties;
    if (dataFootnoteBackref === undefined || typeof ariaLabel !== 'string') return;
    const label = ariaLabel.replace(`${number}`, `${number + notesBefore}`);
    changes.push(...attributeChange(node, 'ariaLabel', label));
  });
  return changes;
}

function idsOf(tree: Root): ReadonlySet<string> {
  const ids = new Set<string>();
  visit(tree, 'element', ({ properties: { id } }) => {
    if (typeof id === 'string') ids.add(id);
  });
  return ids;
}

function footnoteListsOf(tree: Root): Element[] {
  const lists: Element[] = [];
  visit(tree, 'element', (node) => {
    if (node.properties.dataFootnotes === undefined) return;
    lists.push(...elementsIn(node).filter(({ tagName }) => tagName === 'ol'));
  });
  return lists;
}

function footnotesOf(tree: Root): Element[] {
  return footnoteListsOf(tree).flatMap(elementsIn);
}

function elementsIn(node: Element): Element[] {
  return node.children.flatMap((child) => (child.type === 'element' ? child : []));
}
