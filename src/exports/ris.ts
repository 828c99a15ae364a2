import type { Citation, CitationDate, CitedName, CitedType, FieldTable } from './citation.ts';
import { fieldsOf } from './citation.ts';
import type { RecordKind } from './recordKind.ts';

/**
 * Records as RIS (Research Information Systems, the tags of 2011) in UTF-8. Blank lines separate records and occur
 * nowhere else.
 */
export function ris(records: readonly Citation[]): string {
  return records.map((citation) => `${risRecord(citation)}${end}`).join(end);
}

/** The format requires this line break. */
const end = '\r\n';

/** A record in RIS. Each value is a single line after a tag, so no text can end the record. */
export function risRecord(citation: Citation): string {
  const lines = fieldsOf(table, citation).flatMap(([tag, value]) => [value].flat().map((one) => `${tag}  - ${one}`));
  return [...lines, 'ER  - '].join(end);
}

/** The types of records that appeared in a journal or book. */
const ofKinds: Readonly<Partial<Record<RecordKind, string>>> = {
  article: 'JOUR',
  inproceedings: 'CONF',
  incollection: 'CHAP',
};

const types: Readonly<Record<CitedType, string>> = {
  paper: 'UNPB',
  video: 'VIDEO',
  lecture: 'SLIDE',
  course: 'ELEC',
  article: 'ELEC',
  book: 'BOOK',
  code: 'COMP',
  thread: 'ELEC',
  reference: 'ELEC',
  podcast: 'SOUND',
  tool: 'COMP',
  week: 'BLOG',
  note: 'ELEC',
  page: 'ELEC',
  log: 'ELEC',
};

const table: FieldTable<string | readonly string[]> = {
  TY: ({ type, kind }) => ofKinds[kind] ?? types[type],
  ID: ({ key }) => key,
  AU: ({ authors, hasMoreAuthors }) => namesOf(authors, hasMoreAuthors),
  A2: ({ kind, editors, hasMoreEditors }) => (kind === 'book' ? undefined : namesOf(editors, hasMoreEditors)),
  // The second authors of a book edit its series.
  A3: ({ kind, editors, hasMoreEditors }) => (kind === 'book' ? namesOf(editors, hasMoreEditors) : undefined),
  TI: ({ title }) => title,
  ST: ({ short }) => short,
  T2: ({ venue, book, series }) => venue ?? book ?? series,
  // Programs that know only the tags of 2001 read the name of a journal from this one.
  JF: ({ kind, venue }) => (kind === 'article' ? venue : undefined),
  C3: ({ kind, venue }) => (kind === 'inproceedings' ? venue : undefined),
  T3: ({ venue, book, series }) => (venue === undefined ? undefined : (book ?? series)),
  PY: ({ published }) => published?.iso.slice(0, 4),
  DA: ({ published }) => published && dateOf(published),
  VL: ({ volume }) => volume,
  IS: ({ issue }) => issue,
  SE: ({ part, book }) => (book === undefined ? undefined : textOf(part)),
  SP: ({ kind, pages, pageCount }) => pagesOf(pages)?.first ?? (kind === 'book' ? textOf(pageCount) : undefined),
  EP: ({ pages }) => pagesOf(pages)?.last,
  ET: ({ edition }) => edition,
  PB: ({ publisher }) => publisher,
  SN: ({ isbn }) => isbn,
  DO: ({ doi }) => doi,
  M1: ({ arxiv, part, book }) => (arxiv ? `arXiv:${arxiv}` : book === undefined ? textOf(part) : undefined),
  UR: ({ url }) => url,
  // A file with the text, which reference managers can save.
  L1: ({ arxiv }) => arxiv && `https://arxiv.org/pdf/${arxiv}`,
  LK: ({ code, slides, video }) => listOf([code, slides, video]),
  Y2: ({ checked }) => checked && dateOf(checked),
  AB: ({ abstract }) => abstract,
  N1: ({ summary, license }) => listOf([summary, license]),
  KW: ({ topics }) => listOf(topics),
};

function namesOf(people: readonly CitedName[], hasMore: boolean): readonly string[] | undefined {
  return listOf([...people.map(({ parts }) => nameOf(parts)), ...(hasMore ? ['et al.'] : [])]);
}

/** `von Last, First, Suffix`. A comma in the name of an institution would separate a first name. */
function nameOf(parts: CitedName['parts']): string {
  if ('literal' in parts) return parts.literal.replace(/\s*,\s*/g, ' ');
  const family = [parts.particle, parts.family].filter((part) => part !== undefined).join(' ');
  return [family, parts.given, parts.suffix].filter((part) => part !== undefined).join(', ');
}

/** `2017/06/12/`: year, month, day, and further information, each of which can be empty. */
function dateOf({ parts: [year, month, day], about }: CitationDate): string {
  const padded = [month, day].map((part) => (part === undefined ? '' : String(part).padStart(2, '0')));
  return [year, ...padded, about ? 'circa' : ''].join('/');
}

/** The first and last page; the first has the whole text if it is not a simple range. */
function pagesOf(pages: string | undefined): { readonly first: string; readonly last?: string } | undefined {
  if (pages === undefined) return undefined;
  const [first = '', last, ...more] = pages.split('–');
  return last === undefined || more.length > 0 || last.includes(',') ? { first: pages } : { first, last };
}

function textOf(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function listOf(values: readonly (string | undefined)[]): readonly string[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known : undefined;
}
