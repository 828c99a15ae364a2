import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { discussionWords } from './discussion.ts';

const wording = makeWording('en');
const on = { iso: '2026-11-12', about: false };

test.each([
  ['https://news.ycombinator.com/item?id=1', 12, 'Hacker News', '12 comments, as of 12 November 2026'],
  ['https://lobste.rs/s/abc', 1, 'Lobsters', '1 comment, as of 12 November 2026'],
  ['https://github.com/a/b/discussions/1', 0, 'GitHub', '0 comments, as of 12 November 2026'],
  ['https://www.example.org/t/1', undefined, 'example.org', undefined],
])('%s with %s comments', (url, count, name, comments) => {
  const discussion = count === undefined ? { url } : { url, comments: { count, on } };
  expect(discussionWords(discussion, wording)).toEqual(comments === undefined ? { name } : { name, comments });
});
