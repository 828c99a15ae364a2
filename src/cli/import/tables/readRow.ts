import { isIsbn, isbnDigits } from '../../../log/identifiers.ts';
import { parseLength } from '../../../log/length.ts';
import type { Status } from '../../../log/schema.ts';
import { typeFromAddress } from '../../../log/typeFromAddress.ts';
import { logDate, pageRange } from '../../../log/values.ts';
import type { Refused, Remark } from '../found.ts';
import type { Reference } from '../references/reference.ts';
import { dateReader, nameOrderOf, readFlag, readIsbn, readNames, readStatus, readTopics, readType } from './cells.ts';
import type { ColumnField, ColumnMap } from './columns.ts';
import type { Row, Table } from './csv.ts';

/** What a row says about a resource. */
export interface ListRecord {
  readonly reference: Reference;
  readonly status: Status | undefined;
  readonly finished: string | undefined;
  readonly because: string | undefined;
  readonly verdict: string | undefined;
  /** Texts in the order of their columns, without markup. */
  readonly texts: readonly string[];
  /** A part of the resource that somebody highlighted, and its position, such as "page 12". */
  readonly quote: { readonly text: string; readonly place: string } | undefined;
}

type Tell = (kind: Remark['kind'], message: string) => void;
type Cell = readonly [index: number, text: string];
type CellsOf = (field: ColumnField) => readonly Cell[];

/** Reads the rows of a table. All cells of a column together show how its dates and names are written. */
export function rowReader(file: string, { rows }: Table, map: ColumnMap): (row: Row) => ListRecord | Refused {
  const columnOf = (index: number) => rows.map(({ cells }) => cells[index] ?? '');
  const readers = new Map(
    (['published', 'finished', 'added'] as const)
      .flatMap(map.indexesOf)
      .map((index) => [index, dateReader(columnOf(index).map(lastPart))]),
  );
  const orders = new Map(
    (['authors', 'editors'] as const)
      .flatMap(map.indexesOf)
      .map((index) => [index, nameOrderOf(columnOf(index), map.hasListsOfNames)]),
  );
  const namesIn = (cells: readonly Cell[]) =>
    cells.flatMap(([index, text]) => {
      const order = orders.get(index);
      return order ? readNames(text, order).map((name) => ({ name })) : [];
    });
  const datesIn = (cells: readonly Cell[], tell: Tell) =>
    cells.flatMap(([index, text]) => {
      if (readFlag(text) !== undefined) return [];
      const date = readers.get(index)?.(lastPart(text));
      if (date === undefined)
        tell('needs-person', `It is not clear which date “${map.columns[index]?.name}” means, so it is left out.`);
      return date ?? [];
    });

  return ({ line, cells, failure, remark }) => {
    const at = { file, line };
    const of: CellsOf = (field) =>
      map.indexesOf(field).flatMap((index) => {
        const text = cells[index] ?? '';
        return text === '' ? [] : [[index, text] as const];
      });
    const first = (field: ColumnField) => of(field)[0]?.[1];
    const url = first('url');
    const title = titleOf(first('title'), first('subtitle'), url);
    if (failure !== undefined) return { at, title, reason: failure };
    if (title === '') return { at, reason: 'It has no title.' };
    const remarks: Omit<Remark, 'at'>[] = [];
    const tell: Tell = (kind, message) => remarks.push({ kind, message });
    if (remark !== undefined) tell('needs-person', remark);
    const { status, shelves } = statusIn(of('status'), map, tell);
    const read = readState(status, datesIn(of('finished'), tell)[0], of('finished'), tell);
    const { venue, volume, issue, publisher, edition, summary, abstract } = textsIn(first);
    const told = { url, doi: first('doi'), arxiv: first('arxiv') };
    const reference: Reference = {
      ...{ at, title, ...told, isbn: isbnIn(of('isbn')) },
      type: typeIn(first('type'), tell) ?? (typeFromAddress(told) === undefined ? map.type : undefined),
      ...{ authors: namesIn(of('authors')), editors: namesIn(of('editors')) },
      published: publishedIn(datesIn(of('published'), tell), read.finished, tell),
      texts: {
        venue,
        volume,
        issue,
        publisher,
        edition,
        summary,
        abstract,
        ...lengthIn(of('length'), map, tell),
        pages: pagesIn(first('pages')),
      },
      added: datesIn(of('added'), tell)[0],
      keywords: [...of('topics').flatMap(([, text]) => readTopics(text)), ...shelves],
      ...{ notes: [], dropped: [], remarks },
    };
    return {
      ...{ reference, ...read, because: first('because'), verdict: first('verdict') },
      texts: of('text').flatMap(([, text]) => noteIn(text, tell)),
      quote: quoteIn(first('quote'), of('place'), tell),
    };
  };
}

function titleOf(title: string | undefined, subtitle: string | undefined, url: string | undefined): string {
  if (title === undefined) return url?.replace(/^https?:\/\/(?:www\.)?|\/$/g, '') ?? '';
  return subtitle === undefined ? title : `${title}: ${subtitle}`;
}

