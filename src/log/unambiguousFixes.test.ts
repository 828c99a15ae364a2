import { describe, expect, test } from 'vitest';
import { unambiguousDate, unambiguousDuration, unambiguousName } from './unambiguousFixes.ts';

describe('a wrong name from a fixed list matches', () => {
  const names = ['paper', 'video', 'code', 'finished', 'skimmed', 'introductory'];
  test.each([
    ['the same name in another case', 'PAPER', 'paper'],
    ['a name with one letter missing', 'papr', 'paper'],
    ['a name with one extra letter', 'codes', 'code'],
    ['a name with one wrong letter', 'vidio', 'video'],
    ['a name with two neighbouring letters swapped', 'vidoe', 'video'],
    ['a long name with two typos', 'finnishd', 'finished'],
  ])('%s', (_, wrong, expected) => {
    expect(unambiguousName(wrong, names)).toBe(expected);
  });

  test.each([
    ['two typos in a short name', 'pepr'],
    ['three typos', 'fnsh'],
    ['another word', 'poem'],
    ['a correct name', 'paper'],
    ['empty text', ''],
  ])('nothing: %s', (_, wrong) => {
    expect(unambiguousName(wrong, names)).toBeUndefined();
  });

  test.each([
    ['letters', 'bat', ['cat', 'hat']],
    ['capitals', 'ppo', ['PPO', 'Ppo']],
    ['a swap and a letter', 'tpye', ['type', 'tpyes']],
  ])('nothing if two are equally near by %s', (_, wrong, names) => {
    expect(unambiguousName(wrong, names)).toBeUndefined();
  });

  test('the nearest name if the others are farther', () => {
    expect(unambiguousName('attentin', ['attention', 'attendance', 'intention'])).toBe('attention');
  });
});

describe('a wrong name from an open vocabulary matches', () => {
  test.each([
    ['a typo', 'atention', ['attention', 'ppo'], 'attention'],
    ['a difference in case, however short', 'PPO', ['ppo', 'dpo'], 'ppo'],
  ])('the nearest for %s', (_, wrong, names, expected) => {
    expect(unambiguousName(wrong, names, { open: true })).toBe(expected);
  });

  test.each([
    ['short', 'ppo', ['dpo']],
    ['different in its number', 'lecture-3', ['lecture-4']],
    ['without its number', 'lecture-', ['lecture-4']],
  ])('nothing if it is %s', (_, wrong, names) => {
    expect(unambiguousName(wrong, names, { open: true })).toBeUndefined();
  });
});

test.each([
  ['2025/02/07', '2025-02-07'],
  ['2025.2.7', '2025-02-07'],
  ['2025-2-7', '2025-02-07'],
  ['2025/02', '2025-02'],
  ['7 Feb 2025', '2025-02-07'],
  ['7. February 2025', undefined],
  ['7th february 2025', '2025-02-07'],
  ['7-Feb-2025', '2025-02-07'],
  ['Feb 7, 2025', '2025-02-07'],
  ['Sept. 30 2025', '2025-09-30'],
  ['February 2025', '2025-02'],
  ['May 2025', '2025-05'],
  ['~ 7 Feb 2025', '~2025-02-07'],
  ['~2025/02/07', '~2025-02-07'],
  ['30 Feb 2025', undefined],
  ['2025/13/01', undefined],
  ['02/07/2025', undefined],
  ['2025.2', undefined],
  ['7 Feb 25', undefined],
  ['Februar 2025', undefined],
  ['2025/02-07', undefined],
  ['in 2025', undefined],
  ['2025-02-07', undefined],
  ['2025-02-30', undefined],
  ['', undefined],
])('the date "%s" means %s', (wrong, expected) => {
  expect(unambiguousDate(wrong)).toBe(expected);
});

test.each([
  ['1:45', '1h 45m'],
  ['0:45', '45m'],
  ['1h45', '1h 45m'],
  ['1h 5', '1h 5m'],
  ['1 h 45 min', '1h 45m'],
  ['1 hour and 45 minutes', '1h 45m'],
  ['90 minutes', '90m'],
  ['2 hours', '2h'],
  ['2H', '2h'],
  ['1.5h', '1h 30m'],
  ['~ 2 hours', '~2h'],
  ['1.55h', '1h 33m'],
  ['1.333h', undefined],
  ['1.01h', undefined],
  ['90', undefined],
  ['1:75', undefined],
  ['0h', undefined],
  ['1:45:30', undefined],
  ['an hour', undefined],
  ['15 Pages', undefined],
  ['', undefined],
])('the time "%s" means %s', (wrong, expected) => {
  expect(unambiguousDuration(wrong)).toBe(expected);
});

test.each([
  ['2 hours', '2h'],
  ['15 Pages', '15 pages'],
  ['15pages', '15 pages'],
  ['1pages', '1 page'],
  ['1:45', undefined],
  ['0 pages', undefined],
])('the length "%s" means %s', (wrong, expected) => {
  expect(unambiguousDuration(wrong, { isLength: true })).toBe(expected);
});
