import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../tests/site.ts';
import { changed, makeCorpus, type CorpusEntry } from './corpus.ts';

describe('the log that every tool builds', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let entries: readonly CorpusEntry[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    entries = await makeCorpus(folder.path, 120);
  });
  afterAll(() => folder.remove());

  test('has a week of two thousand words for every 20 resources', () => {
    const weeks = entries.filter(({ kind }) => kind === 'weeks');
    expect(weeks).toHaveLength(6);
    for (const { body } of weeks) expect(body.split(/\s+/).length).toBeGreaterThan(1_900);
  });

  test.each([
    ['equation', /^\$\$\n[\s\S]*?\n\$\$$/gm],
    ['piece of code', /^```[\s\S]*?^```$/gm],
    ['note of a resource', /^\[\^more\]: .*$/gm],
  ])('never repeats %s in two entries', (_, pattern) => {
    const byEntry = entries.flatMap(({ body }) => [...new Set(body.match(pattern) ?? [])]);
    expect(byEntry.length).toBeGreaterThan(20);
    expect(new Set(byEntry).size).toBe(byEntry.length);
  });

  test('is the same every time', async () => {
    const again = await temporaryFolder();
    expect(await makeCorpus(again.path, 120)).toEqual(entries);
    await again.remove();
  });

  test('changes by one sentence, in the text and not in a footnote', () => {
    for (const entry of entries) {
      const { body } = changed(entry, 'Something was added.');
      expect(body.replace('\nSomething was added.', '')).toBe(entry.body);
      expect(body.indexOf('Something was added.')).toBeLessThan(body.lastIndexOf('[^'));
    }
  });
});
