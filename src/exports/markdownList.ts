import type { Log } from '../log/log.ts';
import type { Wording } from '../i18n/wording.ts';
import { appearance, type ResourceCitation } from './citation.ts';
import { plainText } from './plainText.ts';

/**
 * Records of a log as a Markdown list. A record is a line that begins with `- ` and ends
 * with a comment that contains the id of the resource.
 */
export function markdownList(records: readonly ResourceCitation[], { log, wording }: Of): string {
  const lines = records.map((citation) => markdownRecord(citation, wording));
  return `# ${markdownText(log.title)}\n\n${lines.join('\n')}\n`;
}

interface Of {
  readonly log: Pick<Log, 'title'>;
  readonly wording: Wording;
}

/** The line of a resource: its title as a link, authors, date, where it appeared, type and identifiers. */
function markdownRecord(citation: ResourceCitation, wording: Wording): string {
  const { title, url, authors, hasMoreAuthors, published, type, arxiv, doi, isbn, id } = citation;
  const names = authors.map(({ name: own }) => own);
  const name = markdownText(title);
  const made = wording.facts(
    [wording.authors({ authors: names, hasMoreAuthors }), published ? wording.date(published) : ''].filter(
      (part) => part !== '',
    ),
  );
  const facts = [
    url === undefined ? `*${name}*` : `[${name}](${destination(url)})`,
    markdownText(made),
    ...appearance(citation).map(markdownText),
    wording.words.types[type].one,
    arxiv && `arXiv ${arxiv}`,
    doi && `DOI ${markdownText(doi)}`,
    isbn && `ISBN ${isbn}`,
  ];
  return `- ${facts.filter((fact) => fact).join('. ')}. <!-- ${id} -->`;
}

/** A text as Markdown that shows it as it is. */
export function markdownText(text: string): string {
  return plainText(text).replace(/[\\`*_[\]<>&~$|]/g, '\\$&');
}

/** Percent-encodes characters that would end the address of a link. */
export function destination(url: string): string {
  return plainText(url).replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
