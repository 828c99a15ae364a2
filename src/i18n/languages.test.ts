import { expect, test } from 'vitest';
import { makeWording } from './wording.ts';
import { phraseFor } from './phrase.ts';
import { wordsFor } from './languages.ts';

test.each(['en', 'en-US', 'fr', 'zh-Hant'])('the words for "%s" are English while there is no other table', (tag) => {
  expect(wordsFor(tag).frame.timeline).toBe('Timeline');
  expect(wordsFor(tag).client.language).toBe(tag);
});

test.each(['zh', 'fr', 'ru', 'ar'])('English words in a log in "%s" follow the plural rules of English', (language) => {
  const { noun, words } = makeWording(language);
  expect([0, 1, 2, 21].map((number) => noun('days', number))).toEqual(['days', 'day', 'days', 'days']);
  expect([1, 21].map((number) => phraseFor(words.client.weeks, number, language))).toEqual(['{n} week', '{n} weeks']);
});

test('scripts get the kinds of entries, with weeks and pages first', () => {
  const { kinds } = wordsFor('en').client;
  expect(Object.keys(kinds).slice(0, 3)).toEqual(['week', 'page', 'paper']);
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
