import type { CalendarDate } from '../log/date.ts';
import type { Log, Resource } from '../log/log.ts';
import { authorName, type AuthorName } from './authorName.ts';
import { plainText } from './plainText.ts';

/** The bibliographic facts of a resource, which every citation format is made from. */
export interface Citation extends Pick<Resource, 'id' | 'type' | 'hasMoreAuthors' | 'part' | KeptAsWritten> {
  /** Whether it probably appeared in a journal: a paper with a DOI that is not a preprint. */
  readonly isFromJournal: boolean;
  readonly title: string;
  readonly authors: readonly { readonly name: string; readonly parts: AuthorName }[];
  readonly published?: CitationDate;
  /** When its address last worked. */
  readonly checked?: CitationDate;
  /** The title of its series. */
  readonly container?: string;
  readonly pages?: number;
}

type KeptAsWritten = 'arxiv' | 'doi' | 'isbn' | 'url';

/** A date with its year, month and day, if known. */
export interface CitationDate extends CalendarDate {
  readonly parts: readonly number[];
}

/** The records of all resources of a log, in order of appearance. */
export function citations(log: Log): readonly Citation[] {
  return log.resources.map((resource) => citationOf(log, resource));
}

/** The record of a resource; title and names are single lines without control characters. */
export function citationOf(log: Log, resource: Resource): Citation {
  const { id, type, title, hasMoreAuthors, published, checked, length, part, arxiv, doi, isbn, url } = resource;
  return {
    id,
    type,
    isFromJournal: type === 'paper' && doi !== undefined && arxiv === undefined,
    title: plainText(title),
    authors: resource.authors.map((written) => {
      const name = plainText(written);
      return { name, parts: resource.institutions.includes(written) ? { literal: name } : authorName(name) };
    }),
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

/** Writers for the fields of a format, in order; a writer returns undefined if the fact is unknown. */
export type FieldTable<Value> = Readonly<Record<string, (citation: Citation) => Value | undefined>>;

/** The known fields of a record, in the order of the table. */
export function fieldsOf<Value>(table: FieldTable<Value>, citation: Citation): readonly (readonly [string, Value])[] {
  return Object.entries(table).flatMap(([name, write]) => {
    const value = write(citation);
    return value === undefined ? [] : [[name, value] as const];
  });
}
