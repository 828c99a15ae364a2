import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import { entryKey } from '../../../log/entry.ts';
import { isError } from '../../../log/problem.ts';
import { diagnoseEntry } from '../../../loader/renderEntry.ts';
import { entryText } from '../../entries/entryText.ts';
import { readCsv } from './csv.ts';
import { readingLists } from './readingList.ts';

async function read(text: string | Uint8Array, wanted: Readonly<Record<string, string>> = {}) {
  const folder = await makeFolder({ 'list.csv': '' });
  await writeFile(join(folder, 'list.csv'), text);
  const reading = await readingLists.read(join(folder, 'list.csv'), { columns: new Map(Object.entries(wanted)) });
  if ('failure' in reading)
    return { failure: reading.failure, kind: '', records: [], remarks: [], refused: [], columns: [] };
  const records = reading.found.map(({ at, fields, body }) => ({
    ...{ line: at.line, ...fields, ...(body && { body: body(() => undefined) }) },
  }));
  const remarks = reading.found.flatMap(({ remarks: own = [] }) =>
    own.map(({ at, message }) => `${at.line} ${message}`),
  );
  return { ...reading, records, remarks };
}

test('a list of Goodreads: statuses, dates, editions, shelves and reviews, and no rating', async () => {
  const { kind, records, remarks, refused, columns } = await read(
    `Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies
1,"Dune (Dune, #1)",Frank Herbert,"Herbert, Frank","Ann Other, Bob de Vries",="0441013597",="9780441013593",5,4.26,Ace,Paperback,604,2005,1965,2021/03/14,2021/01/02,"sci-fi, to-read, C++","sci-fi (#1)",read,"Great.<br/><br/>Really *great*.",,secret,1,0
2,Old edition,A B,,,="",="",0,,,,0,2015,1980,2012/05/01,2012/04/01,,,read,,,,1,0
3,Begun,A B,,,,,0,,,,,,,,2012/04/01,currently-reading,,currently-reading,,,,0,0
4,Given up,A B,,,,,0,,,,,,,2020/01/01,2012/04/01,,,did-not-finish,,,,0,0
5,Custom,A B,,,,,0,,,,,,,,2012/04/01,,,on-the-train,,,,0,0
`,
  );
  expect(kind).toBe('a Goodreads reading list');
  expect(records).toEqual([
    {
      ...{ line: 2, title: 'Dune (Dune, #1)', type: 'book', authors: ['Frank Herbert', 'Ann Other', 'Bob de Vries'] },
      ...{ published: '2005', publisher: 'Ace', length: '604 pages', status: 'finished', finished: '2021-03-14' },
      ...{ isbn: '9780441013593', added: '2021-01-02', topics: ['sci-fi', 'c-plus-plus'] },
      body: 'Great.\n\nReally \\*great\\*.',
    },
    {
      ...{ line: 3, title: 'Old edition', type: 'book', authors: ['A B'], published: '1980', status: 'finished' },
      ...{ finished: '2012-05-01', added: '2012-04-01' },
    },
    { line: 4, title: 'Begun', type: 'book', authors: ['A B'], status: 'reading', added: '2012-04-01' },
    { line: 5, title: 'Given up', type: 'book', authors: ['A B'], status: 'abandoned', added: '2012-04-01' },
    { line: 6, title: 'Custom', type: 'book', authors: ['A B'], added: '2012-04-01', topics: ['on-the-train'] },
  ]);
  expect(remarks).toEqual([
    '2 Its text was HTML and loses its formatting.',
    '5 The day it was finished is left out, because its status is “abandoned”.',
  ]);
  expect(refused).toEqual([]);
  expect(columns?.filter(({ field }) => field === undefined)).toContainEqual({
    ...{ name: 'My Rating', field: undefined, filled: 5 },
  });
  expect(columns?.find(({ name }) => name === 'Private Notes')?.field).toBeUndefined();
  for (const { line: _, body, ...fields } of records) {
    const text = entryText('resource', fields, body as string | undefined);
    const source = { kind: 'resource', key: entryKey('resources', 'a'), file: 'content/resources/a.md', text } as const;
    expect((await diagnoseEntry(source, { macros: {} })).problems.filter(isError)).toEqual([]);
  }
});

