import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import { linkLists } from './linkList.ts';

async function read(text: string) {
  const folder = await makeFolder({ 'readme.md': text });
  const reading = await linkLists.read(join(folder, 'readme.md'));
  if ('failure' in reading)
    return { failure: reading.failure, records: [], remarks: [], refused: [], topics: {}, parents: {} };
  const records = reading.found.map(({ at, fields, body }) => ({
    ...{ line: at.line, ...fields, ...(body && { body: body(() => undefined) }) },
  }));
  const remarks = reading.remarks.map(({ at, message }) => `${at.line} ${message}`);
  return { ...reading, records, remarks };
}

test('headings are topics in topics, and what is behind a link is its summary', async () => {
  const { records, topics, parents, remarks, refused } =
    await read(`# Awesome things [![Awesome](b.svg)](https://awesome.re)

## Contents

- [Books](#books)
  - [More](#more)
- [Lists](https://example.org/other-contents)

## 📚 Packages

### Mad science

- [webtorrent](https://github.com/webtorrent/webtorrent) - Streaming *torrent* client.
* **[Bold](https://example.org/bold)** — text: more, with \`code\` & $5.
- [ref] · By reference
- [ ] [Task](https://example.org/task)

### Books

1. [A book](https://example.org/book)

## Resources

### Books

- [Another](https://example.org/another): see [the talk](https://example.org/talk) too.

[ref]: https://www.youtube.com/watch?v=aaaaaaaaaaa

## License

- [CC0](https://creativecommons.org/publicdomain/zero/1.0/)
`);
  expect(records).toEqual([
    {
      ...{ line: 13, title: 'webtorrent', type: 'code', url: 'https://github.com/webtorrent/webtorrent' },
      ...{ summary: 'Streaming torrent client.', topics: ['mad-science'] },
    },
    {
      ...{ line: 14, title: 'Bold', type: 'article', url: 'https://example.org/bold', topics: ['mad-science'] },
      summary: 'text: more, with code & $5.',
    },
    {
      ...{ line: 15, title: 'ref', type: 'video', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
      ...{ summary: 'By reference', topics: ['mad-science'] },
    },
    { line: 16, title: 'Task', type: 'article', url: 'https://example.org/task', topics: ['mad-science'] },
    { line: 20, title: 'A book', type: 'book', url: 'https://example.org/book', topics: ['books'] },
    {
      ...{ line: 26, title: 'Another', type: 'book', url: 'https://example.org/another', topics: ['resources-books'] },
      ...{ summary: 'see the talk too.', body: '- [the talk](<https://example.org/talk>)' },
    },
  ]);
  expect(topics).toEqual({
    ...{ packages: 'Packages', 'mad-science': 'Mad science', books: 'Books', resources: 'Resources' },
    'resources-books': 'Resources: Books',
  });
  expect(parents).toEqual({ 'mad-science': 'packages', books: 'packages', 'resources-books': 'resources' });
  expect(refused).toEqual([]);
  expect(remarks).toEqual([
    '5 A link to another part of the list, as in a table of contents, is left out.',
    '6 A link to another part of the list, as in a table of contents, is left out.',
    '7 A link in the section “Contents” is about the list itself, so it is left out.',
    '32 A link in the section “License” is about the list itself, so it is left out.',
  ]);
});

test('links called “pdf” or “code” belong to the text before them or to the item above', async () => {
  const { records } = await read(`## Papers
- **Attention is all you need**, Vaswani et al. [[pdf](https://arxiv.org/abs/1706.03762)] [[code](https://github.com/a/b)]
- [6.828](https://example.org/6.828) **Operating Systems** *MIT*
  - The course of the PDOS group.
  - [Assignments and old exams](https://example.org/6.828/labs)
  - [Video](https://example.org/6.828/video)
  - [Another course](https://example.org/other)
- Tools
  - [A tool](https://example.org/tool)
`);
  expect(records).toEqual([
    {
      ...{ line: 2, title: 'Attention is all you need, Vaswani et al.', type: 'paper', topics: ['papers'] },
      ...{ url: 'https://arxiv.org/abs/1706.03762', code: 'https://github.com/a/b' },
    },
    {
      ...{ line: 3, title: '6.828', type: 'paper', url: 'https://example.org/6.828', topics: ['papers'] },
      ...{ summary: 'Operating Systems MIT', video: 'https://example.org/6.828/video' },
      body: '- The course of the PDOS group.\n- [Assignments and old exams](<https://example.org/6.828/labs>)',
    },
    { line: 7, title: 'Another course', type: 'paper', url: 'https://example.org/other', topics: ['papers'] },
    { line: 9, title: 'A tool', type: 'tool', url: 'https://example.org/tool', topics: ['tools'] },
  ]);
});

test('what is there twice is one entry, and what is no page is told', async () => {
  const { records, remarks, refused } = await read(`# List
## One
- [A](https://example.org/a)
- [Beside](other.md)
- [Mail](mailto:a@example.org)
- [![badge](https://example.org/b.svg)](https://example.org/badge)
- [Secret](https://user:word@example.org/)
## Two
- [Again](https://www.example.org/a/)
- [B](https://example.org/b)

See [this](https://example.org/paragraph).

| Course | Length |
| ------ | ------ |
| [C](https://example.org/c) | 4 weeks |

<p><a href="https://example.org/html">x</a></p>
`);
  expect(records).toMatchObject([
    { title: 'A', topics: ['one', 'two'] },
    { title: 'B', topics: ['two'] },
    { title: 'C', summary: '4 weeks', topics: ['two'] },
  ]);
  expect(refused).toMatchObject([{ title: 'Secret', at: { line: 7 } }]);
  expect(remarks).toEqual([
    '4 A link to a file beside the list is left out.',
    '5 A link with “mailto:” is left out, because it is not a page that others can open.',
    '6 A link around a picture, such as a badge, is left out.',
    '12 A link outside of lists and tables is left out.',
    '18 Links in HTML are left out.',
    '9 Its address is in the list more than once, so one entry gets the topics of all.',
  ]);
});

test('a note with some links is no list of links, but a note', async () => {
  expect(
    await read(`# A note
One paragraph.

Another.

- A point.

And one more.

- [A](https://example.org/a)
- [B](https://example.org/b)
`),
  ).toMatchObject({ kind: 'a note', found: [{ kind: 'note', fields: { title: 'A note' } }] });
});

test('a list of 1,000 links in 100 sections is 1,000 records', async () => {
  const sections = Array.from({ length: 100 }, (_, section) => {
    const links = Array.from(
      { length: 10 },
      (__, n) => `- [Link ${n}](https://example.org/${section}/${n}) - About ${n}.`,
    );
    return `${section % 10 === 0 ? '##' : '###'} Section ${section}\n\n${links.join('\n')}\n`;
  });
  const { records, topics, parents } = await read(`# List\n\n${sections.join('\n')}`);
  expect(records).toHaveLength(1_000);
  expect(records.at(-1)).toMatchObject({ title: 'Link 9', summary: 'About 9.', topics: ['section-99'] });
  expect(Object.keys(topics ?? {})).toHaveLength(100);
  expect(Object.keys(parents ?? {})).toHaveLength(90);
});
