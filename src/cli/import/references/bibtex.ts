import { basename } from 'node:path';
import { isIsbn, isbnDigits, parseArxiv } from '../../../log/identifiers.ts';
import type { ResourceType } from '../../../log/schema.ts';
import type { Found, Reader, Reading, Refused, Remark } from '../found.ts';
import { readForeignText } from '../readText.ts';
import { topicsNamed } from '../topics.ts';
import { dateOfParts, readDate } from './dates.ts';
import { foundOf, type Reference } from './reference.ts';
import { splitBibtex, type BibtexRecord } from './splitBibtex.ts';
import { readTexNames } from './texNames.ts';
import { moneySign, readTex, readTexWithoutFormulas, readVerbatim } from './texText.ts';

/** BibTeX and BibLaTeX, including exports of Zotero, JabRef, BibDesk and Mendeley. */
export const bibtex = {
  name: 'BibTeX (.bib)',
  accepts: async (path) => /\.bib(?:tex)?$/i.test(path),
  read: async (path) => {
    const read = await readForeignText(path);
    const file = basename(path);
    if ('text' in read) return readBibtex(file, read.text);
    return { kind, found: [], refused: [{ at: { file }, reason: read.failure }], remarks: [] };
  },
} satisfies Reader;

const kind = 'a BibTeX file';

const types: Readonly<Record<string, ResourceType>> = {
  ...{ article: 'paper', inproceedings: 'paper', conference: 'paper', incollection: 'paper', inbook: 'paper' },
  ...{ suppperiodical: 'paper', techreport: 'paper', report: 'paper', unpublished: 'paper', patent: 'paper' },
  ...{ thesis: 'paper', phdthesis: 'paper', mastersthesis: 'paper', bachelorsthesis: 'paper', preprint: 'paper' },
  ...{ book: 'book', mvbook: 'book', booklet: 'book', collection: 'book', mvcollection: 'book', proceedings: 'book' },
  ...{ mvproceedings: 'book', bookinbook: 'paper', suppbook: 'paper', suppcollection: 'paper', periodical: 'book' },
  ...{ manual: 'reference', reference: 'reference', inreference: 'reference', standard: 'reference' },
  ...{ software: 'code', movie: 'video', video: 'video', audio: 'podcast' },
};

/** Types of records that stand for web pages. */
const webTypes = new Set(['online', 'electronic', 'www', 'webpage']);
/** Types of records with an issue. */
const journalTypes = new Set(['article', 'periodical', 'suppperiodical']);
const reportTypes = new Set(['techreport', 'report', 'thesis', 'phdthesis', 'mastersthesis', 'manual', 'standard']);

/** Fields about a program's own files, which are not facts about the source. */
const ignored = new Set([
  ...[
    'file',
    'localfile',
    'local-url',
    'pdf',
    'timestamp',
    'owner',
    'bibsource',
    'biburl',
    'date-modified',
    'bdsk-url-1',
  ],
  ...[
    'bdsk-file-1',
    'bdsk-url-2',
    'modificationdate',
    'creationdate',
    'date-added',
    'ids',
    'crossref',
    '__markedentry',
  ],
  ...[
    'archiveprefix',
    'eprinttype',
    'sortkey',
    'options',
    'mendeley-groups',
    'mendeley-source',
    'added-at',
    'interhash',
  ],
  ...['intrahash', 'username', 'abstractnote', 'bibtex-show', 'bibtex_show'],
]);

/** Reads the records of a BibTeX file with this name. */
export async function readBibtex(file: string, text: string): Promise<Reading> {
  const { records, torn } = splitBibtex(text);
  const refused: Refused[] = torn.map(({ line, key, reason }) => ({
    at: { file, line },
    ...(key !== undefined && { title: key }),
    reason,
  }));
  const byKey = new Map(records.map((record) => [record.key.toLowerCase(), record]));
  const found: Found[] = [];
  const keywords: string[] = [];
  for (const record of records) {
    if (record.type === 'xdata' || record.type === 'set') continue;
    const reference = referenceOf(file, record, byKey);
    if (reference.title === '') {
      refused.push({ at: reference.at, title: record.key, reason: 'It has no title.' });
      continue;
    }
    keywords.push(...reference.keywords);
    found.push(await foundOf(reference));
  }
  return { kind, found, refused, remarks: [], topics: topicsNamed(keywords) };
}

