import { authorName, type AuthorName } from '../log/authorName.ts';
import { firstDay, type CalendarDate } from '../log/date.ts';
import type { Log, Prose, Resource } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import type { ResourceType } from '../log/schema.ts';
import type { Site } from '../site.ts';
import { plainText } from './plainText.ts';
import { recordKind, type RecordKind } from './recordKind.ts';

/** The bibliographic facts of something, from which every citation format is made. Texts are single lines. */
export interface Citation extends Pick<Resource, 'hasMoreAuthors' | 'hasMoreEditors' | 'part' | KeptAsWritten | Text> {
  readonly id: string;
  readonly type: CitedType;
  /** The key by which texts cite it: its `key`, or else its id. No other record has it. */
  readonly key: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly authors: readonly CitedName[];
  readonly editors: readonly CitedName[];
  readonly published?: CitationDate;
  /** When its address last worked. */
  readonly checked?: CitationDate;
  /** The title of its series. */
  readonly series?: string;
  /** The title of the book that it is a part of. */
  readonly book?: string;
  /** How many pages it has. */
  readonly pageCount?: number;
  /** The name and address of its licence. */
  readonly license?: string;
  /** The titles of its topics. */
  readonly topics: readonly string[];
}

/** The record of a resource. */
export interface ResourceCitation extends Citation {
  readonly type: ResourceType;
}

/** What can be cited: resources, and what the log consists of. */
export type CitedType = ResourceType | Prose['kind'] | 'log';

/** A name as written and in its parts. */
export interface CitedName {
  readonly name: string;
  readonly parts: AuthorName;
}

const keptAsWritten = ['arxiv', 'doi', 'isbn', 'url', 'code', 'slides', 'video'] as const;
type KeptAsWritten = (typeof keptAsWritten)[number];

const texts = ['short', 'venue', 'volume', 'issue', 'pages', 'publisher', 'edition', 'summary', 'abstract'] as const;
type Text = (typeof texts)[number];

/** A date with its year, month and day, if known. */
export interface CitationDate extends CalendarDate {
  readonly parts: readonly number[];
}

/** The records of resources of a log; by default of all, in order of appearance. */
export function citations(log: Log, resources = log.resources): readonly ResourceCitation[] {
  return resources.map((resource) => citationOf(log, resource));
}

/** The record of a resource; texts and names are single lines without control characters. */
export function citationOf(log: Log, resource: Resource): ResourceCitation {
  const { id, type, title, hasMoreAuthors, hasMoreEditors, published, checked, length, part } = resource;
  const { venue, volume, issue, doi, isbn, arxiv } = resource;
  const series = resource.series && log.resource(resource.series);
  const isChapter = series?.type === 'book' && (type === 'paper' || type === 'article');
  return {
    id,
    key: log.citationKeyOf(resource),
    type,
    kind: recordKind({
      type,
      venue,
      volume,
      issue,
      doi,
      isbn,
      arxiv,
      hasEditors: resource.editors.length > 0,
      isChapter,
    }),
    title: plainText(title),
    authors: citedNames(resource.authors, resource),
    hasMoreAuthors,
    editors: citedNames(resource.editors, resource),
    hasMoreEditors,
    ...known(texts, (field) => resource[field] && plainText(resource[field])),
    ...(published && { published: withParts(published) }),
    ...(checked && { checked: withParts(checked) }),
    ...(series && { [isChapter ? 'book' : 'series']: plainText(series.title) }),
    ...(part !== undefined && { part }),
    ...(length && 'pages' in length && { pageCount: length.pages }),
    ...known(keptAsWritten, (field) => resource[field]),
    topics: resource.topics.map((topic) => plainText(topic.title)),
  };
}

