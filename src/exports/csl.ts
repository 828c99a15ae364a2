import type { Log } from '../log/log.ts';
import type { ResourceType } from '../log/schema.ts';
import { citations, fieldsOf, type Citation, type CitationDate, type FieldTable } from './citation.ts';

const types: Readonly<Record<ResourceType, string>> = {
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
};

/** The fields of a record of CSL-JSON (citationstyles.org, schema csl-data.json 1.0). */
const table: FieldTable<unknown> = {
  id: ({ id }) => id,
  type: ({ type, isFromJournal }) => (isFromJournal ? 'article-journal' : types[type]),
  title: ({ title }) => title,
  author: ({ authors, hasMoreAuthors }) => {
    const names = authors.map(({ parts }) => nameOf(parts));
    if (names.length === 0) return undefined;
    // CSL cannot express "et al."; BibTeX and Pandoc interpret the name "others" as that.
    return hasMoreAuthors ? [...names, { literal: 'others' }] : names;
  },
  issued: ({ published }) => published && dateOf(published),
  'container-title': ({ container }) => container,
  'part-number': ({ part }) => part,
  'number-of-pages': ({ pages }) => pages,
  publisher: ({ arxiv }) => arxiv && 'arXiv',
  number: ({ arxiv }) => arxiv && `arXiv:${arxiv}`,
  DOI: ({ doi }) => doi,
  ISBN: ({ isbn }) => isbn,
  URL: ({ url }) => url,
  accessed: ({ checked }) => checked && dateOf(checked),
};

/** The resources of a log as CSL-JSON: one record per line, in order of appearance, with the id of the resource. */
export function cslJson(log: Log): string {
  return `[\n${citations(log)
    .map((citation) => JSON.stringify(Object.fromEntries(fieldsOf(table, citation))))
    .join(',\n')}\n]\n`;
}

/** The CSL-JSON record of a resource for display, with one fact per line. */
export function cslRecord(citation: Citation): string {
  const lines = fieldsOf(table, citation).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function nameOf(parts: Citation['authors'][number]['parts']): object {
  if ('literal' in parts) return parts;
  const { particle, ...rest } = parts;
  return { ...rest, ...(particle !== undefined && { 'non-dropping-particle': particle }) };
}

function dateOf({ parts, about }: CitationDate): object {
  return { 'date-parts': [parts], ...(about && { circa: true }) };
}