test('lists of StoryGraph, BookWyrm, LibraryThing and Openreads', async () => {
  const storyGraph =
    await read(`Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Star Rating,Review,Tags
Always Coming Home,"Ursula K. Le Guin, Todd Barton","",9780520227354,,did-not-finish,2021/05/10,"","",4.5,"<div>Long.</div>",utopia
No ISBN,Tim Hwang,"",7f1cf2d0-aaaa-4f2e,,read,2021/05/10,2021/06/01,"2021/05/11-2021/06/01",,,
`);
  expect(storyGraph).toMatchObject({ kind: 'a StoryGraph reading list', refused: [] });
  expect(storyGraph.records).toEqual([
    {
      ...{ line: 2, title: 'Always Coming Home', type: 'book', authors: ['Ursula K. Le Guin', 'Todd Barton'] },
      ...{ isbn: '9780520227354', status: 'abandoned', added: '2021-05-10', topics: ['utopia'], body: 'Long.' },
    },
    {
      ...{ line: 3, title: 'No ISBN', type: 'book', authors: ['Tim Hwang'], status: 'finished' },
      ...{ finished: '2021-06-01', added: '2021-05-10' },
    },
  ]);
  const bookWyrm =
    await read(`title,author_text,remote_id,openlibrary_key,isbn_10,isbn_13,start_date,finish_date,stopped_date,rating,review_name,review_content,shelf,shelf_name,shelf_date
Solaris,Stanisław Lem,https://example.org/1,,1250313198,9781250313195,2020-10-21,2020-10-25,,3,On Solaris,Strange.,read,Read,2020-10-21
Stopped,A B,https://example.org/2,,,,2020-10-21,,2020-10-25,,,,stopped-reading,Stopped Reading,2020-10-21
Cake,C D,https://example.org/3,,,,,,,,,,cooking,Cooking,2019-07-08
`);
  expect(bookWyrm.records).toMatchObject([
    { isbn: '9781250313195', finished: '2020-10-25', added: '2020-10-21', body: 'On Solaris\n\nStrange.' },
    { status: 'abandoned' },
    { topics: ['cooking'] },
  ]);
  expect(bookWyrm.records[0]).not.toHaveProperty('url');
  const thing = await read(
    Buffer.from(
      'Book Id\tTitle\tPrimary Author\tISBN\tDate Read\tCollections\tTags\n1\tDer Zauberberg\tMann, Thomas\t[9783596294336]\t[2019-04-02]\tYour library\tÜbersetzung, klassiker\n',
      'latin1',
    ),
  );
  expect(thing.records).toEqual([
    {
      ...{ line: 2, title: 'Der Zauberberg', type: 'book', authors: ['Thomas Mann'], isbn: '9783596294336' },
      ...{ status: 'finished', finished: '2019-04-02', topics: ['übersetzung', 'klassiker'] },
    },
  ]);
  const openreads = await read(`title,subtitle,author,status,pages,publication_year,olid,tags,book_format,readings
Piranesi,A novel,"Clarke, Susanna",in_progress,272,2020,OL1M,a|||||b,paperback,2023-10-27T00:00:00.000|2023-11-28T00:00:00.000|
`);
  expect(openreads.records).toMatchObject([
    {
      title: 'Piranesi: A novel',
      authors: ['Susanna Clarke'],
      status: 'reading',
      length: '272 pages',
      topics: ['a', 'b'],
    },
  ]);
});

