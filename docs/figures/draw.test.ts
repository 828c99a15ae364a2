import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLog } from '../../src/loader/load.ts';
import { readDrawing } from '../../src/markdown/drawing.ts';
import { scores, softmax } from './attentionLookup.ts';
import { maskAt } from './attentionMask.ts';
import { drawingsOf } from './drawings.ts';
import { cacheBytes, inGibibytes, kinds, llama2 } from './kvCache.ts';
import { papersOf, papersTable } from './papersByYear.ts';
import { clippedObjective, workedRatio } from './ppoClip.ts';
import { turned } from './ropeRotation.ts';
import { readBy, sharings } from './sharedHeads.ts';
import { splits } from './trainingSplit.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, 'content', path), 'utf8');

const { log } = await loadLog(root, { drafts: false });
const drawings = [...drawingsOf(log)];

describe('the committed drawings', () => {
  test.each(drawings)('%s is up to date (if not, run node docs/figures/draw.ts)', async (name, svg) => {
    expect(await read(`images/${name}`)).toBe(svg);
  });

  test.each(drawings)('%s is allowed in a page, 480 wide and at most 360 high', (_, svg) => {
    const drawing = readDrawing(svg);
    expect(drawing).toMatchObject({ width: 480 });
    expect(typeof drawing === 'string' ? Infinity : drawing.height).toBeLessThanOrEqual(360);
  });

  test('come from the script, without exception', async () => {
    const files = await readdir(join(root, 'content/images'));
    expect(files.filter((name) => name.endsWith('.svg')).sort()).toEqual(drawings.map(([name]) => name).sort());
  });

  test('use only classes that have a colour on the site', async () => {
    const styles = await readFile(join(root, 'src/styles/prose.css'), 'utf8');
    const names = drawings.flatMap(([, svg]) => [...svg.matchAll(/class="([^"]+)"/g)].map(([, name = '']) => name));
    for (const name of new Set(names.flatMap((list) => list.split(' ')))) expect(styles).toContain(`.${name} {`);
  });
});

describe('the numbers in the drawings', () => {
  test('the weights of a lookup add up to 1, even rounded to two decimals', () => {
    const weights = softmax(scores.map(([, score]) => score));
    expect(weights.map((weight) => weight.toFixed(2))).toEqual(['0.06', '0.68', '0.15', '0.11']);
    expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1);
  });

  test('the mask hides what comes after the query, and nothing else', () => {
    const row = (query: number) => [0, 1, 2].map((key) => maskAt(query, key));
    expect([0, 1, 2].map(row)).toEqual([
      ['0', '−∞', '−∞'],
      ['0', '0', '−∞'],
      ['0', '0', '0'],
    ]);
  });

  test('each query head reads the keys and values of its group, as with repeat_interleave', () => {
    const heads = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(sharings.map(({ keyValueHeads }) => heads.map((head) => readBy(head, keyValueHeads)))).toEqual([
      heads,
      [0, 0, 0, 0, 1, 1, 1, 1],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  test('each way to split a step leaves all four layers on some GPU, and only a pipeline has one for each', () => {
    expect(splits.map(({ layers }) => layers.map((gpus) => gpus.length))).toEqual([
      [2, 2, 2, 2],
      [2, 2, 2, 2],
      [1, 1, 1, 1],
    ]);
    expect(splits.filter(({ copies }) => copies).map(({ name }) => name)).toEqual(['Data parallel']);
    expect(splits.map(({ batch }) => batch.length)).toEqual([2, 1, 1]);
  });

  test('the clip limits a good action and not a bad one', () => {
    expect(clippedObjective(workedRatio, 1)).toBe(1.2);
    expect(clippedObjective(workedRatio, -1)).toBe(-1.5);
    expect(clippedObjective(0.5, 1)).toBe(0.5);
    expect(clippedObjective(0.5, -1)).toBe(-0.8);
  });

  test('the cache takes 10, 1.25 and 0.15625 GiB, as in the table of week 3', async () => {
    const sizes = kinds.map(({ heads }) => cacheBytes(llama2, heads));
    expect(sizes.map((bytes) => bytes / 2 ** 30)).toEqual([10, 1.25, 0.15625]);
    const week = await read('weeks/03-scaling.md');
    for (const { name, heads } of kinds) {
      expect(week).toContain(`| ${name} | ${heads} | ${inGibibytes(cacheBytes(llama2, heads))} |`);
    }
  });

  test('query and key are the same angle apart at both positions', () => {
    expect(turned(3) - turned(1)).toBe(turned(5) - turned(3));
  });

  test('22 papers are named: 4 in week 1, 6 in week 2 and 12 in week 3, as in the table of week 4', async () => {
    const years = papersOf(log);
    expect(years.map(({ year, weeks }) => [year, weeks.length])).toEqual([
      [2017, 3],
      [2018, 2],
      [2019, 2],
      [2020, 2],
      [2021, 1],
      [2022, 3],
      [2023, 5],
      [2024, 3],
      [2025, 1],
    ]);
    const weeks = years.flatMap((year) => year.weeks);
    expect(weeks).toHaveLength(22);
    expect([1, 2, 3].map((number) => weeks.filter((week) => week === number).length)).toEqual([4, 6, 12]);
    expect(await read('weeks/04-kitchen-sink.md')).toContain(`\n${papersTable(years)}\n`);
    const unrecorded = log.weeks.flatMap((week) => (week.unrecorded ? [week.unrecorded.count] : []));
    expect(unrecorded).toEqual([30 - weeks.length]);
  });
});
