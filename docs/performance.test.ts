import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bars } from '../bench/bars.ts';
import { buildTimes } from './figures/buildTimes.ts';
import { readResults, verdictOf } from './performance.ts';

const read = (file: string) => readFile(join(import.meta.dirname, file), 'utf8');
const spread = (least: number, median: number, most: number) => ({ least, median, most });

describe('docs/performance.md', () => {
  test('has a verdict for every goal', async () => {
    const rows = [...(await read('performance.md')).matchAll(/^\| (.+?) +\| +≤ .*\| +(\S.*?) \|$/gm)];
    expect(rows.map(([, what]) => what)).toEqual(bars.map(({ what }) => what));
    for (const [, , met] of rows) expect(met).toMatch(/^(yes|in the median|\*\*in part\*\*|\*\*no\*\*|not measured)$/);
  });

  test('has the figure that docs/generate.ts draws from the results', async () => {
    expect(await read('figures/performance.svg')).toBe(buildTimes(await readResults()));
  });
});

test.each([
  ['yes', [spread(1, 2, 3)]],
  ['in the median', [spread(1, 2, 4)]],
  ['**no**', [spread(1, 4, 5)]],
  ['**in part**', [spread(1, 2, 3), spread(1, 4, 5)]],
  ['not measured', []],
])('a goal of 3 is “%s” for the results %j', (said, found) => {
  expect(
    verdictOf(
      { goal: 3 },
      found.map((one) => ['', one] as const),
    ),
  ).toBe(said);
});
