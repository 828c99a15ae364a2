import type { Log, Resource } from '../log/log.ts';
import { citationOf } from './citation.ts';

/**
 * The tags of Highwire Press for the page of a paper, as `[name, content]`. They describe the paper and not the page, so
 * that reference managers such as Zotero save the paper.
 */
export function highwireTags(log: Log, resource: Resource): readonly (readonly [name: string, content: string])[] {
  if (resource.type !== 'paper') return [];
  const { title, authors, published, kind, venue, book, ...facts } = citationOf(log, resource);
  const { volume, issue, pages, publisher, doi, arxiv, isbn, url } = facts;
  const container = venue ?? book;
  const [first, last] = pages?.split('–') ?? [];
  const place = { article: 'journal_title', inproceedings: 'conference_title', incollection: 'inbook_title' };
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['title', title],
    ...authors.map(({ name, parts }) => {
      if ('literal' in parts) return ['author', name] as const;
      const family = [parts.particle, parts.family].filter((part) => part).join(' ');
      return ['author', [family, parts.given, parts.suffix].filter((part) => part).join(', ')] as const;
    }),
    ['publication_date', published?.iso.replaceAll('-', '/')],
    ...(kind === 'misc' || kind === 'book' ? [] : [[place[kind], container] as const]),
    ['volume', volume],
    ['issue', issue],
    ['firstpage', first],
    ['lastpage', last],
    ['publisher', publisher],
    ['doi', doi],
    ['arxiv_id', arxiv],
    ['isbn', isbn],
    ['pdf_url', arxiv && `https://arxiv.org/pdf/${arxiv}`],
    ['public_url', url],
  ];
  return tags.flatMap(([name, content]) => (content ? [[`citation_${name}`, content] as const] : []));
}
