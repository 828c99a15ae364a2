import { afterAll, describe, expect, test } from 'vitest';
import { week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { nodesOf } from './nodesOf.ts';
import { setCurrentLog } from './openLog.ts';
import { openLogOnce } from './openLogOnce.ts';

const { weeks } = buildLog([week('a'), week('b', { start: '2025-01-01' })], { drafts: false }).log;
const idsOf = (...stored: readonly string[]) =>
  nodesOf(
    weeks,
    stored.map((id) => ({ id })),
  ).map(({ id }) => id);

const isShownIn = (command: 'build' | 'dev') => setCurrentLog(openLogOnce('none'), { drafts: command === 'dev' });

afterAll(() => isShownIn('build'));

describe('for the entries of a collection', () => {
  test('a build makes one page each, in the order of the collection', () => {
    isShownIn('build');
    expect(idsOf('a', 'b')).toEqual(['a', 'b']);
  });

  test.each([
    [['a'], '"b" is in the log only.'],
    [['a', 'b', 'c'], '"c" is in the content store of Astro only.'],
  ])('a build fails if the store has %j', (stored, message) => {
    isShownIn('build');
    expect(() => idsOf(...stored)).toThrow(message);
  });

  test('`dev` makes pages only for those that are also in the log', () => {
    isShownIn('dev');
    expect(idsOf('a')).toEqual(['a']);
    expect(idsOf('a', 'c')).toEqual(['a']);
  });
});
