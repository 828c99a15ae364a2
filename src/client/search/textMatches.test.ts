import { describe, expect, test } from 'vitest';
import { findMatches } from './textMatches.ts';
import { tokensOf } from '../../search/shared/text.ts';

/** What is marked in blocks of text. */
function marked(blocks: readonly string[], { words = [], phrases = [], forms = [] }: Partial<Wanted>): string[] {
  const text = blocks.flatMap((block) => tokensOf(block).map((token) => ({ ...token, block })));
  return findMatches(text, { words, phrases, forms }).map(([from, to]) => {
    const [first, last] = [text[from], text[to - 1]];
    return first && last ? first.block.slice(first.start, last.end) : '';
  });
}

interface Wanted {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly forms: readonly string[];
}

describe('what is marked on a page', () => {
  test('is a word, and one that it begins, whatever its case and its accents', () => {
    const text = ['Naïve attention, Attentional; inattention. Łukasz'];
    expect(marked(text, { words: ['attention', 'naive', 'lukasz'] })).toEqual([
      'Naïve',
      'attention',
      'Attentional',
      'Łukasz',
    ]);
  });

  test('is another form of a word where the index took it for the same', () => {
    expect(marked(['Attentive models attend.'], { words: ['attention'], forms: ['attentive'] })).toEqual(['Attentive']);
    expect(marked(['Attentive models attend.'], { words: ['attention'] })).toEqual([]);
  });

  test('is a phrase where its words stand side by side in one block, and none of them alone', () => {
    const phrases = ['reward model'];
    const text = ['A reward-model, reward models and a model of reward', 'model'];
    expect(marked(text, { phrases, forms: ['models'] })).toEqual(['reward-model', 'reward models']);
  });

  test('is the longest of what begins at a place', () => {
    expect(marked(['reward model, reward'], { words: ['reward'], phrases: ['reward model'] })).toEqual([
      'reward model',
      'reward',
    ]);
  });

  test('is a row of characters of scripts without spaces', () => {
    expect(marked(['深度神经网络和神经'], { words: ['神经网络'] })).toEqual(['神经网络']);
  });

  test('is a name with its signs', () => {
    expect(marked(['C++, C# and C'], { words: ['C++'] })).toEqual(['C++']);
  });
});
