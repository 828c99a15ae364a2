import { basename } from 'node:path';
import { isIsbn, isbnDigits, parseArxiv } from '../../../log/identifiers.ts';
import type { ResourceType } from '../../../log/schema.ts';
import type { Named } from '../../sources/source.ts';
import type { Found, Reader, Reading, Refused } from '../found.ts';
import { readForeignText, startOfText } from '../readText.ts';
import { topicsNamed } from '../topics.ts';
import { readDate } from './dates.ts';
import { withParagraphs } from './markup.ts';
import { foundOf, type Reference } from './reference.ts';
import { literal, named } from './texNames.ts';

/** RIS, as Zotero, EndNote, Mendeley and most publishers write it. */
export const ris = {
  name: 'RIS (.ris)',
  accepts: async (path) =>
    /\.ris$/i.test(path) || (/\.txt$/i.test(path) && /^\uFEFF?\s*TY {2}- /.test(await startOfText(path))),
  read: async (path) => {
    const read = await readForeignText(path);
    const file = basename(path);
    if ('text' in read) return readRis(file, read.text);
    return { kind, found: [], refused: [{ at: { file }, reason: read.failure }], remarks: [] };
  },
} satisfies Reader;

const kind = 'an RIS file';

const types: Readonly<Record<string, ResourceType>> = {
  ...{ JOUR: 'paper', JFULL: 'paper', CONF: 'paper', CPAPER: 'paper', CHAP: 'paper', RPRT: 'paper', THES: 'paper' },
  ...{ UNPB: 'paper', INPR: 'paper', PAT: 'paper', ABST: 'paper', EJOUR: 'paper', ECHAP: 'paper', PREPRINT: 'paper' },
  ...{ MGZN: 'article', NEWS: 'article', BLOG: 'article', BOOK: 'book', EBOOK: 'book', EDBOOK: 'book', SER: 'book' },
  ...{
    COMP: 'code',
    VIDEO: 'video',
    MPCT: 'video',
    SLIDE: 'lecture',
    SOUND: 'podcast',
    DICT: 'reference',
    ENCYC: 'reference',
    STAND: 'reference',
  },
};

const books = new Set(['BOOK', 'EBOOK', 'EDBOOK', 'SER']);
/** Tags about files and databases, which are not facts about the source. */
const ignored = new Set(['L1', 'L2', 'L4', 'DB', 'DP', 'AN', 'Y2', 'RN', 'J1', 'LK']);

interface RisRecord {
  readonly line: number;
  readonly type: string;
  readonly values: Map<string, string[]>;
  isClosed: boolean;
}

/** Reads the records of a RIS file with this name. A record that is not closed ends where the next one starts. */
export async function readRis(file: string, text: string): Promise<Reading> {
  const found: Found[] = [];
  const refused: Refused[] = [];
  const keywords: string[] = [];
  for (const record of recordsOf(text)) {
    const reference = referenceOf(file, record);
    if (!record.isClosed) {
      refused.push({ at: reference.at, title: reference.title, reason: 'It does not end with "ER  -".' });
    } else if (reference.title === '') {
      refused.push({
        at: reference.at,
        ...(reference.key !== undefined && { title: reference.key }),
        reason: 'It has no title.',
      });
    } else {
      keywords.push(...reference.keywords);
      found.push(await foundOf(reference));
    }
  }
  return { kind, found, refused, remarks: [], topics: topicsNamed(keywords) };
}

function recordsOf(text: string): readonly RisRecord[] {
  const records: RisRecord[] = [];
  let open: RisRecord | undefined;
  let last: string[] | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const [, tag, value = ''] = /^\s{0,3}([A-Z][A-Z0-9]) {1,2}- ?(.*)$/.exec(line) ?? [];
    if (tag === undefined) {
      // A long text continues on the next line.
      if (open && last && last.length > 0) last[last.length - 1] += `\n${line.trimEnd()}`;
    } else if (tag === 'TY') {
      open = { line: index + 1, type: value.trim().toUpperCase(), values: new Map(), isClosed: false };
      records.push(open);
      last = undefined;
    } else if (tag === 'ER') {
      if (open) open.isClosed = true;
      [open, last] = [undefined, undefined];
    } else if (open) {
      last = open.values.get(tag) ?? [];
      last.push(value.trim());
      open.values.set(tag, last);
    }
  }
  return records;
}

