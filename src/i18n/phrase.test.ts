import { expect, test } from 'vitest';
import { counted, fill, joined } from './phrase.ts';

test.each([
  ['Week {number}: {title}', { number: '1', title: 'Pre-training' }, 'Week 1: Pre-training'],
  ['{a}{a}', { a: '{b}', b: 'x' }, '{b}{b}'],
  ['{missing} stays', {}, '{missing} stays'],
  ['costs $1', { n: '$&' }, 'costs $1'],
  ['{n}', { n: '$&' }, '$&'],
])('fills in "%s"', (phrase, values, expected) => {
  expect(fill(phrase, values as Record<string, string>)).toBe(expected);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['', ''], ', '],
])('joins %j', (texts, expected) => {
  expect(joined('{first}, {second}', texts)).toBe(expected);
});

const days = { one: '{n} den', few: '{n} dny', many: '{n} dne', other: '{n} dní' };

test.each([
  [1, '1 den'],
  [3, '3 dny'],
  [1.5, '1,5 dne'],
  [12_345, '12\u00A0345 dní'],
])('counts %d with the plural forms and digits of a language', (number, expected) => {
  expect(counted(days, number, 'cs')).toBe(expected);
});

test('a missing plural form falls back to the general one', () => {
  expect(counted({ other: '{n} min' }, 1, 'en')).toBe('1 min');
});
