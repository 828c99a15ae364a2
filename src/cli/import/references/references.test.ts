import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import type { Reading } from '../found.ts';
import { readers } from '../readers.ts';
import { bibtex, readBibtex } from './bibtex.ts';
import { readCsl } from './csl.ts';
import { dateOfParts, readDate } from './dates.ts';
import { readRis } from './ris.ts';

/** The fields of each record, with its body and remarks. */
function shown({ found }: Reading) {
  return found.map(({ fields, body, remarks = [] }) => ({
    ...fields,
    ...(body && { body: body(() => undefined) }),
    remarks: remarks.map(({ kind, message }) => `${kind}: ${message}`),
  }));
}

const oneOf = async (bib: string) =>
  (shown(await readBibtex('a.bib', bib))[0] ?? expect.fail('nothing found')) as Record<string, unknown>;

test('a BibTeX record with all that a resource has', async () => {
  const record = await oneOf(`@article{lee2003,
    title = {On {B}ayes}, subtitle = {A proof of $x<y$ for \\$5}, author = {Lee, Ann and others}, editor = {Ed Itor},
    journaltitle = {Journal of {X}}, volume = 3, number = {4--5}, pages = {993--1022}, publisher = {ACM}, edition = {2},
    date = {2003-02-04}, doi = {https://doi.org/10.1000/a_b}, eprint = {1706.03762v2}, eprinttype = {arxiv},
    url = {https://example.org/x?a=1&b=2}, abstract = {It is \\emph{so}.}, keywords = {deep learning; C++, NLP},
    pagetotal = {30}, annote = {Read it twice.}, note = {To appear.

    Second \\& last.}, code = {https://github.com/a/b}, date-added = {2020-01-02 10:00:00 +0100}}`);
  expect(record).toEqual({
    ...{ title: 'On Bayes: A proof of $x<y$ for \\$5', type: 'paper', url: 'https://example.org/x?a=1&b=2' },
    ...{ authors: ['Ann Lee', 'et al.'], published: '2003-02-04', venue: 'Journal of X', volume: '3', issue: '4–5' },
    ...{ pages: '993–1022', publisher: 'ACM', editors: ['Ed Itor'], edition: '2', summary: 'Read it twice.' },
    ...{ abstract: 'It is so.', length: '30 pages', arxiv: '1706.03762v2', doi: '10.1000/a_b' },
    ...{
      topics: ['deep-learning', 'c-plus-plus', 'nlp'],
      code: 'https://github.com/a/b',
      key: 'lee2003',
      added: '2020-01-02',
    },
    ...{ body: 'To appear.\n\nSecond \\& last.', remarks: [] },
  });
});

describe('the address of a record', () => {
  test.each([
    ['its own', 'url = {www.example.org/a}, doi = {10.1000/1}', { url: 'https://www.example.org/a', doi: '10.1000/1' }],
    ['its DOI', 'doi = {doi:10.1000/1}', { url: 'https://doi.org/10.1000/1', doi: undefined }],
    [
      'its arXiv identifier',
      'eprint = {1706.03762}, archiveprefix = {arXiv}',
      { url: 'https://arxiv.org/abs/1706.03762', arxiv: undefined },
    ],
    ['an address of arXiv', 'arxiv = {https://arxiv.org/abs/1706.03762}', { url: 'https://arxiv.org/abs/1706.03762' }],
    [
      'a journal that is arXiv',
      'journal = {arXiv preprint arXiv:1706.03762}',
      { url: 'https://arxiv.org/abs/1706.03762' },
    ],
    [
      'howpublished',
      'howpublished = {\\url{https://example.org/a_b}}',
      { url: 'https://example.org/a_b', venue: undefined },
    ],
    ['none', 'howpublished = {Handout}', { url: undefined, venue: 'Handout' }],
  ])('is %s', async (_, fields, expected) => {
    const record = await oneOf(`@misc{a, title = {T}, ${fields}}`);
    for (const [name, value] of Object.entries(expected)) expect(record[name], name).toBe(value);
  });
});