/** Fields that a record inherits from its `crossref`, and their names there. */
const inherited: Readonly<Record<string, string>> = {
  title: 'booktitle',
  subtitle: 'booksubtitle',
  author: 'bookauthor',
};
const neverInherited = new Set([
  'keywords',
  'abstract',
  'note',
  'annote',
  'annotation',
  'file',
  'doi',
  'url',
  'isbn',
  'pages',
  'pagetotal',
]);

function withInherited(record: BibtexRecord, byKey: ReadonlyMap<string, BibtexRecord>): ReadonlyMap<string, string> {
  const fields = new Map(record.fields);
  for (const reference of [record.fields.get('crossref'), ...(record.fields.get('xdata')?.split(',') ?? [])]) {
    const parent = reference === undefined ? undefined : byKey.get(reference.trim().toLowerCase());
    if (!parent || parent === record) continue;
    for (const [name, value] of parent.fields) {
      const isData = parent.type === 'xdata';
      const own = isData ? name : (inherited[name] ?? name);
      if (!fields.has(own) && (isData || !neverInherited.has(name))) fields.set(own, value);
    }
  }
  return fields;
}

function referenceOf(file: string, record: BibtexRecord, byKey: ReadonlyMap<string, BibtexRecord>): Reference {
  const fields = withInherited(record, byKey);
  const used = new Set<string>();
  const remarks: Omit<Remark, 'at'>[] = [];
  const take = (...names: readonly string[]): string | undefined => {
    const found = names.find((name) => (fields.get(name) ?? '').trim() !== '');
    if (found === undefined) return undefined;
    used.add(found);
    return fields.get(found);
  };
  const plain = (...names: readonly string[]) => {
    const value = take(...names);
    return value === undefined ? undefined : readTexWithoutFormulas(value);
  };
  const rich = (...names: readonly string[]) => {
    const value = take(...names);
    if (value === undefined) return undefined;
    const { text, unknown } = readTex(value);
    for (const command of unknown)
      remarks.push({ kind: 'changed', message: `The TeX command ${command} has no equivalent here and is left out.` });
    return text;
  };
  const verbatim = (...names: readonly string[]) => {
    const value = take(...names);
    return value === undefined ? undefined : readVerbatim(value);
  };

  const { type } = record;
  const title = [rich('title'), rich('subtitle')].filter((part) => part !== undefined && part !== '').join(': ');
  const howPublished = take('howpublished');
  const address = howPublished === undefined ? undefined : addressIn(howPublished);
  const isBook = types[type] === 'book';
  const journal = [plain('journaltitle', 'journal'), plain('journalsubtitle')].filter(Boolean).join(': ') || undefined;
  const book =
    [plain('booktitle', 'maintitle', 'eventtitle'), plain('booksubtitle')].filter(Boolean).join(': ') || undefined;
  const venue =
    journal ??
    (isBook ? undefined : book) ??
    (address === undefined && howPublished !== undefined ? readTexWithoutFormulas(howPublished) : undefined);
  const eprint = verbatim('eprint');
  const archive = (fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').trim().toLowerCase();
  const isArxiv = archive === 'arxiv' || (archive === '' && eprint !== undefined && parseArxiv(eprint) !== undefined);
  if (eprint !== undefined && !isArxiv) used.delete('eprint');
  const arxiv = (isArxiv ? eprint : undefined) ?? verbatim('arxiv', 'arxivid') ?? arxivIn(journal);
  const url = verbatim('url') ?? address;
  const pages = plain('pages');
  const total = plain('pagetotal', 'numpages');
  const isCount = isBook && pages !== undefined && /^\d{1,5}$/.test(pages);
  const number = journalTypes.has(type) ? plain('number', 'issue') : plain('issue');
  const publisher =
    plain('publisher') ??
    (reportTypes.has(type) ? plain('school', 'institution', 'organization') : plain('organization'));
  const isAbout = /~$/.test((fields.get('date') ?? '').trim());
  const [date, year] = [take('date'), take('year')];
  const written = [take('month'), take('day')].map((part) => part && readTexWithoutFormulas(part));
  const published =
    date === undefined
      ? year === undefined
        ? undefined
        : dateOfParts(readTexWithoutFormulas(year), ...written)
      : readDate(isAbout ? date : readTexWithoutFormulas(date));
  if ((date ?? year) !== undefined && published === undefined)
    remarks.push({ kind: 'dropped', message: 'Its date has no year and is left out.' });
  const notes = ['note', 'addendum', 'comment', 'review', 'annotation', 'annotenote'].flatMap((name) => {
    const value = take(name);
    const read = value === undefined ? '' : paragraphsOf(value);
    return read === '' ? [] : [read];
  });
  const annote = take('annote');
  const arxivTyped: ResourceType | undefined =
    arxiv !== undefined && parseArxiv(arxiv) !== undefined ? 'paper' : undefined;
  const isbn = verbatimSpaced(take('isbn'));
  const certain = types[type] ?? (webTypes.has(type) ? undefined : arxivTyped);
  const keywords = ['keywords', 'keyword', 'mendeley-tags', 'tags', 'groups'].flatMap((name) => {
    const value = take(name);
    return value === undefined ? [] : readTexWithoutFormulas(value).split(/[,;]/);
  });
  const reference = {
    at: { file, line: record.line },
    ...(record.key !== '' && { key: record.key }),
    type: certain ?? (isbn !== undefined && isIsbn(isbnDigits(isbn)) ? 'book' : undefined),
    title,
    authors: readTexNames(take('author') ?? ''),
    editors: readTexNames(take('editor') ?? ''),
    ...{ published, url, arxiv, isbn },
    doi: verbatim('doi'),
    texts: {
      ...{ venue, volume: plain('volume'), issue: number, publisher, edition: plain('edition') },
      pages: isCount ? undefined : pages,
      length:
        total !== undefined && /^\d{1,5}$/.test(total) ? `${total} pages` : isCount ? `${pages} pages` : undefined,
      abstract: rich('abstract'),
      summary: annote === undefined ? undefined : paragraphsOf(annote),
    },
    links: { code: verbatim('code'), slides: verbatim('slides'), video: verbatim('video') },
    added: fields.get('date-added') ?? fields.get('creationdate') ?? fields.get('timestamp'),
    keywords: keywords.map((word) => word.trim()).filter((word) => word !== ''),
    notes,
    hasTex: true,
    remarks,
  };
  const dropped = [...fields.keys()].filter(
    (name) =>
      !used.has(name) && !ignored.has(name) && record.fields.has(name) && (record.fields.get(name) ?? '').trim() !== '',
  );
  return { ...reference, dropped };
}

/** The paragraphs of a text, which empty lines separate in TeX. Zotero writes notes like this. */
function paragraphsOf(tex: string): string {
  return tex
    .split(/\n[ \t]*\n\s*|\\par(?![a-zA-Z])/)
    .map((paragraph) => readTex(paragraph).text.replaceAll(moneySign, '$'))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function verbatimSpaced(value: string | undefined): string | undefined {
  return value?.replace(/[{}]/g, '').trim();
}

/** The address in `howpublished`. */
function addressIn(value: string): string | undefined {
  const [, inUrl] = /\\url ?\{([^{}]{1,2000})\}/.exec(value) ?? [];
  const found = inUrl ?? (/^\{?https?:\/\/\S+$/i.test(value.trim()) ? value.replace(/[{}]/g, '') : undefined);
  return found === undefined ? undefined : readVerbatim(found);
}

/** The identifier in `arXiv preprint arXiv:1706.03762`. */
function arxivIn(journal: string | undefined): string | undefined {
  const form = /\barxiv: ?((?:\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?\/\d{7})(?:v\d{1,3})?)/i;
  const [, id] = form.exec(journal ?? '') ?? [];
  return id !== undefined && parseArxiv(id) !== undefined ? id : undefined;
}
