import { expect, test } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

const names = ['attention-is-all-you-need', 'ppo', 'dpo', 'pre-training', 'post-training'];

test.each([
  ['a missing letter', 'pre-traning', 'pre-training'],
  ['two letters in the wrong order', 'pots-training', 'post-training'],
  ['a different case', 'Pre-training', 'pre-training'],
  ['a typo in a short name', 'dp', 'dpo'],
  ['a third of a long name changed', 'attention-is-all-we-want', 'attention-is-all-you-need'],
])('recognises a name with %s', (_, wrong, expected) => {
  expect(suggest(wrong, names)).toBe(expected);
});

test.each([
  ['unlike all of them', 'reinforcement'],
  ['similar only in length', 'xyz'],
])('suggests nothing for a name that is %s', (_, wrong) => {
  expect(suggest(wrong, names)).toBeUndefined();
});

test('suggests nothing without names', () => {
  expect(suggest('ppo', new Set())).toBeUndefined();
});

test('the suggestion is a question to append to a message, or empty', () => {
  expect(didYouMean('pp', new Set(names))).toBe(' Did you mean "ppo"?');
  expect(didYouMean('reinforcement', names)).toBe('');
});