/** The record of a week, a note or a page, which appeared in the log. */
export function proseCitation(site: CitedSite, entry: Prose): Citation {
  const { log, urls, wording } = site;
  const published = entry.added ?? (entry.kind === 'week' ? entry.start : undefined);
  return {
    ...ownFacts(site, entry.kind, published, urls.absolute(urls.entry(entry))),
    id: entry.key,
    key: entry.id.replace(/[^\p{L}\p{N}_:.+-]+/gu, '-'),
    title: plainText(wording.entryName(entry)),
    venue: plainText(log.title),
    ...(entry.summary !== undefined && { summary: plainText(entry.summary) }),
    topics: entry.topics.map((topic) => plainText(topic.title)),
  };
}

/** The record of the whole log. Its date is that of its newest week, note or page. */
export function logCitation(site: CitedSite): Citation {
  const { log, urls } = site;
  const dates = [...log.weeks, ...log.notes, ...log.pages].flatMap((entry) => {
    const date = entry.updated ?? entry.added ?? (entry.kind === 'week' ? entry.start : undefined);
    return date ? [date] : [];
  });
  const newest = dates.toSorted((one, other) => compareText(firstDay(one), firstDay(other))).at(-1);
  return {
    ...ownFacts(site, 'log', newest, urls.absolute(urls.home)),
    id: 'log',
    key: 'log',
    title: plainText(log.title),
    ...(log.tagline !== undefined && { summary: plainText(log.tagline) }),
    topics: log.topics.map((topic) => plainText(topic.title)),
  };
}

type CitedSite = Pick<Site, 'log' | 'urls' | 'wording'>;

function ownFacts({ log }: CitedSite, type: CitedType, published: CalendarDate | undefined, url: string | undefined) {
  const { authors, license } = log;
  return {
    type,
    kind: 'misc' as const,
    authors: authors.map(({ name, institution }) => citedName(name, institution === true)),
    hasMoreAuthors: false,
    editors: [],
    hasMoreEditors: false,
    ...(published && { published: withParts(published) }),
    ...(url !== undefined && { url }),
    ...(license && { license: plainText([license.name, license.url].filter((part) => part).join(', ')) }),
  };
}

function citedNames(names: readonly string[], { institutions }: Resource): readonly CitedName[] {
  return names.map((name) => citedName(name, institutions.includes(name)));
}

function citedName(written: string, isInstitution: boolean): CitedName {
  const name = plainText(written);
  return { name, parts: isInstitution ? { literal: name } : authorName(name) };
}

/** A name as it is read: `Leandro von Werra`, also if it was written with the family name first. */
export function nameInOrder({ parts }: CitedName): string {
  if ('literal' in parts) return parts.literal;
  return [parts.given, parts.particle, parts.family, parts.suffix].filter((part) => part).join(' ');
}

function known<Field extends string>(
  fields: readonly Field[],
  read: (field: Field) => string | undefined,
): Partial<Record<Field, string>> {
  const found = fields.flatMap((name) => {
    const value = read(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Field, string>>;
}

function withParts(date: CalendarDate): CitationDate {
  return { ...date, parts: date.iso.split('-').map(Number) };
}

/** Where it appeared, for a reference: `Nature, 521 (7553), 436–444`, and its publisher. */
export function appearance({ venue, book, volume, issue, pages, publisher }: Citation): readonly string[] {
  const number = [volume, issue && `(${issue})`].filter((part) => part).join(' ');
  const where = [venue ?? book, number, pages].filter((part) => part).join(', ');
  return [where, publisher ?? ''].filter((part) => part !== '');
}

/** Writers for the fields of a format, in order; a writer returns undefined if the fact is unknown. */
export type FieldTable<Value> = Readonly<Record<string, (citation: Citation) => Value | undefined>>;

/** The known fields of a record, in the order of the table. */
export function fieldsOf<Value>(table: FieldTable<Value>, citation: Citation): readonly (readonly [string, Value])[] {
  return Object.entries(table).flatMap(([name, write]) => {
    const value = write(citation);
    return value === undefined ? [] : [[name, value] as const];
  });
}
