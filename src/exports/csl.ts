import type { CalendarDate } from '../log/date.ts';
import type { Log, Resource } from '../log/log.ts';
import type { ResourceType } from '../log/schema.ts';
import { authorName } from './authorName.ts';
import { plainText } from './plainText.ts';

/** A name of CSL-JSON. */
export type CslName =
  | { readonly literal: string }
  | {
      readonly family: string;
      readonly given: string;
      readonly 'non-dropping-particle'?: string;
      readonly suffix?: string;
    };

/** A date of CSL-JSON, as precise as it is known. */
export interface CslDate {
  readonly 'date-parts': readonly [readonly number[]];
  readonly circa?: true;
}

/** A record of CSL-JSON (citationstyles.org, schema csl-data.json 1.0). */
export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: CslDate;
  readonly 'container-title'?: string;
  readonly 'part-number'?: number;
  readonly 'number-of-pages'?: number;
  readonly publisher?: string;
  readonly number?: string;
  readonly DOI?: string;
  readonly ISBN?: string;
  readonly URL?: string;
  readonly accessed?: CslDate;
}

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

/** The resources of a log as CSL-JSON, a list of records in the order met, one a line; `id` is that of the resource. */
export function cslJson(log: Log): string {
  return `[\n${log.resources.map((resource) => JSON.stringify(cslItem(log, resource))).join(',\n')}\n]\n`;
}

/** A record as it is shown, with a line for each of its facts. */
export function cslText(item: CslItem): string {
  const lines = Object.entries(item).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

/** The CSL-JSON record of a resource. */
export function cslItem(log: Log, resource: Resource): CslItem {
  const { id, title, published, arxiv, doi, isbn, url, checked, length, part } = resource;
  const series = resource.series && log.resource(resource.series);
  const author = authorsOf(resource);
  return {
    id,
    type: typeOf(resource),
    title: plainText(title),
    ...(author.length > 0 && { author }),
    ...(published && { issued: cslDate(published) }),
    ...(series && { 'container-title': plainText(series.title) }),
    ...(part !== undefined && { 'part-number': part }),
    ...(length && 'pages' in length && { 'number-of-pages': length.pages }),
    ...(arxiv && { publisher: 'arXiv', number: `arXiv:${arxiv}` }),
    ...(doi && { DOI: doi }),
    ...(isbn && { ISBN: isbn }),
    ...(url && { URL: url }),
    ...(checked && { accessed: cslDate(checked) }),
  };
}

/** A paper with a DOI and no preprint stood in a journal, more likely than not. */
function typeOf({ type, arxiv, doi }: Resource): string {
  return type === 'paper' && doi !== undefined && arxiv === undefined ? 'article-journal' : types[type];
}

/** CSL has no sign for "et al."; "others" as a last name is what BibTeX and Pandoc take for it. */
function authorsOf({ authors, hasMoreAuthors }: Resource): readonly CslName[] {
  const names = authors.map((name): CslName => {
    const parts = authorName(plainText(name));
    if ('literal' in parts) return parts;
    const { particle, ...rest } = parts;
    return { ...rest, ...(particle !== undefined && { 'non-dropping-particle': particle }) };
  });
  return hasMoreAuthors && names.length > 0 ? [...names, { literal: 'others' }] : names;
}

function cslDate({ iso, about }: CalendarDate): CslDate {
  return { 'date-parts': [iso.split('-').map(Number)], ...(about && { circa: true }) };
}
