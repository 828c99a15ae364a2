import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { mathWidth } from './mathWidth.ts';

const letters = (text: string) => h('mi', text);

test.each([
  ['letters', letters('abcd'), 2.2],
  ['a relation, with its spaces', h('mo', '='), 1.4],
  ['a bracket', h('mo', '('), 0.4],
  ['a fraction as wide as its longer half', h('mfrac', letters('ab'), letters('abcd')), 2.2],
  ['a small index', h('msub', letters('a'), letters('bb')), 1.32],
  ['a sum as wide as its limits', h('munderover', h('mo', '∑'), letters('aaaaaa'), letters('b')), 2.31],
  ['a space', h('mspace', { width: '2em' }), 2],
  [
    'a table of its widest cells',
    h('mtable', [h('mtr', h('mtd', letters('a')), h('mtd', letters('bb'))), h('mtr', h('mtd', letters('cccc')))]),
    4.1,
  ],
  ['nothing for its TeX', h('semantics', letters('a'), h('annotation', 'a very long text')), 0.55],
])('the width of a formula counts %s', (_, formula, width) => expect(mathWidth(formula)).toBeCloseTo(width));
