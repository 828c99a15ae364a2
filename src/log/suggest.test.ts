import { expect, test } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

const names = ['attention-is-all-you-need', 'ppo', 'dpo', 'pre-training', 'post-training'];

test.each([
  ['a missing letter', 'pre-traning', 'pre-training'],
  ['two letters in the wrong order', 'pots-training', 'post-training'],
  ['two letters of a short name in the wrong order', 'dop', 'dpo'],
  ['a different case', 'Pre-training', 'pre-training'],
  ['a typo in a short name', 'dp', 'dpo'],
  ['two words of a long name changed', 'attention-is-all-we-want', 'attention-is-all-you-need'],
])('recognises a name with %s', (_, wrong, expected) => {
  expect(suggest(wrong, names)).toBe(expected);
});

test.each([
  ['unlike all of them', 'reinforcement'],
  ['similar only in length', 'xyz'],
  ['as near to two short names', 'bpo'],
  ['a third of a long name different', 'attention-in-the-brain-need'],
])('suggests nothing for a name that is %s', (_, wrong) => {
  expect(suggest(wrong, names)).toBeUndefined();
});

test.each([
  ['none', 'move'],
  ['csv', 'css'],
  ['go', 'r'],
  ['txt', 'tex'],
  ['output', 'python'],
  ['paper', 'page'],
  ['book', 'look-at-me'],
])('"%s" is not near "%s"', (wrong, name) => {
  expect(suggest(wrong, [name])).toBeUndefined();
});

test.each([
  ['pyhton', 'python'],
  ['javscript', 'javascript'],
  ['jaba', 'java'],
  ['Rust', 'rust'],
  ['r1', 'rl'],
  ['papper', 'paper'],
  ['strat', 'start'],
  ['cafe\u0301', 'caf\u00E9'],
])('"%s" is near "%s"', (wrong, name) => {
  expect(suggest(wrong, ['unlike-all-of-them', name])).toBe(name);
});

test.each([
  ['content/resources/atention.md', 'content/resources/attention.md'],
  ['content/resource/attention.md', 'content/resources/attention.md'],
  ['content/pages/ppo.md', 'content/resources/ppo.md'],
  ['content/ppo.md', 'content/resources/ppo.md'],
  ['content/resources/abc.md', undefined],
  ['content/resources/xpo.md', undefined],
  ['content/weeks/other.md', undefined],
])('in paths, each part has to be near: %s', (wrong, expected) => {
  expect(suggest(wrong, ['content/resources/ppo.md', 'content/resources/attention.md'])).toBe(expected);
});

test('a typo in the name of a file is nearer than a file in another folder', () => {
  const files = ['content/pages/sound.md', 'content/weeks/sonud.md'];
  expect(suggest('content/weeks/sound.md', files)).toBe('content/weeks/sonud.md');
});

test('suggests nothing without names', () => {
  expect(suggest('ppo', new Set())).toBeUndefined();
});

test('the suggestion is a question to append to a message, or empty', () => {
  expect(didYouMean('pp', new Set(names))).toBe(' Did you mean "ppo"?');
  expect(didYouMean('reinforcement', names)).toBe('');
});

test('a letter of another alphabet is pointed out, because it looks the same', () => {
  expect(didYouMean('pre-tr\u0430ining', names)).toBe(
    ' Did you mean "pre-training"? Here, its "a" is U+0430, a letter of another alphabet.',
  );
});
