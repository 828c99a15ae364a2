import { expect, test } from 'vitest';
import { splitBibtex } from './splitBibtex.ts';

const split = (text: string) => {
  const { records, torn } = splitBibtex(text);
  return {
    records: records.map(({ type, key, line, fields }) => ({ type, key, line, ...Object.fromEntries(fields) })),
    torn: torn.map(({ line, key = '', reason }) => `${line} ${key}: ${reason}`),
  };
};

test('records with nested braces, quotes, numbers, strings and comments', () => {
  const text = `This is a comment with an a@b.org address.
@string{jmlr = "Journal of {ML}", Acm = {ACM}}
@preamble{"\\newcommand{\\x}{y}"}
% @article{no, title={x}}
@comment{jabref-meta: { x } @article{no, title={x}} }
@Article{a1,
  Title = {A {Nested {Brace}} with "quotes"}, % a comment, with {a brace
  author = "A {"}quoted{"} Name",
  journal = jmlr # { and } # acm,
  year = 2003, month = feb
}
@book(b2, title = {Parentheses (all) of it})
@misc{title = {Without a key}}
@misc{only,}`;
  expect(split(text)).toEqual({
    records: [
      {
        ...{ type: 'article', key: 'a1', line: 6, title: 'A {Nested {Brace}} with "quotes"' },
        ...{ author: 'A {"}quoted{"} Name', journal: 'Journal of {ML} and ACM', year: '2003', month: 'feb' },
      },
      { type: 'book', key: 'b2', line: 12, title: 'Parentheses (all) of it' },
      { type: 'misc', key: '', line: 13, title: 'Without a key' },
      { type: 'misc', key: 'only', line: 14 },
    ],
    torn: [],
  });
});

test('a torn record is named with its line, and the others are read', () => {
  const text = `@misc{a, title = {One {brace too few}, year = 2000}
@misc{b, title = {Fine}}
@misc{c, title = {One brace} too many}, year = 2000}
@misc{d, title = {Fine}}
@misc{e title = {No comma}}
@misc{f, title = {No}, year 2000}
@misc{g, title = {A}},
  year = {2000}
}
@misc{h, title = {No end}`;
  const { records, torn } = split(text);
  expect(records.map(({ key }) => key)).toEqual(['b', 'd']);
  expect(torn).toEqual([
    '1 a: Its braces do not match, so the record is never closed.',
    '3 c: There is no comma after the field "title".',
    '5 : There is no comma after its key.',
    '6 f: There is no "=" after the field "year".',
    '7 g: It has one closing brace too many.',
    '10 h: Its braces do not match, so the record is never closed.',
  ]);
});

test.each([
  ['torn records', '@misc{a, title = {x\n'.repeat(20_000)],
  ['torn comments', '@comment{ x\n'.repeat(20_000)],
  ['signs', '@'.repeat(300_000)],
  ['braces', `@misc{a, title = ${'{'.repeat(300_000)}`],
  ['comments', `@misc{a, ${'%'.repeat(300_000)}`],
  ['strings', '@string{a = {x\n'.repeat(20_000)],
])('300,000 signs take no time: %s', (_, text) => {
  const start = performance.now();
  splitBibtex(text);
  expect(performance.now() - start).toBeLessThan(10_000);
});