function referenceOf(file: string, { line, type, values }: RisRecord): Reference {
  const used = new Set<string>();
  const all = (...tags: readonly string[]): readonly string[] =>
    tags.flatMap((tag) => {
      used.add(tag);
      return (values.get(tag) ?? []).map((value) => value.trim()).filter((value) => value !== '');
    });
  /** The value of the first of these tags that has one. The others are ignored. */
  const first = (...tags: readonly string[]): string | undefined => {
    const tag = tags.find((one) => (values.get(one) ?? []).some((value) => value.trim() !== ''));
    return tag === undefined ? undefined : all(tag)[0];
  };
  const isBook = books.has(type);
  const [start, end] = [first('SP'), first('EP')];
  const isCount = isBook && start !== undefined && end === undefined && /^\d{1,5}(?: p(?:ages|\.)?)?$/.test(start);
  const editors = [
    ...all('ED', 'A3'),
    ...(type === 'CHAP' || type === 'CONF' || type === 'CPAPER' || isBook ? all('A2') : []),
  ];
  const urls = all('UR')
    .flatMap((value) => value.split(/[;\s](?=\s?https?:)/))
    .map((one) => one.trim());
  const number = first('SN');
  const isbn =
    number !== undefined &&
    (isBook || type === 'CHAP' || isIsbn(isbnDigits(number))) &&
    !/^\d{4}-?\d{3}[\dX]$/i.test(number)
      ? number
      : undefined;
  if (isbn === undefined) used.delete('SN');
  const venue = isBook ? undefined : first('JO', 'JF', 'T2', 'BT', 'C3', 'JA');
  if (venue !== undefined)
    for (const tag of ['JO', 'JF', 'T2', 'BT', 'C3', 'JA'])
      if (values.get(tag)?.[0]?.trim() === venue || tag === 'JA') used.add(tag);
  const id = first('ID', 'LB');
  const m1 = first('M1');
  const arxiv = [m1, ...urls].find(
    (value) => value !== undefined && /arxiv/i.test(value) && parseArxiv(value) !== undefined,
  );
  if (arxiv === undefined || arxiv !== m1) used.delete('M1');
  const [date, year] = [first('DA', 'Y1', 'PY'), first('PY', 'Y1')];
  for (const tag of ['DA', 'Y1', 'PY']) used.add(tag);
  const reference = {
    at: { file, line },
    ...(id !== undefined && !/^\d+$/.test(id) && { key: id }),
    type: types[type] ?? (arxiv === undefined ? undefined : ('paper' as const)),
    title: first('TI', 'T1', 'CT', ...(isBook ? ['BT'] : [])) ?? '',
    authors: all('AU', 'A1').flatMap(nameOf),
    editors: editors.flatMap(nameOf),
    published: readDate(slashed(date ?? '')) ?? readDate(slashed(year ?? '')),
    ...{ url: urls[0], doi: first('DO', 'M3')?.replace(/^doi:\s*/i, ''), isbn, arxiv },
    texts: {
      ...{ venue, volume: first('VL'), issue: first('IS'), publisher: first('PB'), edition: first('ET') },
      pages:
        isCount || start === undefined
          ? undefined
          : end === undefined || end === start
            ? start
            : start.includes('-')
              ? start
              : `${start}–${end}`,
      length: isCount ? `${Number.parseInt(start, 10)} pages` : undefined,
      abstract: first('AB', 'N2'),
    },
    keywords: all('KW')
      .flatMap((value) => value.split(/[;\n]/))
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    notes: all('N1', 'RN').map((note) => withParagraphs(note).trim()),
  };
  return { ...reference, dropped: [...values.keys()].filter((tag) => !used.has(tag) && !ignored.has(tag)) };
}

/** `2003/02/04/` and `2003///` without the parts that are empty or not numbers; `2003///circa` with `~`. */
function slashed(date: string): string {
  const parts = date.split('/').map((part) => part.trim());
  const end = parts.findIndex((part, index) => index > 0 && !/^\d{1,2}$/.test(part));
  const known = parts.slice(0, end < 0 ? 3 : end).join('/');
  return /^(?:ca?\.?|circa)$/i.test(parts[3] ?? '') ? `~${known}` : known;
}

function nameOf(written: string): Named[] {
  const [family = '', given = '', suffix = ''] = written.split(',').map((part) => part.trim());
  if (given === '') return literal(family);
  // The format has no tag for “von”.
  const [, particle = '', last = family] = /^((?:\p{Ll}\S*\s+)+)(\S.*)$/u.exec(family) ?? [];
  return named({ family: last, given, particle: particle.trim(), suffix });
}
