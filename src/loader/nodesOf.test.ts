import { afterEach, describe, expect, test, vi } from 'vitest';
import { week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { nodesOf } from './nodesOf.ts';

const { weeks } = buildLog([week('a'), week('b', { start: '2025-01-01' })], { drafts: false }).log;
const idsOf = (...stored: readonly string[]) =>
  nodesOf(
    weeks,
    stored.map((id) => ({ id })),
  ).map(({ id }) => id);

afterEach(() => void vi.unstubAllEnvs());

describe('of the entries of a collection', () => {
  test('a build makes each a page, in the order of the collection', () => {
    vi.stubEnv('DEV', false);
    expect(idsOf('a', 'b')).toEqual(['a', 'b']);
  });

  test.each([
    [['a'], '"b" is in the log only.'],
    [['a', 'b', 'c'], '"c" is in the content store of Astro only.'],
  ])('a build makes no page at all where the store has %j', (stored, message) => {
    vi.stubEnv('DEV', false);
    expect(() => idsOf(...stored)).toThrow(message);
  });

  test('`dev` makes pages of those that are in the log too', () => {
    expect(idsOf('a')).toEqual(['a']);
    expect(idsOf('a', 'c')).toEqual(['a']);
  });
});
