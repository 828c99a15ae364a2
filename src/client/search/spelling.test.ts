import { expect, test } from 'vitest';
import { splitWord, suggestWords } from './spelling.ts';

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

test('a compound word with the whole word comes before words like it', () => {
  expect(suggestWords('propagation', ['preparation', 'backpropagation'])).toEqual(['backpropagation', 'preparation']);
});

test('a word may join two words of the log', () => {
  expect(splitWord('transformerloss', vocabulary)).toEqual(['transformer loss']);
  expect(splitWord('transformers', vocabulary)).toEqual([]);
});

test.each(['zzzzzz', 'dpp', 'xy', ''])('"%s" is like no word of the log', (word) => {
  expect(suggestWords(word, vocabulary)).toEqual([]);
});
