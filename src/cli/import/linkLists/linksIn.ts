import type { Definition, ListItem, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from '../../../markdown/visit.ts';
import type { Remark } from '../found.ts';

/** An address with the text of its link. */
export interface NamedLink {
  readonly text: string;
  readonly url: string;
}

/** An item of a list that is about a link. Texts have no markup. */
export interface LinkItem extends NamedLink {
  /** From 1. */
  readonly line: number;
  /** The text about it. */
  readonly about: string;
  /** Further links in it and below it. */
  readonly more: readonly NamedLink[];
  /** Items below it without links of their own. */
  readonly notes: readonly string[];
  /** The headings above it, outermost first, without the title of the list. */
  readonly headings: readonly string[];
}

/** The links of a list, and how much else there is. */
export interface LinkList {
  readonly items: readonly LinkItem[];
  readonly remarks: readonly { readonly kind: Remark['kind']; readonly line: number; readonly message: string }[];
  /** How many paragraphs and items have no link. */
  readonly others: number;
}

/** Words for the kind of target of a link, which say nothing about its subject. */
const roles = new Set(
  [
    ...['paper papers pdf arxiv link links url html website site homepage project projects page post article source'],
    ...[
      'sources doc docs documentation abs doi code repo repository github implementation demo demos slide slides video',
    ],
    ...['videos talk talks recording recordings youtube playlist lecture lectures note notes assignment assignments'],
    ...[
      'homework homeworks lab labs exam exams quiz quizzes syllabus reading readings material materials textbook book',
    ],
    ...[
      'schedule curriculum resource resources problem problems practice course courses review notebook notebooks dataset',
    ],
    ...[
      'data mirror archive wiki download amazon goodreads zip ps ppt mp3 epub mobi handouts tests solutions set sets',
    ],
  ].flatMap((words) => words.split(' ')),
);
/** Words that can be between and before them. */
const fillers = new Set(
  'a all and blog extra fall final for free full here home in more of old older on online or other previous recorded spring summer the to web winter'.split(
    ' ',
  ),
);

/** Whether the text of a link only names its kind of target: “pdf”, “code”, “Lecture videos and notes”. */
export function hasRoleName({ text }: NamedLink): boolean {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return (
    (words.some((word) => roles.has(word)) || text.toLowerCase() === 'here') &&
    words.every((word) => roles.has(word) || fillers.has(word))
  );
}

/** Sections that are about the list itself. */
const ownSections =
  /^(?:(?:table of )?contents?|toc|index|licen[cs]e|contribut(?:e|ing|ors?|ions?)|sponsors?|backers|supporters|footnotes?|star history|acknowledge?ments?|how to contribute)$/i;

/** A part of a line: a text, or a link with its text. */
interface Part {
  readonly text: string;
  readonly url?: string;
}

/**
 * Collects the links of a Markdown file that is a list of links: one from each item, and one from each row of a table.
 */
export function linksIn(tree: Root): LinkList {
  const items: LinkItem[] = [];
  const remarks: { kind: Remark['kind']; line: number; message: string }[] = [];
  let others = 0;
  const definitions = definitionsIn(tree);
  const title = titleOf(tree);
  const path: { readonly depth: number; readonly name: string }[] = [];
  const drop = (node: Nodes, message: string) =>
    void remarks.push({ kind: 'dropped', line: node.position?.start.line ?? 1, message });
  const headings = () => path.map(({ name }) => name).filter((name) => name !== '');

  /** The link that a line is about; undefined if there is none. Adds remarks on links that cannot be it. */
  const take = (node: Nodes, parts: readonly Part[], inner: readonly string[]): LinkItem | undefined => {
    for (const { url } of parts) if (url !== undefined && !isWeb(url)) drop(node, reasonOf(url));
    const links = parts.flatMap(({ text, url }) =>
      url !== undefined && isWeb(url) ? [{ text: plain(text), url }] : [],
    );
    const named = links.filter(({ text }) => text !== '');
    if (named.length < links.length) drop(node, 'A link around a picture, such as a badge, is left out.');
    const [first] = named;
    if (!first) return undefined;
    const own = inner.at(-1);
    if (own !== undefined && ownSections.test(own)) {
      drop(node, `A link in the section “${own}” is about the list itself, so it is left out.`);
      return undefined;
    }
    const at = parts.findIndex(({ text, url }) => url === first.url && plain(text) === first.text);
    const before = textOf(parts.slice(0, at));
    const isRole = hasRoleName(first) && /\p{L}{2}/u.test(before);
    // A link called “pdf” is not part of a sentence, unless there is text around it.
    const isInText = (index: number) => /[\p{L}\p{N},]\s{0,3}$/u.test(parts[index - 1]?.text ?? '');
    const after = textOf(
      parts.filter(
        ({ text, url }, index) => index > at && (url === undefined || !hasRoleName({ text, url }) || isInText(index)),
      ),
    );
    return {
      line: node.position?.start.line ?? 1,
      text: isRole ? before : first.text,
      url: first.url,
      about: [isRole || !/\p{L}/u.test(before) ? '' : before, after].filter((text) => text !== '').join(' '),
      ...{ more: named.slice(1), notes: [], headings: inner.filter((name) => !ownSections.test(name)) },
    };
  };

  const readItem = (item: ListItem, inner: readonly string[], parent: LinkItem | undefined): LinkItem | undefined => {
    const parts = item.children.flatMap((child) => (child.type === 'paragraph' ? partsOf(child.children) : []));
    let found = take(item, parts, inner);
    const text = textOf(parts);
    const hasLink = parts.some(({ url }) => url !== undefined);
    if (!found && !parent && !hasLink && text !== '' && !item.children.some(({ type }) => type === 'list')) others += 1;
    // An item without a link is the heading of the list below it.
    const below = found || parent || hasLink || text === '' ? inner : [...inner, text.slice(0, 80)];
    for (const child of item.children) {
      if (child.type !== 'list') continue;
      for (const one of child.children) {
        const nested = readItem(one, below, found ?? parent);
        if (!nested) {
          const own = found && noteOf(one);
          if (found && own !== undefined && own !== '') found = { ...found, notes: [...found.notes, own] };
        } else if (found && hasRoleName(nested))
          found = { ...found, more: [...found.more, { text: nested.text, url: nested.url }, ...nested.more] };
        else items.push(nested);
      }
    }
    return found;
  };

  /** The text of an item without links. */
  const noteOf = (item: ListItem) => {
    const parts = item.children.flatMap((child) => (child.type === 'paragraph' ? partsOf(child.children) : []));
    return parts.some(({ url }) => url !== undefined) ? undefined : textOf(parts);
  };

  const partsOf = (nodes: readonly PhrasingContent[]): Part[] =>
    nodes.flatMap((node): Part[] => {
      if (node.type === 'link') return [{ text: textIn(node.children), url: node.url }];
      if (node.type === 'linkReference') {
        const url = definitions.get(node.identifier);
        return url === undefined ? partsOf(node.children) : [{ text: textIn(node.children), url }];
      }
      if ('children' in node) return partsOf(node.children);
      return [{ text: textIn([node]) }];
    });

  const read = (nodes: readonly RootContent[]): void => {
    for (const node of nodes) {
      if (node.type === 'heading') {
        while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop();
        const name = plain(textIn(node.children)).replace(/[:#\s]{1,9}$/, '');
        path.push({ depth: node.depth, name: node === title ? '' : withoutSigns(name) });
      } else if (node.type === 'list') {
        for (const item of node.children) {
          const length = items.length;
          const found = readItem(item, headings(), undefined);
          if (found) items.splice(length, 0, found);
        }
      } else if (node.type === 'table') {
        for (const row of node.children.slice(1)) {
          const cells = row.children.map(({ children }) => partsOf(children));
          const found = take(
            row,
            cells.flatMap((parts) => [...parts, { text: ' ' }]),
            headings(),
          );
          if (found) items.push(found);
        }
      } else if (node.type === 'paragraph') {
        const parts = partsOf(node.children);
        if (textOf(parts) !== '') others += 1;
        for (const { url } of parts)
          if (url !== undefined && isWeb(url)) drop(node, 'A link outside of lists and tables is left out.');
      } else if (node.type === 'html') {
        if (/<a\s/i.test(node.value)) drop(node, 'Links in HTML are left out.');
      } else if (node.type === 'blockquote') read(node.children);
      else if (node.type === 'code') others += 1;
    }
  };
  read(tree.children);
  return { items, remarks, others };
}

/** The first heading, if it is the only one at its level and there is none above. */
function titleOf(tree: Root): Nodes | undefined {
  const headings = tree.children.filter((node) => node.type === 'heading');
  const [first, ...others] = headings;
  const canBeTitle = first?.depth === 1 || others.length > 0;
  return first && canBeTitle && others.every(({ depth }) => depth > first.depth) ? first : undefined;
}

function definitionsIn(tree: Root): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  visit(tree, 'definition', (node: Definition) => {
    if (!urls.has(node.identifier)) urls.set(node.identifier, node.url);
  });
  return urls;
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function reasonOf(url: string): string {
  if (url.startsWith('#')) return 'A link to another part of the list, as in a table of contents, is left out.';
  const [scheme] = /^[a-z][a-z\d+.-]{1,20}:/i.exec(url) ?? [];
  return scheme === undefined
    ? 'A link to a file beside the list is left out.'
    : `A link with “${scheme.toLowerCase()}” is left out, because it is not a page that others can open.`;
}

/** The text of nodes, without pictures and tags. */
function textIn(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return ' ';
      if (node.type === 'inlineMath') return `$${node.value}$`;
      if (node.type === 'text' || node.type === 'inlineCode') return node.value;
      return 'children' in node ? textIn(node.children) : '';
    })
    .join('');
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The text of parts on one line, without the brackets and dashes that links leave behind. */
function textOf(parts: readonly Part[]): string {
  const text = plain(parts.map((part) => part.text).join('')).replace(/[[(]\s?[\])]/g, '');
  return plain(text.replace(/^[\s\-–—:.,;|·•/\])]{1,20}|[\s\-–—:;,|·•[(]{1,20}$/g, ''));
}

/** A name without the pictographs around it. */
function withoutSigns(name: string): string {
  return plain(name.replace(/\p{Extended_Pictographic}|\uFE0F|:[a-z_]{2,30}:/gu, ''));
}