test('highlights of Readwise are one resource for each book, in the order of the book', async () => {
  const { records, remarks } =
    await read(`Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"The second.
Of two lines.",The *Slow* Book,Mara Ellison,B00X123456,My thought,yellow,x,page,12,2020-10-06 10:15:00+00:00,philosophy
The first.,The *Slow* Book,Mara Ellison,B00X123456,.h1,,,page,3,2020-10-05 10:15:00+00:00,
From a page,A post,Someone,,,,,order,0,2021-10-05 10:15:00+00:00,
`);
  expect(records).toEqual([
    {
      ...{ line: 2, title: 'The \\*Slow\\* Book', type: 'book', authors: ['Mara Ellison'], added: '2020-10-05' },
      topics: ['philosophy'],
      body: '> The first.\n>\n> — page 3\n\n> The second.\\\n> Of two lines.\n>\n> — page 12\n\nMy thought',
    },
    {
      ...{ line: 5, title: 'A post', type: 'article', authors: ['Someone'], added: '2021-10-05' },
      body: '> From a page\n>\n> — order 0',
    },
  ]);
  expect(remarks).toEqual(['5 Its type is not clear, so it becomes an article.']);
});

test('a table of Notion, with words of its own', async () => {
  const { records, remarks } = await read(`\uFEFFName,Author,Status,Type,Link,Tags,Score /5,Summary,Completed
Attention,"Vaswani, Ashish; Shazeer, Noam",Done,Paper,https://arxiv.org/abs/1706.03762,"ml, nlp",⭐️,"One line.","March 14, 2021 3:04 PM"
A talk,"Ada Lovelace and Grace Hopper",In progress,Video,https://example.org/talk,Topics (https://www.notion.so/Topics-0123456789abcdef0123456789abcdef),,,
Odd,,Someday,Poster,,,,,"March 1, 2021 → March 4, 2021"
,,,,https://example.org/only-link,,,,
`);
  expect(records).toMatchObject([
    {
      ...{ type: 'paper', authors: ['Ashish Vaswani', 'Noam Shazeer'], status: 'finished', finished: '2021-03-14' },
      ...{ topics: ['ml', 'nlp'], summary: 'One line.' },
    },
    { type: 'video', authors: ['Ada Lovelace', 'Grace Hopper'], status: 'reading', topics: ['topics'] },
    { title: 'Odd', type: 'article', status: 'finished', finished: '2021-03-04' },
    { title: 'example.org/only-link', type: 'article' },
  ]);
  expect(remarks).toContain('4 “Someday” in “Status” is not a known status, so it is left out.');
  expect(remarks).toContain('4 “Poster” is not a known type.');
});

test('a person decides what a column becomes', async () => {
  const list = 'Buch,Rating,Shelf\nDune,A classic,sand\n';
  expect(await read(list, { buch: 'title', Rating: 'verdict', Shelf: '' })).toMatchObject({
    records: [{ title: 'Dune', verdict: 'A classic' }],
    columns: [{ field: 'title' }, { field: 'verdict' }, { name: 'Shelf', field: undefined, filled: 1 }],
  });
  expect((await read(list)).failure).toContain(
    'The first row must contain the names of the columns; it contains: Buch, Rating, Shelf.',
  );
  expect((await read(list, { Book: 'title' })).failure).toContain(
    'There is no column "Book". The columns are: Buch, Rating, Shelf.',
  );
  expect((await read(list, { Buch: 'titel' })).failure).toMatch(/cannot be "titel"\. It can be: title, subtitle,/);
});

test.each([
  ['a byte order mark and Windows line ends', '\uFEFFTitle,URL\r\nA,https://example.org\r\n', [['A', 2]]],
  ['semicolons', 'Title;Notes\nA;"x;y"\n', [['A', 2]]],
  ['tabs', 'Title\tNotes\nA\tx, y\n', [['A', 2]]],
  ['the separator of Excel', 'sep=;\nTitle;Notes\nA;x\n', [['A', 3]]],
  [
    'line breaks in quotes',
    'Title,Notes\n"A\nB","x\n\ny"\nC,\n',
    [
      ['A B', 2],
      ['C', 6],
    ],
  ],
  [
    'empty rows',
    'Title,Notes\n\nA,x\n,\n\nB,y\n',
    [
      ['A', 3],
      ['B', 6],
    ],
  ],
  [
    'columns that are aligned',
    'Title  , Notes\n"A, B" , "x, y"\nC      , z\n',
    [
      ['A, B', 2],
      ['C', 3],
    ],
  ],
] as const)('a table with %s', async (_, text, expected) => {
  const { records, refused } = await read(text);
  expect(records.map((record) => [(record as { title?: string }).title, record.line])).toEqual(expected);
  expect(refused).toEqual([]);
});

