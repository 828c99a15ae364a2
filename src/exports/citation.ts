import type { CalendarDate } from '../log/date.ts';
import type { Log, Resource } from '../log/log.ts';
import { authorName, type AuthorName } from './authorName.ts';
import { plainText } from './plainText.ts';

/** What is known of a resource that a bibliography can say: the one record behind every format of citations. */
export interface Citation extends Pick<Resource, 'id' | 'type' | 'hasMoreAuthors' | 'part' | KeptAsWritten> {
  /** Whether it stood in a journal, more likely than not: a paper with a DOI that is no preprint. */
  readonly isFromJournal: boolean;
  readonly title: string;
  readonly authors: readonly { readonly name: string; readonly parts: AuthorName }[];
  readonly published?: CitationDate;
  /** When it was last seen at its address. */
  readonly checked?: CitationDate;
  /** The title of the series that it is a part of. */
  readonly container?: string;
  readonly pages?: number;
}

type KeptAsWritten = 'arxiv' | 'doi' | 'isbn' | 'url';

/** A date with its year, month and day, as far as they are known. */
export interface CitationDate extends CalendarDate {
  readonly parts: readonly number[];
}

/** The records of all resources of a log, in the order met. */
export function citations(log: Log): readonly Citation[] {
  return log.resources.map((resource) => citationOf(log, resource));
}

/** The record of a resource; its title and names are on one line and without control characters. */
export function citationOf(log: Log, resource: Resource): Citation {
  const { id, type, title, hasMoreAuthors, published, checked, length, part, arxiv, doi, isbn, url } = resource;
  return {
    id,
    type,
    isFromJournal: type === 'paper' && doi !== undefined && arxiv === undefined,
    title: plainText(title),
    authors: resource.authors.map(plainText).map((name) => ({ name, parts: authorName(name) })),
    hasMoreAuthors,
    ...(published && { published: withParts(published) }),
    ...(checked && { checked: withParts(checked) }),
    ...(resource.series && { container: plainText(log.resource(resource.series).title) }),
    ...(part !== undefined && { part }),
    ...(length && 'pages' in length && { pages: length.pages }),
    ...(arxiv && { arxiv }),
    ...(doi && { doi }),
    ...(isbn && { isbn }),
    ...(url && { url }),
  };
}

function withParts(date: CalendarDate): CitationDate {
  return { ...date, parts: date.iso.split('-').map(Number) };
}

/** The fields of a format in their order, each with how it is made of a record; undefined where nothing is known. */
export type FieldTable<Value> = Readonly<Record<string, (citation: Citation) => Value | undefined>>;

/** The fields of a record by the table of a format, without those of which nothing is known. */
export function fieldsOf<Value>(table: FieldTable<Value>, citation: Citation): readonly (readonly [string, Value])[] {
  return Object.entries(table).flatMap(([name, write]) => {
    const value = write(citation);
    return value === undefined ? [] : [[name, value] as const];
  });
}
