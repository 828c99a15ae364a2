import { describe, expect, test } from 'vitest';
import { findMatches } from './textMatches.ts';
import { tokensOf } from '../../search/shared/text.ts';

/** The matches in blocks of text. */
function highlighted(blocks: readonly string[], { words = [], phrases = [], forms = [] }: Partial<Terms>): string[] {
  const text = blocks.flatMap((block) => tokensOf(block).map((token) => ({ ...token, block })));
  return findMatches(text, { words, phrases, forms }).map(([from, to]) => {
    const [first, last] = [text[from], text[to - 1]];
    return first && last ? first.block.slice(first.start, last.end) : '';
  });
}

interface Terms {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly forms: readonly string[];
}

describe('a match on a page', () => {
  test('is a word or a prefix, regardless of case and accents', () => {
    const text = ['Naïve attention, Attentional; inattention. Łukasz'];
    expect(highlighted(text, { words: ['attention', 'naive', 'lukasz'] })).toEqual([
      'Naïve',
      'attention',
      'Attentional',
      'Łukasz',
    ]);
  });

  test('is another form of a word if the index matched it', () => {
    expect(highlighted(['Attentive models attend.'], { words: ['attention'], forms: ['attentive'] })).toEqual([
      'Attentive',
    ]);
    expect(highlighted(['Attentive models attend.'], { words: ['attention'] })).toEqual([]);
  });

  test('is a phrase if its words are adjacent in one block, but none of its words alone', () => {
    const phrases = ['reward model'];
    const text = ['A reward-model, reward models and a model of reward', 'model'];
    expect(highlighted(text, { phrases, forms: ['models'] })).toEqual(['reward-model', 'reward models']);
  });

  test('is the longest of those with the same start', () => {
    expect(highlighted(['reward model, reward'], { words: ['reward'], phrases: ['reward model'] })).toEqual([
      'reward model',
      'reward',
    ]);
  });

  test('is a sequence of characters in scripts without spaces', () => {
    expect(highlighted(['深度神经网络和神经'], { words: ['神经网络'] })).toEqual(['神经网络']);
  });

  test('is a name with its signs', () => {
    expect(highlighted(['C++, C# and C'], { words: ['C++'] })).toEqual(['C++']);
  });
});
