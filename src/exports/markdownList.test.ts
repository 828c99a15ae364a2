import { toText } from 'hast-util-to-text';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { makeWording } from '../i18n/wording.ts';
import { citations } from './citation.ts';
import { markdownList } from './markdownList.ts';

const listOf = (...entries: Parameters<typeof buildLog>[0]) => {
  const { log } = buildLog([logEntry({ title: 'A_log' }), ...entries], { drafts: false });
  return markdownList(citations(log), { log, wording: makeWording('en') });
};

test('a resource is a line with its link, makers, date, kind and numbers, and its id in a comment', () => {
  const list = listOf(
    resource('attention', {
      title: 'Attention Is All You Need',
      url: 'https://arxiv.org/abs/1706.03762',
      authors: ['Ashish Vaswani', 'Noam Shazeer', 'et al.'],
      published: '~2017-06',
    }),
    resource('book', { title: 'A Book', type: 'book', url: undefined, isbn: '9780136042594' }),
  );
  expect(list).toBe(`# A\\_log

- [Attention Is All You Need](https://arxiv.org/abs/1706.03762). Ashish Vaswani, Noam Shazeer and others, about June 2017. Paper. arXiv 1706.03762. <!-- attention -->
- *A Book*. Book. ISBN 9780136042594. <!-- book -->
`);
});

const hostile = [
  '[x](y)',
  '](z)',
  '<b>',
  '<!-- -->',
  '*a* _b_',
  '`c`',
  '\\',
  '~~d~~',
  '$e$',
  '&amp;',
  '\n\n# f',
  '- [ ] g',
  '|',
  '^1]',
];

test('no text breaks a line: titles read back unchanged, and links have the right target', () => {
  const urlOf = (index: number) => `https://example.org/(a)?q=<${index}>\\)`;
  const resources = hostile.map((title, index) =>
    resource(`r${index}`, { title: `T ${title}`, authors: title, url: urlOf(index) }),
  );
  const list = listOf(...resources);
  const lines = list.split('\n').slice(2, -1);
  const ids = lines.map((line) => /^- .* <!-- (\S+) -->$/.exec(line)?.[1]);
  expect(ids.toSorted()).toEqual(hostile.map((_, index) => `r${index}`).toSorted());
  const tree = unified().use(remarkRehype).runSync(unified().use(remarkParse).use(remarkGfm).parse(list));
  const links: { text: string; href: string }[] = [];
  visit(tree, 'element', (element) => {
    if (element.tagName === 'a')
      links.push({ text: toText(element), href: decodeURI(String(element.properties.href)) });
  });
  expect(links.map(({ text }) => text).toSorted()).toEqual(
    hostile.map((title) => `T ${title}`.replace(/\s+/g, ' ')).toSorted(),
  );
  expect(links.every(({ href }) => /^https:\/\/example\.org\/(?:\(a\)|%28a%29)\?q=(?:<|%3C)\d+/.test(href))).toBe(true);
});
