import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { adviceFor, fetchNode, isTooOld, oldest } from './otherNode.ts';

test('a Node is too old below what the package asks for', () => {
  expect(packageJson.engines.node).toBe(`>=${oldest}`);
  expect(['18.20.8', '20.20.2', '22.11.0'].map(isTooOld)).toEqual([true, true, true]);
  expect(['22.12.0', '22.18.0', '24.0.0', '26.1.0'].map(isTooOld)).toEqual([false, false, false, false]);
});

test('another one is fetched by npx, which says where it is', () => {
  const asked: string[][] = [];
  const run = ((_file: string, words: string[]) => {
    asked.push(words);
    return Buffer.from('/cache/node/bin/node\n');
  }) as unknown as Parameters<typeof fetchNode>[0];
  expect(fetchNode(run)).toBe('/cache/node/bin/node');
  expect(asked[0]?.slice(-4)).toEqual(['--yes', 'node@24', '--print', 'process.execPath']);
});

test('where npx cannot fetch one, somebody is told what to type', () => {
  const fail = (() => {
    throw new Error('ENOTFOUND');
  }) as unknown as Parameters<typeof fetchNode>[0];
  expect(fetchNode(fail)).toBeUndefined();
  expect(adviceFor('20.20.2')).toMatch(/needs Node 22\.12 or later.*Node 20\.20\.2[\s\S]*nvm install 24/);
});
