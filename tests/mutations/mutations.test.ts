import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/log/rules.ts';
import { isCampaign } from '../campaign.ts';
import { mistakes } from './mistakes.ts';
import { runSeeds } from './run.ts';

/**
 * Rules that no text of an entry can break: they need a symbolic link, a picture, `links.lock.json`, a lot of time, or
 * a bug of ours.
 */
const beyondText = [
  ...['missing-log', 'unreadable-file', 'symbolic-link', 'image-limit', 'linked-file', 'render-failure'],
  ...['dead-link', 'moved-link', 'invalid-lock', 'time-limit'],
];

test('every rule that the text of a file can break has a kind of mistake', () => {
  const covered = new Set([...Object.values(mistakes).map(({ rule }) => rule), ...beyondText]);
  expect(Object.keys(rules).filter((rule) => !covered.has(rule as keyof typeof rules))).toEqual([]);
});

/** Each kind of mistake once, or many times at as many positions. */
const seeds = Object.keys(mistakes).length * (isCampaign ? 20 : 1);

test(`the example log has no problems, and each of ${seeds} mistakes is reported by its rule at its line`, async () => {
  const log = join(import.meta.dirname, '../..');
  const { made, missed } = await runSeeds(log, { from: 1, seeds, buildEvery: 10 });
  expect(missed.join('\n\n')).toBe('');
  expect(Object.keys(mistakes).filter((kind) => !made.has(kind))).toEqual([]);
});
