import Papa from 'papaparse';
import { count } from '../../../log/count.ts';

/** A row of a table, with its problem if it has one. */
export interface Row {
  /** The line on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it cannot be read with certainty. */
  readonly failure?: string;
  readonly remark?: string;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * The table in a text with line breaks `\n`. Its cells are separated by commas, semicolons, tabs or bars, and can be
 * quoted and contain line breaks (RFC 4180). Undefined if it has no row. Empty rows are left out.
 */
export function readCsv(text: string): Table | undefined {
  const raw = rowsOf(text);
  const isAligned =
    raw[0] !== undefined && raw[0].cells.length > 1 && raw[0].cells.slice(1).every((cell) => /^\s/.test(cell));
  // A quote after a space is part of a cell, unless all cells start with spaces.
  const all = isAligned ? rowsOf(text.replace(/("[^"]*")|(?<=[,;\t|])[ ]+(?=")/g, '$1')) : raw;
  const [first, ...rest] = all
    .map((row) => ({ ...row, cells: row.cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!first) return undefined;
  const header = first.cells.map((name, index) => (name === '' ? `column ${index + 1}` : name));
  return { header, rows: rest.map((row) => withWidth(row, header.length)) };
}

function rowsOf(text: string): readonly Row[] {
  // Excel writes and reads a first line that names the separator.
  const [told = '', separator] = /^sep=(.)\n/i.exec(text) ?? [];
  const rows: Row[] = [];
  let [line, counted] = [told === '' ? 1 : 2, 0];
  Papa.parse<string[]>(text.slice(told.length), {
    delimiter: separator ?? separatorOf(text),
    newline: '\n',
    // Without this, papaparse does not say where a row starts.
    fastMode: false,
    step: ({ data, errors, meta }) => {
      const start = line;
      for (; counted < meta.cursor; counted += 1) if (text[told.length + counted] === '\n') line += 1;
      const until = line > start + 1 ? ` Everything up to line ${line - 1} was read as one row.` : '';
      const failure = errors.some(({ code }) => code === 'MissingQuotes')
        ? `A quote in this row is not closed.${until}`
        : errors.length > 0 && until !== ''
          ? `A quote in this row is not doubled, so it is not clear where the cell ends.${until}`
          : undefined;
      rows.push({
        ...{ line: start, cells: data },
        ...(failure !== undefined && { failure }),
        ...(errors.length > 0 && { remark: 'A quote in this row is not doubled. Check that its cells are right.' }),
      });
    },
  });
  return rows;
}

/** The character that is most often between the names of the columns. */
function separatorOf(text: string): string {
  const [header = ''] = /^(?:"[^"]*"|[^\n"])*/.exec(text) ?? [];
  const names = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: names.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** A row with as many cells as the header. */
function withWidth({ cells, ...row }: Row, width: number): Row {
  if (cells.length === width) return { ...row, cells };
  if (cells.length < width) {
    const remark = `The row has ${count(cells.length, 'cell')} and the header ${width}. The missing ones are read as empty.`;
    return { remark, ...row, cells: [...cells, ...Array<string>(width - cells.length).fill('')] };
  }
  if (cells.slice(width).every((cell) => cell === '')) return { ...row, cells: cells.slice(0, width) };
  const failure = `The row has ${count(cells.length, 'cell')} and the header ${width}. Perhaps a text that contains a separator is not in quotes.`;
  return { failure, ...row, cells };
}
