import { basename } from 'node:path';
import type { Found, Reader, Reading, Refused, Settings } from '../found.ts';
import { literalBody } from '../literalBody.ts';
import { readForeignText } from '../readText.ts';
import { foundOf } from '../references/reference.ts';
import { topicsNamed } from '../topics.ts';
import { literalTextWithFormulas } from '../../../loader/inlineTexts.ts';
import { cleanText } from '../../sources/draftFields.ts';
import { mapColumns } from './columns.ts';
import { readCsv } from './csv.ts';
import { rowReader, type ListRecord } from './readRow.ts';

/** Tables with a header, as Goodreads, StoryGraph, BookWyrm, Readwise, Notion and spreadsheets export them. */
export const readingLists = {
  name: 'reading lists (.csv)',
  accepts: async (path) => /\.(?:csv|tsv)$/i.test(path),
  read: readList,
} satisfies Reader;

async function readList(
  path: string,
  { columns: wanted = new Map() }: Pick<Settings, 'columns'> = {},
): Promise<Reading | { readonly failure: string }> {
  const file = basename(path);
  const read = await readForeignText(path);
  const table = 'text' in read ? readCsv(read.text) : undefined;
  if (!table) {
    const reason = 'failure' in read ? read.failure : 'It is empty.';
    return { kind: 'a reading list (CSV)', found: [], refused: [{ at: { file }, reason }], remarks: [] };
  }
  const map = mapColumns(table.header, wanted);
  if ('failure' in map) return { failure: `${file}: ${map.failure}` };
  const refused: Refused[] = [];
  const records: ListRecord[] = [];
  const readRow = rowReader(file, table, map);
  for (const row of table.rows) {
    const record = readRow(row);
    if ('reason' in record) refused.push(record);
    else records.push(record);
  }
  const found: Found[] = [];
  for (const some of map.indexesOf('quote').length > 0 ? sameResource(records) : records.map((one) => [one]))
    found.push(await foundIn(some));
  const columns = map.columns.map(({ name, field }, index) => {
    return { name, field, filled: table.rows.filter(({ cells }) => (cells[index] ?? '') !== '').length };
  });
  const topics = topicsNamed(records.flatMap(({ reference }) => reference.keywords));
  return { kind: map.kind, found, refused, remarks: [], columns, topics };
}

/** Groups the rows about the same resource, each of which has another quotation. */
function sameResource(records: readonly ListRecord[]): readonly (readonly ListRecord[])[] {
  const all = Map.groupBy(records, ({ reference: { title, url, authors = [] } }) =>
    JSON.stringify([title, url, ...authors]),
  );
  return [...all.values()].map(inOrder);
}

/** In the order of positions if all have one, otherwise as in the file. */
function inOrder(records: readonly ListRecord[]): readonly ListRecord[] {
  const places = records.map(({ quote }) => /^(\D*)(\d+)\D*$/.exec(quote?.place ?? ''));
  if (places.some((place) => place === null || place[1] !== places[0]?.[1])) return records;
  const number = new Map(records.map((record, index) => [record, Number(places[index]?.[2])]));
  return [...records].sort((a, b) => (number.get(a) ?? 0) - (number.get(b) ?? 0));
}

/** An entry from the rows about a resource. The first row has its facts. */
async function foundIn(records: readonly ListRecord[]): Promise<Found> {
  const [first] = records.toSorted((a, b) => (a.reference.at.line ?? 0) - (b.reference.at.line ?? 0));
  if (!first) throw new Error('A resource needs a row.');
  const { status, finished, because, verdict } = first;
  const added = records.flatMap(({ reference }) => reference.added ?? []).sort()[0];
  const keywords = records.flatMap(({ reference }) => reference.keywords);
  const found = await foundOf({ ...first.reference, added, keywords });
  const own = records.map(textOf).filter((text) => text !== '');
  const summary = found.body?.(() => undefined) ?? '';
  const body = [summary, ...own].filter((text) => text !== '').join('\n\n');
  const isOpen = status === 'abandoned' || status === 'skimmed' || status === 'queued';
  return {
    ...found,
    fields: {
      ...found.fields,
      ...(status !== undefined && { status }),
      ...(because !== undefined && isOpen && { because: await literal(because) }),
      ...(finished !== undefined && { finished }),
      ...(verdict !== undefined && { verdict: await literal(verdict) }),
    },
    ...(body !== '' && { body: () => body }),
    remarks: [
      ...(found.remarks ?? []),
      ...records
        .filter((record) => record !== first)
        .flatMap(({ reference: { at, remarks = [] } }) => remarks.map((remark) => ({ ...remark, at }))),
    ],
  };
}

function literal(text: string): Promise<string> {
  return literalTextWithFormulas(cleanText(text), { hasTex: false, macros: {} });
}

/** The texts of a row, after its quotation. */
function textOf({ quote, texts }: ListRecord): string {
  const quoted = quote === undefined ? '' : literalBody(quote.text);
  const place = quote === undefined || quote.place === '' ? '' : `— ${literalBody(quote.place)}`;
  const lines = [quoted, place]
    .filter((part) => part !== '')
    .join('\n\n')
    .split('\n');
  const marked = quoted === '' ? '' : lines.map((line) => `> ${line}`.trimEnd()).join('\n');
  return [marked, ...texts.map(literalBody)].filter((part) => part !== '').join('\n\n');
}
