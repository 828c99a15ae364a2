import { expect, test } from 'vitest';
import { excerptHtml } from './excerpt.ts';

const long = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');

/** The excerpt of a text in which the words between stars match. */
function excerptOf(text: string): string {
  const words = text.split(' ');
  const matches = words.flatMap((word, index) => (/^\*.*\*/.test(word) ? [index] : []));
  return excerptHtml(
    words.map((word) => word.replaceAll('*', '')),
    matches,
  );
}

test.each([
  ['begins with the sentence of the match', 'One. Two is *PPO* here.', 'Two is <mark>PPO</mark> here.'],
  ['begins with the text if nothing matches', 'One. Two.', 'One. Two.'],
  [
    'takes no abbreviation for the end of a sentence',
    'So, e.g. with *PPO* too.',
    'So, e.g. with <mark>PPO</mark> too.',
  ],
  ['begins after a quotation', 'She said “no.” Then *PPO* came.', 'Then <mark>PPO</mark> came.'],
  ['joins matches that follow each other', 'See *policy* *gradients* now.', 'See <mark>policy gradients</mark> now.'],
  [
    'prefers the sentence with most matches',
    `*PPO* first. ${long}. *PPO* and *PPO* last.`,
    '<mark>PPO</mark> and <mark>PPO</mark> last.',
  ],
  ['keeps signs of HTML as text', 'A <b> & *PPO* here', 'A &lt;b> &amp; <mark>PPO</mark> here'],
  ['begins after a sentence of a script without spaces', '前文。 *注意* 力', '<mark>注意</mark>力'],
])('an excerpt %s', (_, text, excerpt) => {
  expect(excerptOf(text)).toBe(excerpt);
});

test('an excerpt says where a long sentence is cut, and has a limited length', () => {
  const excerpt = excerptOf(`${long} *PPO* ${long}`);
  expect(excerpt).toMatch(/^… word22 .* word29 <mark>PPO<\/mark> word0 /);
  expect(excerpt).toMatch(/ word14 …$/);
  expect(excerpt.split(' ')).toHaveLength(26);
});
