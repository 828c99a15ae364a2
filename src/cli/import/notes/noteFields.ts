import { parseDate } from '../../../log/date.ts';
import { dateOf } from '../../sources/dates.ts';
import { textsIn } from './foreignFields.ts';

/** What the fields of another program say about a note. All texts are as written, not Markdown. */
export interface NoteFacts {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly tags: readonly string[];
  /** Other names: old addresses, ids or titles. */
  readonly aliases: readonly string[];
  /** `YYYY-MM-DD`, or less precise. */
  readonly added?: string | undefined;
  readonly updated?: string | undefined;
  readonly isDraft: boolean;
  /** The addresses that the note is about. */
  readonly sources: readonly string[];
  /** The authors of what the note is about. */
  readonly authors: readonly string[];
  /** Its address on the old site. */
  readonly permalink?: string | undefined;
  readonly slug?: string | undefined;
  /** Fields that a note does not have. */
  readonly unmapped: readonly string[];
}

const names = {
  title: ['title'],
  summary: ['summary', 'description', 'excerpt', 'subtitle', 'lead', 'tldr'],
  tags: ['tags', 'tag', 'categories', 'category', 'topics', 'topic'],
  aliases: ['aliases', 'alias', 'redirect_from'],
  added: [
    ...['date', 'created', 'added', 'created_at', 'createdat', 'date created', 'date-created', 'date_created'],
    ...[
      'created time',
      'creation date',
      'pubdate',
      'pubdatetime',
      'publishdate',
      'publish_date',
      'published',
      'posted',
    ],
  ],
  updated: [
    ...['updated', 'modified', 'lastmod', 'last_modified_at', 'last-modified', 'updated_at', 'updateddate'],
    ...['moddatetime', 'date modified', 'date_modified', 'date-modified', 'last edited time', 'last edited'],
  ],
  draft: ['draft', 'publish', 'private'],
  sources: ['url', 'source', 'link', 'external_link', 'externallink', 'external-url'],
  authors: ['author', 'authors', 'by'],
  permalink: ['permalink'],
  slug: ['slug'],
} as const;

const fieldOf = new Map<string, keyof typeof names>(
  Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field as keyof typeof names] as const)),
);

/** Fields that only affect how a page looks, or that a program uses itself. */
const silent =
  /^(?:layout|cssclass|cssclasses|toc|math|mathjax|katex|mermaid|comments|pin|share|weight|menu|sidebar_position|id|uid|position|collapsed)$/;

/** Reads the fields of another program. */
export function readFacts(fields: Readonly<Record<string, unknown>>): NoteFacts {
  const values = new Map<string, unknown[]>();
  const unmapped: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const key = name.trim().toLowerCase();
    const field = fieldOf.get(key);
    if (field === 'draft') {
      values.set('draft', [
        ...(values.get('draft') ?? []),
        key === 'publish' ? value === false || value === 'false' : value,
      ]);
    } else if (field === 'added' && key === 'published' && typeof value === 'boolean') {
      values.set('draft', [...(values.get('draft') ?? []), !value]);
    } else if (field !== undefined) values.set(field, [...(values.get(field) ?? []), value]);
    else if (!silent.test(key) && value !== null && value !== '') unmapped.push(name);
  }
  const texts = (field: keyof typeof names) => textsIn(values.get(field) ?? []);
  const date = (field: 'added' | 'updated') =>
    texts(field)
      .map(readDate)
      .find((found) => found !== undefined);
  const [added, updated] = [date('added'), date('updated')];
  const sources = texts('sources').map(unlinked);
  const addresses = sources.filter((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text));
  if (addresses.length < sources.length) unmapped.push('source');
  if (addresses.length === 0 && texts('authors').length > 0) unmapped.push('author');
  if (texts('added').length > 0 && added === undefined) unmapped.push('date');
  return {
    title: texts('title')[0],
    summary: texts('summary')[0],
    tags: tagsIn(values.get('tags') ?? []),
    aliases: texts('aliases'),
    added,
    updated: updated !== undefined && added !== undefined && updated < added ? undefined : updated,
    isDraft: (values.get('draft') ?? []).some((value) => value === true || value === 'true'),
    sources: addresses,
    authors: texts('authors').map(unlinked),
    permalink: texts('permalink')[0],
    slug: texts('slug')[0],
    unmapped,
  };
}

/** Tags in a list, or in a text with commas or, as in Jekyll, with spaces. */
function tagsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const parts = value.includes(',')
      ? value.split(',')
      : value.includes('#') || !/[A-Z]/.test(value)
        ? value.split(/\s+/)
        : [value];
    return parts.map((part) => unlinked(part.trim()).replace(/^#/, '')).filter((part) => part !== '');
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => (Array.isArray(one) ? one.flatMap(tagOf) : tagsIn(one)));
}

function tagOf(value: unknown): readonly string[] {
  return textsIn(value).map((text) => unlinked(text).replace(/^#/, ''));
}

/** `[[a]]` and `[[a|b]]` as text. */
function unlinked(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, '$1')
    .trim();
}

/** A date as `YYYY-MM-DD`, or as precise as it is; undefined if it is outside the years that a log can have. */
export function readDate(text: string): string | undefined {
  const written = unlinked(text.slice(0, 200));
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/.exec(written) ?? [];
  const date =
    year === undefined
      ? (parseDate(written)?.iso ?? dateOf(written.replace(/,?\s+\d{1,2}:\d{2}.*$/s, '')))
      : `${year}-${month}-${day}`;
  return date !== undefined && parseDate(date) && date >= '1900' && date < '2200' ? date : undefined;
}
