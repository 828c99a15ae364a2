import { describe, expect, test } from 'vitest';
import type { Body } from './entry.ts';
import { week } from './fixtures/entries.ts';
import { blockId, equationId, hasFragment, lineId, missingCount } from './fragments.ts';

const body: Body = {
  ...week('01').body,
  headings: [{ id: 'the-loss', depth: 2, text: 'The loss', opening: '' }],
  equations: 2,
  codeLines: [1, 5],
};

test('ids number equations, code blocks and their lines', () => {
  expect([equationId(2), blockId(2), lineId(blockId(2), 5)]).toEqual(['eq.2', 'L2', 'L2-5']);
});

test.each(['the-loss', 'eq.1', 'eq.2', 'L1', 'L2', 'L1-1', 'L2-5'])('"#%s" exists', (fragment) => {
  expect(hasFragment(body, fragment)).toBe(true);
});

describe('the message for a missing fragment', () => {
  test.each([
    ['eq.3', 'There is no equation "#eq.3" in a.md. It has 2 displayed equations.'],
    ['L3', 'There is no code block "#L3" in a.md. It has 2 code blocks.'],
    ['L3-1', 'There is no code block "#L3-1" in a.md. It has 2 code blocks.'],
    ['L1-2', 'There is no line 2 "#L1-2" in a.md. That code block has 1 line.'],
    ['eq.0', undefined],
    ['eq.01', undefined],
    ['the-gain', undefined],
  ])('#%s', (fragment, message) => {
    expect(hasFragment(body, fragment)).toBe(false);
    expect(missingCount(body, fragment, 'a.md')).toBe(message);
  });
});
