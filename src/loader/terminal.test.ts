import { expect, test } from 'vitest';
import { jsonText, onOneLine, printable } from './terminal.ts';

const hidden = /[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

test('multi-line text keeps its lines and columns, and loses hidden characters', () => {
  expect(printable('a\u001B[2J\tb\r\n\u202Ec\u2066 \u2028d\u{E0041}')).toBe('a�[2J\tb�\n�c� �d�');
});

test('single-line text has its hidden characters spelled out', () => {
  expect(onOneLine('a\n::error::\u001B\u202E\u{E0041}')).toBe('a<U+000A>::error::<U+001B><U+202E><U+E0041>');
});

test('joiners that are part of the text are kept: in emoji, and between letters', () => {
  const text = '👩\u200D🔬 می\u200Cخواهم é ÅÄÖ 注意力';
  expect([printable(text), onOneLine(text)]).toEqual([text, text]);
});

test('JSON keeps its meaning without hidden characters', () => {
  const value = { title: 'a\u001B\u009B\u202E\u2066\u2028\n"\\\u{E0041}' };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(hidden);
  expect(text).not.toContain('\u{E0041}');
});
