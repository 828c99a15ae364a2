import { join, resolve } from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { idOf, type EntryKind } from '../log/entry.ts';
import { schemas } from '../log/schema.ts';
import { collectionOf, type Refresh } from './collections.ts';
import { makeFolder } from './fixtures/folder.ts';
import { openLogOnce } from './openLogOnce.ts';

type Context = Parameters<ReturnType<typeof collectionOf>['load']>[0];
interface Stored {
  readonly id: string;
  readonly data: unknown;
  readonly digest?: string | number;
  readonly filePath?: string;
}

/** A stand-in for Astro's store of a collection. Records the entries that it parses. */
function collection(
  kind: EntryKind,
  folder: string,
  options: { readonly drafts: boolean },
  left: readonly Stored[] = [],
) {
  const log = openLogOnce(folder);
  const stored = new Map(left.map((entry) => [entry.id, entry]));
  const parsed: string[] = [];
  const store = {
    get: (id: string) => stored.get(id),
    set: (entry: Stored) => stored.set(entry.id, entry),
    delete: (id: string) => stored.delete(id),
    clear: () => stored.clear(),
    keys: () => [...stored.keys()],
  };
  const fill = async (): Promise<Refresh> => {
    const refresh: Refresh = {};
    log.forget();
    parsed.length = 0;
    // Astro evaluates the collections before each refresh.
    await collectionOf(kind, log, options).load({
      store,
      parseData: ({ id, data }: { id: string; data: unknown }) => {
        parsed.push(id);
        return Promise.resolve(schemas[kind].parse(data));
      },
      generateDigest: (data: unknown) => JSON.stringify(data),
      refreshContextData: refresh,
    } as unknown as Context);
    return refresh;
  };
  return { fill, stored, parsed };
}

const log = '---\ntitle: A log\n---\n';
const week = (title: string, more = '') => `---\ntitle: ${title}\nstart: 2025-02-07\n${more}---\n\nText.\n`;

test.each(Object.keys(schemas) as EntryKind[])(
  'Astro parses the raw frontmatter of every %s to the same fields as the log',
  async (kind) => {
    // The example has no notes.
    const note = '---\ndate: ~2025-02\naliases: b\n---\n\n# A title\n';
    const folder =
      kind === 'note'
        ? await makeFolder({ 'content/log.md': log, 'content/notes/git/a.md': note })
        : resolve(import.meta.dirname, '../..');
    const { fill, stored } = collection(kind, folder, { drafts: false });
    await fill();
    const { entries } = await openLogOnce(folder).read({ drafts: false });
    const expected = entries.filter((entry) => entry.kind === kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(stored.size).toBe(expected.length);
    for (const { key, file, fields } of expected) {
      expect(stored.get(idOf(key))).toMatchObject({ id: idOf(key), filePath: file, data: fields });
    }
  },
);

test('drafts are left out, except in `dev`', async () => {
  const files = {
    'content/log.md': log,
    'content/weeks/a.md': week('A'),
    'content/weeks/b.md': week('B', 'draft: true\n'),
  };
  const folder = await makeFolder(files);
  for (const [drafts, ids] of [
    [false, ['a']],
    [true, ['a', 'b']],
  ] as const) {
    const { fill, stored } = collection('week', folder, { drafts });
    await fill();
    expect([...stored.keys()]).toEqual(ids);
  }
});

test('entries of an earlier process are cleared, even if their digest is right', async () => {
  const folder = await makeFolder({ 'content/log.md': log, 'content/weeks/a.md': week('A') });
  const { fill, stored } = collection('week', folder, { drafts: false });
  await fill();
  const forged = [...stored.values()].map((entry) => ({ ...entry, data: { title: 'Forged' } }));
  openLogOnce(folder).filled.clear();
  const again = collection('week', folder, { drafts: false }, [...forged, { id: 'gone', data: {} }]);
  await again.fill();
  expect([...again.stored]).toEqual([...stored]);
});

describe('in `dev`', () => {
  const files = { 'content/log.md': log, 'content/weeks/a.md': week('A'), 'content/weeks/b.md': week('B') };

  test('an entry is parsed again only if its frontmatter has changed', async () => {
    const folder = await makeFolder(files);
    const { fill, stored, parsed } = collection('week', folder, { drafts: true });
    await fill();
    await writeFile(join(folder, 'content/weeks/a.md'), `${week('A')}\nMore.\n`);
    expect(await fill()).toEqual({ hasStored: false });
    expect(parsed).toEqual([]);
    await writeFile(join(folder, 'content/weeks/a.md'), week('Renamed'));
    expect(await fill()).toEqual({ hasStored: true });
    expect(parsed).toEqual(['a']);
    expect(stored.get('a')?.data).toMatchObject({ title: 'Renamed' });
  });

  test('an entry that is deleted or becomes invalid leaves the collection', async () => {
    const folder = await makeFolder(files);
    const { fill, stored } = collection('week', folder, { drafts: true });
    await fill();
    await rm(join(folder, 'content/weeks/a.md'));
    await writeFile(join(folder, 'content/weeks/b.md'), week('B', 'rough: perhaps\n'));
    expect(await fill()).toEqual({ hasStored: true });
    expect(stored.size).toBe(0);
  });
});

test('a log with errors yields no entries, and every problem is listed with its line', async () => {
  const resource = (type: string) => `---\ntitle: A paper\ntype: ${type}\nurl: https://example.org\n---\n`;
  const folder = await makeFolder({
    'content/log.md': log,
    'content/resources/a.md': resource('movie'),
    'content/resources/b.md': resource('paper'),
    'content/weeks/a.md': week('A', 'end: soon\n'),
  });
  const { fill, stored } = collection('resource', folder, { drafts: false });
  const message = await fill().then(() => '', String);
  expect(message).toContain('content/resources/a.md:3:7  invalid-value');
  expect(message).toContain('content/weeks/a.md:4:6  invalid-date');
  expect(stored.size).toBe(0);
});
