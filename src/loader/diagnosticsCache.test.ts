import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryKey, folders } from '../log/entry.ts';
import type { Problem } from '../log/problem.ts';
import { openDiagnosticsCache, type RememberedDiagnostics } from './diagnosticsCache.ts';
import type { SourceFile } from './files.ts';

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'learnlog-diagnostics-'))));
afterEach(() => rm(folder, { recursive: true }));

const page = (name: string, text: string): SourceFile => ({
  kind: 'page',
  key: entryKey(folders.page, name),
  file: `content/pages/${name}.md`,
  text,
});
const files = Array.from({ length: 40 }, (_, index) => page(`page-${index}`, `Text ${index}`));

/** Reads the cached diagnostics of the files, and stores some for those that have none. Returns which had none. */
async function readAll(remembered?: RememberedDiagnostics, of = files, macros = {}): Promise<readonly string[]> {
  const { known, save } = await openDiagnosticsCache(folder, of, macros, remembered);
  const unknown = of.filter((source) => !known.has(source));
  await save(new Map(unknown.map((source) => [source, { problems: [] }])));
  return unknown.map(({ file }) => file);
}

test('diagnostics are stored, and only those of changed files are missing', async () => {
  expect(await readAll()).toHaveLength(files.length);
  expect(await readAll()).toEqual([]);
  const changed = files.with(7, page('page-7', 'Other text'));
  expect(await readAll(undefined, changed)).toEqual(['content/pages/page-7.md']);
  expect(await readAll(undefined, changed)).toEqual([]);
});

test('what is remembered is not read again, and only what is still used is remembered', async () => {
  const remembered: RememberedDiagnostics = new Map();
  await readAll(remembered);
  await rm(join(folder, '.astro/entries'), { recursive: true });
  expect(await readAll(remembered)).toEqual([]);
  expect(await readAll(remembered, [page('page-7', 'Other text')])).toEqual(['content/pages/page-7.md']);
  expect([...remembered.values()].map(({ size }) => size).filter((size) => size > 0)).toEqual([1]);
});

test('other macros have diagnostics of their own', async () => {
  const remembered: RememberedDiagnostics = new Map();
  await readAll(remembered);
  const { size } = remembered;
  expect(await readAll(remembered, files, { '\\R': '\\mathbb{R}' })).toHaveLength(files.length);
  expect(remembered.size).toBe(size);
});

test('any character is stored', async () => {
  const [source = page('a', '')] = files;
  const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const message = '“Ümläut” \u{1f600} \ud800 \\u2019';
  const problem: Problem = { rule: 'dead-link', message, file: source.file, range };
  await (await openDiagnosticsCache(folder, [source], {})).save(new Map([[source, { problems: [problem] }]]));
  const { known } = await openDiagnosticsCache(folder, [source], {});
  expect(known.get(source)?.problems).toEqual([problem]);
});
