import { expect, test, vi } from 'vitest';
import { jsonText, onOneLine, printable, showProgress } from './terminal.ts';

const hidden = /[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

test('multi-line text keeps its lines, with hidden characters spelled out', () => {
  expect(printable('a\u001B[2J\tb\n\u202Ec\u2066 \u2028d\u{E0041}')).toBe(
    'a<U+001B>[2J\tb\n<U+202E>c<U+2066> <U+2028>d<U+E0041>',
  );
});

test('single-line text has its hidden characters spelled out', () => {
  expect(onOneLine('a\n::error::\u001B\u202E\u{E0041}')).toBe('a<U+000A>::error::<U+001B><U+202E><U+E0041>');
});

test.each([
  ['a zero-width space', 'a\u200Bb', 'a<U+200B>b'],
  ['a word joiner', 'a\u2060b', 'a<U+2060>b'],
  ['a byte order mark', 'a\uFEFFb', 'a<U+FEFF>b'],
  ['a soft hyphen', 'a\u00ADb', 'a<U+00AD>b'],
  ['a joiner between Latin letters', 'a\u200Db', 'a<U+200D>b'],
  ['a selector after a Latin letter', 'a\uFE0F', 'a<U+FE0F>'],
  ['half of a surrogate pair', 'a\uD83Db', 'a<U+D83D>b'],
])('%s is spelled out', (_, text, expected) => {
  expect([printable(text), onOneLine(text)]).toEqual([expected, expected]);
  expect(jsonText(text)).toMatch(/^"a\\u[0-9a-f]{4}b?"$/);
  expect(JSON.parse(jsonText(text))).toBe(text);
});

test('joiners that are part of the text are kept: in emoji, and between letters', () => {
  const text = '👩\u200D🔬 ❤\uFE0F 1\uFE0F\u20E3 می\u200Cخواهم é ÅÄÖ 注意力';
  expect([printable(text), onOneLine(text)]).toEqual([text, text]);
});

test.each([
  ['an accent', 'caf\u00E9', 'cafe\u0301', 'cafe<U+0301>'],
  ['two marks', '\u1EC7', 'e\u0323\u0302', 'e<U+0323><U+0302>'],
  ['Hangul', '\uAC01', '\u1100\u1161\u11A8', '\u1100<U+1161><U+11A8>'],
  ['a sign for a letter', '\u00C5', '\u212B', '<U+212B>'],
])('two names that look the same are printed differently: %s', (_, composed, decomposed, spelled) => {
  expect(onOneLine(composed)).toBe(composed);
  expect(onOneLine(decomposed)).toBe(spelled);
  expect(jsonText({ name: decomposed })).not.toContain(decomposed);
  expect(JSON.parse(jsonText({ name: decomposed }))).toEqual({ name: decomposed });
});

test('JSON keeps its meaning without hidden characters', () => {
  const value = { title: 'a\u001B\u009B\u202E\u2066\u2028\n"\\\u{E0041}' };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(hidden);
  expect(text).not.toContain('\u{E0041}');
});

test('progress is one line of a terminal without hidden characters, and nothing elsewhere', () => {
  const { isTTY, columns } = process.stderr;
  const written: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    process.stderr.isTTY = false;
    showProgress('1 of 3');
    Object.assign(process.stderr, { isTTY: true, columns: 12 });
    showProgress('2 of 3: \u001b[2J a long line');
    showProgress('');
  } finally {
    write.mockRestore();
    Object.assign(process.stderr, { isTTY, columns });
  }
  expect(written).toEqual(['\r\u001b[2K2 of 3: <U+', '\r\u001b[2K']);
});
