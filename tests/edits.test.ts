import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLog, type LoadedLog } from '../src/loader/load.ts';
import { isError } from '../src/log/problem.ts';
import { editsOf, type Edit } from './edits/edits.ts';
import { changeFiles, readFiles, type Files, type Kind } from './edits/files.ts';
import { checkValues } from './edits/values.ts';
import { logs, temporaryFolder } from './site.ts';

/** An entry of each kind that others refer to. */
const chosen: Readonly<Record<Kind, string>> = {
  log: 'content/log.md',
  week: 'content/weeks/01-first.md',
  note: 'content/notes/git/rebase-onto.md',
  page: 'content/pages/before.md',
  resource: 'content/resources/attention.md',
};

const start = await readFiles(logs.everything.folder);
const { fields, bodies, entries, renamings, others } = editsOf(start);
const isOf = (path: string) => (edit: Edit) => edit.name.startsWith(`${path}: `);
const edits = [
  ...(Object.keys(fields) as Kind[]).flatMap((kind) =>
    fields[kind].flatMap((some) => some.find(isOf(chosen[kind])) ?? []),
  ),
  ...bodies.filter(isOf(chosen.note)),
  ...others.filter(({ name }) => !name.includes('public/')),
  ...entries.filter(({ name }) => name.endsWith('a new entry')),
  ...renamings.filter(({ name }) => name.startsWith(`${chosen.resource} becomes`)).slice(0, 1),
];
/** A comparison takes ten times as long as an edit. */
const groupSize = 20;
const groups = Array.from({ length: Math.ceil(edits.length / groupSize) }, (_, index) => {
  const some = edits.slice(index * groupSize, (index + 1) * groupSize);
  return { names: some.map(({ name }) => name.slice(0, 60)).join('; '), some };
});

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';
let files: Files = start;

beforeAll(async () => {
  temporary = await temporaryFolder();
  folder = join(temporary.path, 'log');
  await changeFiles(folder, new Map(), start);
  await loadLog(folder, { drafts: false });
});
afterAll(() => temporary.remove());

/** Reads a copy of the log without any cache. */
async function readAnew(): Promise<LoadedLog> {
  const copy = join(temporary.path, 'copy');
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true, filter: (path) => !path.startsWith(join(folder, '.astro')) });
  return loadLog(copy, { drafts: false });
}

/** The input of the graph and of the pages. */
function factsOf({ entries: all, html, pictures, theme, texts, problems }: LoadedLog): string {
  return JSON.stringify(
    { all, html: [...html.keys()].map((key) => html.get(key)), pictures, theme, texts: [...texts], problems },
    undefined,
    1,
  );
}

test('there are values of every field', () => {
  checkValues();
});

test.each(groups)('after some edits, the log equals a fresh load ($names)', async ({ some }) => {
  for (const { change } of some) {
    const next = change(files);
    if (!next) continue;
    await changeFiles(folder, files, next);
    const { problems } = await loadLog(folder, { drafts: false });
    if (problems.some(isError)) await changeFiles(folder, next, files);
    else files = next;
  }
  const warm = await loadLog(folder, { drafts: false });
  expect(factsOf(warm)).toEqual(factsOf(await readAnew()));
});
