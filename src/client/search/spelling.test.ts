import { expect, test } from 'vitest';
import { suggestWords } from './spelling.ts';

const vocabulary = [
  'attention',
  'reinforcement',
  'karpathy',
  'learning',
  'Łukasz',
  'transformer',
  'loss',
  'dpo',
  'lost',
];

test.each([
  ['atention', 'attention'],
  ['reinforcment', 'reinforcement'],
  ['kaparthy', 'karpathy'],
  ['lukas', 'Łukasz'],
  ['trasnform', 'transformer'],
  ['losr', 'loss'],
])('"%s" may stand for "%s"', (wrong, right) => {
  expect(suggestWords(wrong, vocabulary)[0]).toBe(right);
});

test.each(['zzzzzz', 'dpp', 'xy', ''])('"%s" is like no word of the log', (word) => {
  expect(suggestWords(word, vocabulary)).toEqual([]);
});
