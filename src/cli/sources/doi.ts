import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import type { ResourceType } from '../../log/schema.ts';
import { dateOfParts } from './dates.ts';
import type { Named, Source } from './source.ts';
import { doiAddress } from './target.ts';
import { listOf, someText } from './values.ts';

const name = z.object({
  family: someText,
  given: someText,
  literal: someText,
  name: someText,
  suffix: someText,
  'non-dropping-particle': someText,
  'dropping-particle': someText,
});

/** The parts of CSL-JSON that we use (citationstyles.org), as Crossref and DataCite give them. */
const item = z.object({
  type: someText,
  title: someText,
  subtitle: someText,
  author: listOf(name),
  editor: listOf(name),
  issued: z
    .object({ 'date-parts': z.array(z.array(z.union([z.number(), z.string(), z.null()]))) })
    .optional()
    .catch(undefined),
  'container-title': someText,
  volume: someText,
  issue: someText,
  page: someText,
  publisher: someText,
  edition: someText,
  abstract: someText,
  ISBN: someText,
  'number-of-pages': someText,
});

/** Types of CSL, and types of Crossref that it does not convert to CSL. */
const types: Readonly<Record<string, ResourceType>> = {
  ...{ 'article-journal': 'paper', 'journal-article': 'paper', 'paper-conference': 'paper', article: 'paper' },
  ...{ 'proceedings-article': 'paper', 'posted-content': 'paper', report: 'paper', thesis: 'paper' },
  ...{ dissertation: 'paper', chapter: 'paper', 'book-chapter': 'paper', 'book-section': 'paper' },
  ...{ book: 'book', monograph: 'book', 'edited-book': 'book', 'reference-book': 'book' },
  ...{ 'article-magazine': 'article', 'article-newspaper': 'article', webpage: 'article', 'post-weblog': 'article' },
  ...{ software: 'code', 'entry-encyclopedia': 'reference', 'entry-dictionary': 'reference', motion_picture: 'video' },
};

/** The registries of DOIs, by content negotiation (crosscite.org/docs.html). */
export function doi(origin = 'https://doi.org'): Source {
  return {
    name: 'the DOI registry',
    hasTex: true,
    // Crossref answers faster for those who can be reached (crossref.org, "etiquette").
    asksForMail: true,
    accept: 'application/vnd.citationstyles.csl+json',
    addressFor: (target) => (target.doi === undefined ? undefined : doiAddress(target.doi, origin)),
    read: ({ text }) => {
      const { data } = item.safeParse(parseJson(text));
      if (!data || data.title === undefined) return 'unreadable';
      const type = types[data.type ?? ''];
      const isBook = type === 'book';
      const pages = /^\d{1,5}$/.exec(data['number-of-pages'] ?? '')?.[0];
      return {
        title: [data.title, data.subtitle].filter((part) => part !== undefined).join(': '),
        type,
        authors: data.author.flatMap(nameOf),
        published: dateOfParts(data.issued?.['date-parts'][0] ?? []),
        venue: data['container-title'],
        volume: data.volume,
        issue: data.issue,
        pages: data.page,
        publisher: data.publisher,
        editors: data.editor.flatMap(nameOf),
        edition: data.edition,
        abstract: data.abstract,
        length: pages && `${Number(pages)} pages`,
        // The ISBN of a chapter or a paper belongs to the whole book, which is another resource.
        isbn: isBook ? data.ISBN?.replace(/^https?:\/\/\S+\//, '') : undefined,
      };
    },
  };
}

function nameOf(one: z.output<typeof name>): readonly Named[] {
  const { family, given, literal, suffix } = one;
  if (family !== undefined) {
    const parts = [given, one['dropping-particle'], one['non-dropping-particle'], family, suffix];
    return [{ name: parts.filter((part) => part !== undefined).join(' ') }];
  }
  const whole = literal ?? one.name ?? given;
  return whole === undefined ? [] : [{ name: whole, isInstitution: literal !== undefined || one.name !== undefined }];
}