test('a row that is too long or has an open quote is not imported, and one that is too short is', async () => {
  const { records, remarks, refused } = await read(
    'Title,Notes\nA,x,y\nB\nC "c" ,x,\n"D"d",x\n"E"e,x\nF,"y"\nG,"open\nH,x\n',
  );
  expect(records.map((record) => (record as { title?: string }).title)).toEqual(['B', 'C "c"', 'D"d']);
  expect(remarks.filter((remark) => !remark.includes('Its type'))).toEqual([
    '3 The row has 1 cell and the header 2. The missing ones are read as empty.',
    '5 A quote in this row is not doubled. Check that its cells are right.',
  ]);
  expect(refused.map(({ at, reason }) => `${at.line} ${reason}`)).toEqual([
    '2 The row has 3 cells and the header 2. Perhaps a text that contains a separator is not in quotes.',
    '6 A quote in this row is not doubled, so it is not clear where the cell ends. Everything up to line 7 was read as one row.',
    '8 A quote in this row is not closed. Everything up to line 9 was read as one row.',
  ]);
});

test.each([
  ['3/4/2021', ['25/12/2020'], '2021-04-03'],
  ['3/4/2021', ['12/25/2020'], '2021-03-04'],
  ['3/4/2021', [], undefined],
  ['3/4/2021', ['25/12/2020', '12/25/2020'], undefined],
  ['4/4/2021', [], '2021-04-04'],
  ['03.04.2021', [], '2021-04-03'],
  ['2021/3/4', [], '2021-03-04'],
  ['2021-03-04T10:00:00Z', [], '2021-03-04'],
  ['14 March 2021', [], '2021-03-14'],
  ['Sep 2021', [], '2021-09'],
  ['2021', [], '2021'],
  ['2021-02-30', [], undefined],
  ['last spring', [], undefined],
  ['1600000000', [], '2020-09-13'],
])('the date %s beside %j is %s', async (date, others, expected) => {
  const rows = [date, ...others].map((cell, index) => `Book ${index},${cell}`);
  const { records, remarks } = await read(`Title,Date added\n${rows.join('\n')}\n`);
  expect((records[0] as { added?: string }).added).toBe(expected);
  expect(remarks.filter((remark) => remark.includes('not clear which date')).length > 0).toBe(expected === undefined);
});

test.each([
  ['Mann, Thomas', ['Thomas Mann']],
  ['Le Guin, Ursula K.|Mann, Thomas|Eco, Umberto', ['Ursula K. Le Guin']],
  ['Ursula K. Le Guin, Todd Barton', ['Ursula K. Le Guin', 'Todd Barton']],
  ['Daron Acemoglu and James A. Robinson', ['Daron Acemoglu', 'James A. Robinson']],
  ['Simon and Schuster', ['Simon and Schuster']],
  ['Martin Luther King, Jr.', ['Martin Luther King Jr.']],
  ['King, Stephen; Straub, Peter', ['Stephen King', 'Peter Straub']],
])('the authors of %s', async (cells, expected) => {
  const rows = cells.split('|').map((cell, index) => `Book ${index},"${cell}"`);
  const { records } = await read(`Title,Author\n${rows.join('\n')}\n`);
  expect((records[0] as { authors?: unknown }).authors).toEqual(expected);
});

test('rows are told apart by lines in a table of 5,000 rows with line breaks', () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => `Book ${n},"A note\nof two lines, ""quoted"""`);
  const table = readCsv(`Title,Notes\n${rows.join('\n')}\n`);
  expect(table?.rows).toHaveLength(5_000);
  expect(table?.rows.at(-1)).toEqual({ line: 10_000, cells: ['Book 4999', 'A note\nof two lines, "quoted"'] });
});