test.each([
  ['isbn = {978-0-262-03561-4}', 'needs-person: Its ISBN is left out, because its check digit is wrong.'],
  ['author = {SMITH, JOHN}', 'needs-person: A name is in capitals and stays that way.'],
  ['year = {in press}', 'dropped: Its date has no year and is left out.'],
  ['issn = {1234-5678}', 'dropped: The field "issn" is left out, because a log has no such field.'],
  ['pages = {about ten, or so it seems}', 'dropped: The value of "pages" is left out, because it is not valid.'],
  ['url = {ftp://example.org/}', 'needs-person: Its address is left out, because it is not a web address.'],
])('a remark for %s', async (field, remark) => {
  expect((await oneOf(`@article{a, title = {T}, ${field}}`)).remarks).toEqual([remark]);
});

test('a file on the disk of its owner is nobody’s business, and no remark', async () => {
  expect((await oneOf('@article{a, title = {T}, file = {/home/a/b.pdf:b:application/pdf}}')).remarks).toEqual([]);
});

test('a chapter has the facts of the book that its crossref names', async () => {
  const [chapter] = shown(
    await readBibtex(
      'a.bib',
      '@incollection{a, title = {Part}, crossref = {B}}\n@book{b, title = {Whole}, editor = {Ann Bee}, year = 2000, isbn = {9780262035613}}',
    ),
  );
  expect(chapter).toMatchObject({
    title: 'Part',
    type: 'paper',
    venue: 'Whole',
    editors: ['Ann Bee'],
    published: '2000',
  });
  expect(chapter).not.toHaveProperty('isbn');
});

test('records without a title and torn ones are refused with their lines', async () => {
  const { found, refused } = await readBibtex(
    'a.bib',
    '@misc{a, year = 2000}\n@misc{b, title = {x}\n@misc{c, title = {y}}',
  );
  expect(found).toHaveLength(1);
  expect(refused).toEqual([
    { at: { file: 'a.bib', line: 2 }, title: 'b', reason: 'Its braces do not match, so the record is never closed.' },
    { at: { file: 'a.bib', line: 1 }, title: 'a', reason: 'It has no title.' },
  ]);
});

test.each([
  ['Latin-1', Buffer.from('@misc{a, title = {Caf\xe9}}', 'latin1')],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFF@misc{a, title = {Café}}')],
  ['UTF-16', Buffer.from('\uFEFF@misc{a, title = {Café}}', 'utf16le')],
  ['Windows line ends', Buffer.from('@misc{a,\r\n title = {Café}\r\n}\r\n')],
])('a file in %s', async (_, bytes) => {
  const path = join(await makeFolder({}), 'a.bib');
  await writeFile(path, bytes);
  expect(shown(await bibtex.read(path))).toMatchObject([{ title: 'Café' }]);
});

test('CSL-JSON of Zotero', async () => {
  const text = `[
    {"id":"lee2003","type":"article-journal","title":"On <i>Bayes</i> for $5","container-title":"Journal of X",
     "author":[{"family":"Lee","given":"Ann"},{"literal":"Alpha Beta"},{"family":"Berg","given":"Hans","non-dropping-particle":"van der"}],
     "issued":{"date-parts":[["2003",2,"4"]]},"volume":3,"issue":"4","page":"1-9","DOI":"10.1000/1","ISSN":"1234-5678",
     "keyword":"NLP, deep learning","note":"Citation Key: lee\\nA note.","abstract":"So."},
    {"id":"http://zotero.org/users/1/items/ABC","type":"article","title":"A preprint","publisher":"arXiv","number":"arXiv:1706.03762",
     "issued":{"literal":"ca. 2017"}},
    7,
    {"id":"x","type":"book"}
  ]`;
  const reading = await readCsl('a.json', text);
  expect(shown(reading)).toEqual([
    {
      ...{ title: 'On Bayes for $5', type: 'paper', url: 'https://doi.org/10.1000/1', published: '2003-02-04' },
      ...{
        authors: ['Ann Lee', { name: 'Alpha Beta', institution: true }, 'Hans van der Berg'],
        venue: 'Journal of X',
      },
      ...{
        volume: '3',
        issue: '4',
        pages: '1–9',
        abstract: 'So.',
        key: 'lee',
        topics: ['nlp', 'deep-learning'],
        body: 'A note.',
      },
      remarks: ['dropped: The field "ISSN" is left out, because a log has no such field.'],
    },
    { title: 'A preprint', type: 'paper', url: 'https://arxiv.org/abs/1706.03762', published: '~2017', remarks: [] },
  ]);
  expect(reading.refused).toEqual([
    { at: { file: 'a.json' }, reason: 'It is not a record.' },
    { at: { file: 'a.json', line: 9 }, title: 'x', reason: 'It has no title.' },
  ]);
  expect((await readCsl('a.json', '[{')).refused).toHaveLength(1);
});

