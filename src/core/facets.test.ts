import { expect, test } from 'vitest';
import { facets } from './facets.ts';
import { logEntry, resource } from './fixtures/entries.ts';
import { buildLog } from './log.ts';

test('facets count the resources of each value that occurs, in the order of the vocabulary', () => {
  const entries = [
    logEntry({ topics: { rl: 'RL', nets: 'Nets', unused: 'Unused' } }),
    resource('a', { type: 'video', topics: ['nets', 'rl'], level: 'advanced' }),
    resource('b', { type: 'paper', topics: 'nets', status: 'finished' }),
    resource('c', { type: 'paper' }),
  ];
  const counted = facets(buildLog(entries, { drafts: false }).log).map(({ facet, values }) => [
    facet,
    ...values.map(({ value, resources }) => `${value} ${resources.length}`),
  ]);
  expect(counted).toEqual([
    ['type', 'paper 2', 'video 1'],
    ['topic', 'rl 1', 'nets 2'],
    ['level', 'advanced 1'],
    ['status', 'finished 1'],
  ]);
});

test('a facet without a value is left out', () => {
  expect(facets(buildLog([logEntry()], { drafts: false }).log)).toEqual([]);
});