function textsIn(first: (field: ColumnField) => string | undefined) {
  return {
    ...{ venue: first('venue'), volume: first('volume'), issue: first('issue'), publisher: first('publisher') },
    ...{ edition: first('edition'), summary: first('summary'), abstract: first('abstract') },
  };
}

/** The last of several dates, or the end of a range. */
function lastPart(text: string): string {
  return (
    text
      .split(/→|[|;]/)
      .map((part) => part.trim())
      .findLast((part) => part !== '') ?? ''
  );
}

/** The status, and the names of shelves that are not a status. */
function statusIn(cells: readonly Cell[], map: ColumnMap, tell: Tell) {
  const shelves: string[] = [];
  let status: Status | undefined;
  for (const [index, text] of cells) {
    const found = readStatus(text);
    status ??= found;
    if (found !== undefined) continue;
    const name = map.columns[index]?.name ?? '';
    if (/shelf|shelves|collection/i.test(name)) shelves.push(...readTopics(text));
    else tell('needs-person', `“${text.slice(0, 60)}” in “${name}” is not a known status, so it is left out.`);
  }
  return { status, shelves };
}

/** The status with the day on which it was finished, which implies a status if nothing else does. */
function readState(told: Status | undefined, date: string | undefined, cells: readonly Cell[], tell: Tell) {
  const isTicked = cells.some(([, text]) => readFlag(text) === true);
  const status = told ?? (date !== undefined || isTicked ? 'finished' : undefined);
  const isKept =
    date !== undefined && (status === 'finished' || status === 'skimmed') && logDate.safeParse(date).success;
  if (date !== undefined && !isKept)
    tell('dropped', `The day it was finished is left out, because its status is “${status}”.`);
  return { status, finished: isKept ? date : undefined };
}

/** Among the years of editions, the first that is not after the day on which it was finished. */
function publishedIn(dates: readonly string[], finished: string | undefined, tell: Tell): string | undefined {
  const fitting = dates.find((date) => {
    const length = Math.min(date.length, finished?.length ?? 0);
    return finished === undefined || date.slice(0, length) <= finished.slice(0, length);
  });
  if (dates.length > 0 && fitting === undefined)
    tell('changed', 'Its edition is newer than the day it was finished, so the year is left out.');
  return fitting;
}

function typeIn(text: string | undefined, tell: Tell) {
  const type = text === undefined ? undefined : readType(text);
  if (text !== undefined && type === undefined) tell('changed', `“${text.slice(0, 60)}” is not a known type.`);
  return type;
}

/** The text that may be an ISBN. Other numbers, such as StoryGraph's, are not. */
function isbnIn(cells: readonly Cell[]): string | undefined {
  const all = cells.map(([, text]) => readIsbn(text)).filter((text) => /^[\d\s\p{Pd}]{9,20}[\dX]$/iu.test(text));
  return all.find((text) => isIsbn(isbnDigits(text))) ?? all[0];
}

function lengthIn(cells: readonly Cell[], map: ColumnMap, tell: Tell): { readonly length?: string } {
  for (const [index, text] of cells) {
    const name = map.columns[index]?.name ?? '';
    if (/^0+$/.test(text)) continue;
    const number = /^(\d{1,5})(?:\.0)?(?:\s*(?:pages?|pp?\.?))?$/i.exec(text)?.[1];
    const isPages = number !== undefined && (/pages/i.test(name) || /p/i.test(text));
    const length = isPages ? `${Number(number)} pages` : number === undefined ? text : '';
    if (parseLength(length) !== undefined) return { length };
    tell(
      'needs-person',
      `The value of “${name}” is left out, because it is not a length such as “1h 30m” or “200 pages”.`,
    );
  }
  return {};
}

function pagesIn(text: string | undefined): string | undefined {
  return text !== undefined && pageRange.safeParse(text).success ? text : undefined;
}

/** A person's text. In Readwise, it can be a command instead, such as `.h1`. */
function noteIn(text: string, tell: Tell): readonly string[] {
  if (/^\.\w{1,30}$/.test(text)) return [];
  return [withoutTags(text, tell)];
}

function quoteIn(text: string | undefined, places: readonly Cell[], tell: Tell): ListRecord['quote'] {
  if (text === undefined) return undefined;
  return { text: withoutTags(text, tell), place: places.map(([, place]) => place).join(' ') };
}

/** A text whose paragraphs and lines are HTML. `literalBody()` handles other tags. */
function withoutTags(text: string, tell: Tell): string {
  if (!/<\/?(?:br|p|div|i|b|em|strong|a|blockquote|ul|ol|li|span)\b[^<>]*>/i.test(text)) return text;
  tell('changed', 'Its text was HTML and loses its formatting.');
  return text.replace(/<br\s*\/?>/gi, '\n').replace(/<\/(?:p|div|li|blockquote)>/gi, '\n\n');
}