test('RIS of Zotero', async () => {
  const text = `TY  - JOUR
TI  - On Bayes
AU  - Lee, Ann
AU  - Solo
T2  - Journal of X
JO  - Journal of X
VL  - 3
IS  - 4
SP  - 1
EP  - 9
DO  - 10.1000/1
DA  - 2003/02/04/
PY  - 2003
SN  - 1234-5678
KW  - NLP
KW  - deep learning
N1  - <p>A note.</p><p>And *more*.</p>
AB  - A long
abstract.
L1  - files/1/a.pdf
ER  - 

TY  - BOOK
T1  - A book
SN  - 978-0-262-03561-3
SP  - 300
Y1  - 2001///
ED  - Bee, Bob
ER  -
TY  - JOUR
TI  - Torn
`;
  const reading = await readRis('a.ris', text);
  expect(shown(reading)).toEqual([
    {
      ...{
        title: 'On Bayes',
        type: 'paper',
        url: 'https://doi.org/10.1000/1',
        published: '2003-02-04',
        venue: 'Journal of X',
      },
      ...{
        authors: ['Ann Lee', 'Solo'],
        volume: '3',
        issue: '4',
        pages: '1–9',
      },
      ...{ abstract: 'A long abstract.', topics: ['nlp', 'deep-learning'], body: 'A note.\n\nAnd \\*more\\*.' },
      remarks: ['dropped: The field "SN" is left out, because a log has no such field.'],
    },
    {
      ...{
        title: 'A book',
        type: 'book',
        isbn: '9780262035613',
        length: '300 pages',
        published: '2001',
        editors: ['Bob Bee'],
      },
      remarks: [],
    },
  ]);
  expect(reading.refused).toEqual([
    { at: { file: 'a.ris', line: 30 }, title: 'Torn', reason: 'It does not end with "ER  -".' },
  ]);
});

test.each([
  ['2003-02-04', '2003-02-04'],
  ['2003/2004', '2003'],
  ['2003-02-30', '2003'],
  ['[2003]', '2003'],
  ['c. 2003', '~2003'],
  ['2003~', '~2003'],
  ['12003', undefined],
  ['n.d.', undefined],
])('the date %s', (written, date) => expect(readDate(written)).toBe(date));

test.each([
  [['2003', 'feb', '4'], '2003-02-04'],
  [['2003', 'February'], '2003-02'],
  [['2003', '2'], '2003-02'],
  [['2003', '4 feb'], '2003-02-04'],
  [['2003', 'spring'], '2003'],
  [['in press', 'feb'], undefined],
])('the date of %s', ([year = '', month, day], date) => expect(dateOfParts(year, month, day)).toBe(date));

test.each([
  ['a.bib', '', 'BibTeX (.bib)'],
  ['a.json', '[\n{"id": 1, "type": "article-journal"', 'CSL-JSON (.json)'],
  ['a.ris', '', 'RIS (.ris)'],
  ['a.html', '<!DOCTYPE NETSCAPE-Bookmark-file-1>', 'bookmarks (HTML)'],
  ['b.html', '<!doctype html>', undefined],
  ['b.json', '{"type": "module"}', undefined],
])('a reader for %s', async (name, text, reader) => {
  const path = join(await makeFolder({ [name]: text }), name);
  const accepting = [];
  for (const one of readers) if (await one.accepts(path)) accepting.push(one.name);
  expect(accepting).toEqual(reader === undefined ? [] : [reader]);
});
