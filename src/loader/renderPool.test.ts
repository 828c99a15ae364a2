import { expect, test } from 'vitest';
import { entryKey } from '../log/entry.ts';
import type { SourceFile } from './files.ts';
import { diagnoseEntry, renderEntry } from './renderEntry.ts';
import { packHtml, unpackHtml } from './packedHtml.ts';
import { diagnoseAll, mayTakeLong, renderAll } from './renderPool.ts';

const environment = {
  folder: '',
  language: 'en',
  words: {},
  macros: { '\\half': '\\frac12' },
  linkTargets: new Map(),
  pictures: new Map(),
  linkedFiles: new Map(),
};

function source(index: number): SourceFile {
  const body = index % 3 === 0 ? `$\\half${index}$ and $\\hlaf$` : `Entry ${index} has [^${index}].`;
  return {
    kind: 'week',
    key: entryKey('weeks', `w${index}`),
    file: `content/weeks/w${index}.md`,
    text: `---\ntitle: Week ${index}\nstart: 2025-01-01\n---\n\n${body}\n`,
  };
}

test.each([0, 5])('each of %d files gets its own diagnostics', async (number) => {
  const sources = Array.from({ length: number }, (_, index) => source(index));
  const findings = await diagnoseAll(sources, environment);
  expect(findings.size).toBe(number);
  for (const index of [0, 1, 3, 4, number - 1].filter((index) => index >= 0 && index < number)) {
    const expected = await diagnoseEntry(source(index), environment);
    expect(findings.get(sources[index] as SourceFile)).toEqual(expected);
    expect(expected.problems).toHaveLength(1);
  }
});

test('workers render each of 2001 files as it is rendered alone', async () => {
  const sources = Array.from({ length: 2_001 }, (_, index) => source(index));
  const renderings = await renderAll(sources, environment);
  for (const index of [0, 1, 2_000]) {
    expect(renderings.get(sources[index] as SourceFile)).toEqual(await renderEntry(source(index), environment));
  }
  expect(unpackHtml(renderings.get(sources[0] as SourceFile)?.html ?? packHtml(''))).toContain('katex');
});

test('a slow entry is rendered separately, with the same result and in the same order', async () => {
  const long = { ...source(1), text: `${source(1).text}${'A sentence of prose.\n\n'.repeat(2_500)}` };
  const sources = [source(0), long, source(2)];
  expect(sources.map(mayTakeLong)).toEqual([false, true, false]);
  const renderings = await renderAll(sources, environment);
  const findings = await diagnoseAll(sources, environment);
  for (const one of sources) {
    expect(renderings.get(one)).toEqual(await renderEntry(one, environment));
    expect(findings.get(one)).toMatchObject(await diagnoseEntry(one, environment));
  }
});
