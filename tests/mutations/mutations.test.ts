import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/log/rules.ts';
import { isCampaign } from '../campaign.ts';
import { mistakes } from './mistakes.ts';
import { runSeeds } from './run.ts';

/** What a wrong entry cannot break: it takes a link of the file system, a picture, a lock of links, much time, or a fault of our own. */
const beyondText = [
  ...['missing-log', 'unreadable-file', 'symbolic-link', 'image-limit', 'render-failure'],
  ...['dead-link', 'moved-link', 'invalid-lock', 'time-limit'],
];

test('there is a kind of mistake for every rule that the text of a file can break', () => {
  const covered = new Set([...Object.values(mistakes).map(({ rule }) => rule), ...beyondText]);
  expect(Object.keys(rules).filter((rule) => !covered.has(rule as keyof typeof rules))).toEqual([]);
});

/** Each kind of mistake once, or many times in as many places. */
const seeds = Object.keys(mistakes).length * (isCampaign ? 20 : 1);

test(`the example log is clean, and each of ${seeds} mistakes in it is reported by its rule at its line`, async () => {
  const log = join(import.meta.dirname, '../..');
  const { made, missed } = await runSeeds(log, { from: 1, seeds, buildEvery: 10 });
  expect(missed.join('\n\n')).toBe('');
  expect(Object.keys(mistakes).filter((kind) => !made.has(kind))).toEqual([]);
});
