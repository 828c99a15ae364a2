import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { adviceFor, fetchNode, isTooOld, oldest } from './newerNode.ts';

test('Node is too old below the version that the package requires', () => {
  expect(packageJson.engines.node).toBe(`>=${oldest}`);
  expect(['18.20.8', '20.20.2', '22.11.0'].map(isTooOld)).toEqual([true, true, true]);
  expect(['22.12.0', '22.18.0', '24.0.0', '26.1.0'].map(isTooOld)).toEqual([false, false, false, false]);
});

test('npx fetches another version and prints its path', () => {
  const asked: string[][] = [];
  const run = ((_file: string, words: string[]) => {
    asked.push(words);
    return Buffer.from('/cache/node/bin/node\n');
  }) as unknown as Parameters<typeof fetchNode>[0];
  expect(fetchNode(run)).toBe('/cache/node/bin/node');
  expect(asked[0]?.slice(-4)).toEqual(['--yes', 'node@24', '--print', 'process.execPath']);
});

test('if npx cannot fetch a version, the message has a command to run', () => {
  const fail = (() => {
    throw new Error('ENOTFOUND');
  }) as unknown as Parameters<typeof fetchNode>[0];
  expect(fetchNode(fail)).toBeUndefined();
  expect(adviceFor('20.20.2')).toMatch(/needs Node 22\.12 or later.*Node 20\.20\.2[\s\S]*nvm install 24/);
});
