import type { RecordKind } from './recordKind.ts';
import {
  fieldsOf,
  type Citation,
  type CitationDate,
  type CitedName,
  type CitedType,
  type FieldTable,
} from './citation.ts';

const types: Readonly<Record<CitedType, string>> = {
  paper: 'article',
  video: 'motion_picture',
  lecture: 'speech',
  course: 'webpage',
  article: 'webpage',
  book: 'book',
  code: 'software',
  thread: 'post',
  reference: 'webpage',
  podcast: 'broadcast',
  tool: 'software',
  week: 'post-weblog',
  note: 'webpage',
  page: 'webpage',
  log: 'webpage',
};

/** The types of records that appeared in a journal or book. */
const ofKinds: Readonly<Partial<Record<RecordKind, string>>> = {
  article: 'article-journal',
  inproceedings: 'paper-conference',
  incollection: 'chapter',
};

/** The fields of a CSL-JSON record (citationstyles.org, schema csl-data.json 1.0). */
const table: FieldTable<unknown> = {
  id: ({ key }) => key,
  type: ({ type, kind }) => ofKinds[kind] ?? types[type],
  title: ({ title }) => title,
  'title-short': ({ short }) => short,
  author: ({ authors, hasMoreAuthors }) => namesOf(authors, hasMoreAuthors),
  editor: ({ editors, hasMoreEditors }) => namesOf(editors, hasMoreEditors),
  issued: ({ published }) => published && dateOf(published),
  'container-title': ({ venue, book, series }) => venue ?? book ?? series,
  'collection-title': ({ venue, book, series }) => (venue === undefined ? undefined : (book ?? series)),
  'part-number': ({ part, book }) => (book === undefined ? part : undefined),
  'chapter-number': ({ part, book }) => (book === undefined ? undefined : part),
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  page: ({ pages }) => pages,
  edition: ({ edition }) => edition,
  'number-of-pages': ({ pageCount }) => pageCount,
  publisher: ({ publisher, kind, arxiv }) => publisher ?? (kind === 'misc' && arxiv ? 'arXiv' : undefined),
  number: ({ arxiv }) => arxiv && `arXiv:${arxiv}`,
  DOI: ({ doi }) => doi,
  ISBN: ({ isbn }) => isbn,
  URL: ({ url }) => url,
  accessed: ({ checked }) => checked && dateOf(checked),
  abstract: ({ abstract }) => abstract,
  annote: ({ summary }) => summary,
  note: ({ license }) => license,
  keyword: ({ topics }) => topics.map((title) => title.replace(/\s*,\s*/g, ' ')).join(', ') || undefined,
  custom: ({ code, slides, video }) =>
    code || slides || video ? { ...(code && { code }), ...(slides && { slides }), ...(video && { video }) } : undefined,
};

/** Records as CSL-JSON, one per line. */
export function cslJson(records: readonly Citation[]): string {
  return `[\n${records
    .map((citation) => JSON.stringify(Object.fromEntries(fieldsOf(table, citation))))
    .join(',\n')}\n]\n`;
}

/** The CSL-JSON record of a resource for display, with one fact per line. */
export function cslRecord(citation: Citation): string {
  const lines = fieldsOf(table, citation).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function namesOf(people: readonly CitedName[], hasMore: boolean): readonly object[] | undefined {
  const names = people.map(({ parts }) => nameOf(parts));
  if (names.length === 0) return undefined;
  // CSL cannot express "et al."; BibTeX and Pandoc interpret the name "others" as that.
  return hasMore ? [...names, { literal: 'others' }] : names;
}

function nameOf(parts: CitedName['parts']): object {
  if ('literal' in parts) return parts;
  const { particle, ...rest } = parts;
  return { ...rest, ...(particle !== undefined && { 'non-dropping-particle': particle }) };
}

function dateOf({ parts, about }: CitationDate): object {
  return { 'date-parts': [parts], ...(about && { circa: true }) };
}
