import { expect, test } from 'vitest';
import { findRule } from './findRule.ts';

test('a rule is found by its name', () => {
  expect(findRule('unknown-entry')).toEqual({ id: 'unknown-entry' });
});

test.each([
  ['unknwon-entry', 'There is no rule "unknwon-entry". Did you mean "unknown-entry"?'],
  ['Unknown-Entry', 'There is no rule "Unknown-Entry". Did you mean "unknown-entry"?'],
  ['spelling', 'There is no rule "spelling". docs/rules.md lists all rules.'],
  ['toString', 'There is no rule "toString". docs/rules.md lists all rules.'],
])('another name is explained: %s', (name, failure) => {
  expect(findRule(name)).toEqual({ failure });
});
