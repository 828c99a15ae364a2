import { expect, test } from 'vitest';
import { makeWording } from './wording.ts';
import { wordsFor } from './languages.ts';

test.each(['en', 'en-US', 'fr', 'zh-Hant'])('the words for "%s" are English while there is no other table', (tag) => {
  expect(wordsFor(tag).frame.timeline).toBe('Timeline');
  expect(wordsFor(tag).client.language).toBe(tag);
});

test('scripts get the kinds of entries, with weeks, notes and pages first', () => {
  const { kinds } = wordsFor('en').client;
  expect(Object.keys(kinds).slice(0, 4)).toEqual(['week', 'note', 'page', 'paper']);
  expect(kinds.paper).toBe('Papers');
});

test.each([
  ['en', '12 June 2017', 'ltr'],
  ['en-US', 'June 12, 2017', 'ltr'],
  ['de', '12. Juni 2017', 'ltr'],
  ['fr', '12 juin 2017', 'ltr'],
  ['he', '12 ביוני 2017', 'rtl'],
])('in "%s", a date is written "%s" and text runs %s', (language, date, direction) => {
  const wording = makeWording(language);
  expect(wording.date({ iso: '2017-06-12', about: false })).toBe(date);
  expect(wording.direction).toBe(direction);
});
