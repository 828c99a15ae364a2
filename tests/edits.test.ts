import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLog, type LoadedLog } from '../src/loader/load.ts';
import { isError } from '../src/log/problem.ts';
import { edits, writeLog } from './edits/edits.ts';
import { temporaryFolder } from './site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';

beforeAll(async () => {
  temporary = await temporaryFolder();
  folder = join(temporary.path, 'log');
  await writeLog(folder);
  const { problems } = await loadLog(folder, { drafts: false });
  expect(problems).toEqual([]);
});
afterAll(() => temporary.remove());

/** Reads a copy of the log without any cache. */
async function readAnew(name: string) {
  const copy = join(temporary.path, name);
  await mkdir(copy);
  await cp(folder, copy, { recursive: true, filter: (path) => !path.startsWith(join(folder, '.astro')) });
  return loadLog(copy, { drafts: false });
}

/** The input of the graph and of the pages. */
function factsOf({ entries, html, pictures, theme, texts }: LoadedLog): string {
  return JSON.stringify(
    { entries, html: [...html.keys()].map((key) => html.get(key)), pictures, theme, texts: [...texts] },
    undefined,
    1,
  );
}

test.each(Object.keys(edits))('after an edit (%s), the log equals a fresh load and has no errors', async (name) => {
  await edits[name]?.(folder);
  const warm = await loadLog(folder, { drafts: false });
  expect(warm.problems.filter(isError)).toEqual([]);
  expect(factsOf(warm)).toEqual(factsOf(await readAnew(name)));
});
