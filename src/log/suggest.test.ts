import { expect, test } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

const names = ['attention-is-all-you-need', 'ppo', 'dpo', 'pre-training', 'post-training'];

test.each([
  ['a letter too few', 'pre-traning', 'pre-training'],
  ['two letters in the wrong order', 'pots-training', 'post-training'],
  ['another capital', 'Pre-training', 'pre-training'],
  ['a slip in a short name', 'dp', 'dpo'],
  ['a third of a long name', 'attention-is-all-we-want', 'attention-is-all-you-need'],
])('a name with %s is recognised', (_, wrong, expected) => {
  expect(suggest(wrong, names)).toBe(expected);
});

test.each([
  ['like none of them', 'reinforcement'],
  ['only as long as one of them', 'xyz'],
])('nothing is suggested for a name that is %s', (_, wrong) => {
  expect(suggest(wrong, names)).toBeUndefined();
});

test('nothing is suggested where there are no names', () => {
  expect(suggest('ppo', new Set())).toBeUndefined();
});

test('the suggestion is a question to append to a message, or nothing at all', () => {
  expect(didYouMean('pp', new Set(names))).toBe(' Did you mean "ppo"?');
  expect(didYouMean('reinforcement', names)).toBe('');
});
