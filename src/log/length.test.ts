import { describe, expect, test } from 'vitest';
import { formatLength, parseDuration, parseLength, parseMoment } from './length.ts';

describe('parseDuration', () => {
  test.each([
    ['45m', 45, false],
    ['45 min', 45, false],
    ['3h', 180, false],
    ['1h 45m', 105, false],
    ['1h45m', 105, false],
    ['2 h 5 min', 125, false],
    ['90m', 90, false],
    ['~4h', 240, true],
    ['~1h 30m', 90, true],
  ])('parses "%s" as %i minutes', (text, minutes, about) => {
    expect(parseDuration(text)).toEqual({ minutes, about });
  });

  test.each([
    ['empty text', ''],
    ['only a tilde', '~'],
    ['a number without a unit', '45'],
    ['zero', '0m'],
    ['zero, in two units', '0h 0m'],
    ['a fraction', '1.5h'],
    ['a negative time', '-2h'],
    ['minutes before hours', '45m 1h'],
    ['seconds', '30s'],
    ['days', '2d'],
    ['a word', 'long'],
    ['more than four digits', '10000h'],
    ['a tilde at the end', '4h~'],
  ])('rejects %s', (_, text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('parseLength', () => {
  test.each([
    ['15 pages', { pages: 15, about: false }],
    ['1 page', { pages: 1, about: false }],
    ['~300 pages', { pages: 300, about: true }],
    ['1h 45m', { minutes: 105, about: false }],
    ['~20m', { minutes: 20, about: true }],
  ])('parses "%s"', (text, expected) => {
    expect(parseLength(text)).toEqual(expected);
  });

  test.each(['', '15', 'pages', '15pages', '0 pages', '-3 pages', '15 chapters', '1,200 pages'])(
    'rejects "%s"',
    (text) => {
      expect(parseLength(text)).toBeUndefined();
    },
  );
});

describe('parseMoment', () => {
  test.each([
    ['0', 0],
    ['95', 95],
    ['5400', 5400],
    ['2:05', 125],
    ['59:59', 3599],
    ['1:27:30', 5250],
    ['01:02:03', 3723],
    ['100:00:00', 360_000],
  ])('parses "%s" as %i seconds', (text, seconds) => {
    expect(parseMoment(text)).toBe(seconds);
  });

  test.each(['', ':30', '1:', '2:75', '75:00', '1:60:00', '1:2:3:4', '-5', '1m30s', '1:27:30.5', 'soon'])(
    'rejects "%s"',
    (text) => {
      expect(parseMoment(text)).toBeUndefined();
    },
  );
});

test.each(['45m', '3h', '~1h 45m', '1 page', '~15 pages'])('the length "%s" round-trips', (text) => {
  const length = parseLength(text);
  expect(length && formatLength(length)).toBe(text);
});
