import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import { bookmarks } from './bookmarks.ts';

async function read(list: string) {
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n${list}`;
  const folder = await makeFolder({ 'b.html': html });
  const { found, ...reading } = await bookmarks.read(join(folder, 'b.html'));
  const records = found.map(({ at, fields, body }) => ({
    ...{ line: at.line, ...fields, ...(body && { body: body(() => undefined) }) },
  }));
  return { ...reading, records, remarksOf: found.flatMap(({ remarks = [] }) => remarks.map(({ message }) => message)) };
}

test('folders and tags are topics; the toolbar is none', async () => {
  const { records, topics, remarks, refused } = await read(`<DL><p>
  <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">My bar</H3>
  <DL><p>
    <DT><H3>Languages</H3>
    <DD>About the folder
    <DL><p>
      <DT><A HREF="https://example.org/cpp" ADD_DATE="1600000000" TAGS="C++,deep learning" ICON="data:image/png;base64,AA">About *C++* &amp; more</A>
      <DD>One line about <b>it</b>.
      <DT><H3>Rust</H3>
      <DL><p><DT><A HREF="https://github.com/rust-lang/rust">Rust</A></DL><p>
      <DT><A HREF="https://arxiv.org/pdf/1706.03762v5.pdf" TOREAD="1">Attention</A>
    </DL><p>
  </DL><p>
  <DT><A HREF="https://example.org/end?utm_source=x">End</A>
</DL><p>`);
  expect(records).toEqual([
    {
      ...{
        line: 10,
        title: 'About \\*C++\\* & more',
        type: 'article',
        url: 'https://example.org/cpp',
        added: '2020-09-13',
      },
      ...{ topics: ['languages', 'c-plus-plus', 'deep-learning'], summary: 'One line about it.' },
    },
    { line: 13, title: 'Rust', type: 'code', url: 'https://github.com/rust-lang/rust', topics: ['languages', 'rust'] },
    {
      ...{ line: 14, title: 'Attention', type: 'paper', url: 'https://arxiv.org/abs/1706.03762v5' },
      ...{ topics: ['languages'], status: 'queued' },
    },
    { line: 17, title: 'End', type: 'article', url: 'https://example.org/end' },
  ]);
  expect(topics).toMatchObject({ 'c-plus-plus': 'C++', 'deep-learning': 'deep learning' });
  expect([...remarks, ...refused]).toEqual([]);
});

test('what is no page is dropped, and what is there twice is one entry', async () => {
  const links = ['javascript:alert(1)', 'place:sort=8', 'file:///home/a', 'data:text/html,x', '', 'chrome://settings'];
  const { records, remarks, refused } = await read(
    `<DL>${links.map((href) => `<DT><A HREF="${href}">x</A>`).join('\n')}
    <DT><H3>One</H3><DL><DT><A HREF="https://example.org/a">A</A></DL>
    <DT><H3>Two</H3><DL><DT><A HREF="https://www.example.org/a/">Again</A></DL>
    <DT><A HREF="https://user:secret@example.org/">Secret</A></DL>`,
  );
  expect(records).toMatchObject([{ title: 'A', topics: ['one', 'two'] }]);
  expect(remarks).toHaveLength(links.length + 1);
  expect(refused).toMatchObject([{ title: 'Secret' }]);
});

test('a text of several lines is the body, as literal text', async () => {
  const { records } = await read(
    '<DL><DT><A HREF="https://example.org/a">A</A>\n<DD>First *line*,\nsee https://example.org/x_y.<br>- third # %% [[x]]</DL>',
  );
  expect(records).toMatchObject([
    { body: 'First \\*line\\*,\\\nsee <https://example.org/x_y>.\\\n\\- third \\# \\%\\% \\[\\[x\\]\\]' },
  ]);
});

test('what is private is a draft, and the notes of linkding are paragraphs', async () => {
  const { records, remarksOf } = await read(
    '<DL><DT><A HREF="https://example.org/a" PRIVATE="1">A</A>\n<DD>About it.[linkding-notes]My note.[/linkding-notes]</DL>',
  );
  expect(records).toMatchObject([{ title: 'A', draft: true, body: 'About it.\n\nMy note.' }]);
  expect(remarksOf).toContain('It was private, so it becomes a draft and is not published.');
});

test('5,000 bookmarks in folders that are never closed', async () => {
  const start = performance.now();
  const { records } = await read(
    Array.from({ length: 5_000 }, (_, n) => `<DL><DT><A HREF="https://example.org/${n}">Page ${n}</A>`).join('\n'),
  );
  expect(records).toHaveLength(5_000);
  expect(performance.now() - start).toBeLessThan(20_000);
});
