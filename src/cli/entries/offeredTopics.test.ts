import { expect, test } from 'vitest';
import { logEntry, resource } from '../../log/fixtures/entries.ts';
import { offeredTopics } from './offeredTopics.ts';

const log = {
  entries: [
    logEntry({
      topics: { rl: 'Reinforcement learning', transformers: 'Transformers', scaling: 'Scaling laws', cv: '機械学習' },
    }),
  ],
  broken: new Set<never>(),
};
const named = (...texts: string[]) => offeredTopics(log, texts).flatMap(({ id, isNamed }) => (isNamed ? [id] : []));

test.each([
  ['The Transformer, a model', ['transformers']],
  ['TRANSFORMERS learn by reinforcement', ['transformers']],
  ['Learning with reinforcement: RL', ['rl']],
  ['On learning', []],
  ['The law of scaling', ['scaling']],
  ['機械学習の本', ['cv']],
  ['', []],
])('%s names its topics', (text, topics) => {
  expect(named(text)).toEqual(topics);
});

test('all texts count, and what is named comes first, in the order of the log', () => {
  expect(named('Reinforcement', 'learning, transformers')).toEqual(['rl', 'transformers']);
  expect(offeredTopics(log, ['scaling law']).map(({ id }) => id)).toEqual(['scaling', 'rl', 'transformers', 'cv']);
});

test('a log without a list has the topics of its entries', () => {
  const entries = [
    logEntry({}),
    resource('a', { topics: 'deep-learning' }),
    resource('b', { topics: 'Deep-Learning' }),
  ];
  expect(offeredTopics({ entries, broken: new Set() }, ['Deep learning'])).toEqual([
    { id: 'deep-learning', title: 'Deep learning', isNamed: true },
  ]);
});
