import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { EntryKey } from '../log/entry.ts';
import { makeFolder, picture } from './fixtures/folder.ts';
import { loadLog } from './load.ts';

const week = 'weeks/01' as EntryKey;
const resource = (title: string) => `---\ntitle: ${title}\ntype: paper\nurl: https://example.org\n---\n`;

async function logWithCard(): Promise<string> {
  return makeFolder({
    'content/log.md': "---\ntitle: A log\nmacros: { '\\one': '1' }\n---\n",
    'content/weeks/01.md':
      '---\ntitle: A week\nstart: 2025-02-07\n---\n\n[It](../resources/a.md)\n\n$\\one$\n\n![A dot](../images/dot.png)\n',
    'content/resources/a.md': resource('Old name'),
    'content/images/dot.png': await picture('png'),
  });
}

const htmlOf = async (folder: string) => (await loadLog(folder, { drafts: false })).html.get(week);

test('cached HTML is the same as fresh HTML', async () => {
  const folder = await logWithCard();
  const first = await htmlOf(folder);
  expect(first).toContain('Old name');
  expect(await htmlOf(folder)).toBe(first);
});

/** The files of cached HTML, with the time when each was written. */
async function keptIn(folder: string): Promise<readonly string[]> {
  const children = await readdir(join(folder, '.astro/html'), { recursive: true, withFileTypes: true });
  const files = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  return Promise.all(files.sort().map(async (file) => `${file} ${(await stat(file)).mtimeMs}`));
}

test('cached HTML is kept while it is used, and not written again', async () => {
  const folder = await logWithCard();
  await htmlOf(folder);
  const before = await keptIn(folder);
  expect(before).toHaveLength(3);
  await htmlOf(folder);
  expect(await keptIn(folder)).toEqual(before);
  // A card in the week shows its title, so the HTML of both changes, but not that of log.md.
  await writeFile(join(folder, 'content/resources/a.md'), resource('New name'));
  await htmlOf(folder);
  const after = await keptIn(folder);
  expect(after).toHaveLength(3);
  expect(after.filter((file) => before.includes(file))).toHaveLength(1);
});

const changes: readonly (readonly [
  what: string,
  file: string,
  change: () => Promise<string | Buffer>,
  seen: string,
])[] = [
  ['the title of an entry on a card', 'content/resources/a.md', async () => resource('New name'), 'New name'],
  ['a picture', 'content/images/dot.png', () => picture('png', 9, 9), 'width="9"'],
  ['a macro of the log', 'content/log.md', async () => "---\ntitle: A log\nmacros: { '\\one': '7654' }\n---\n", '7654'],
];

test.each(changes)('%s that has changed is updated wherever it is shown', async (_, file, change, seen) => {
  const folder = await logWithCard();
  expect(await htmlOf(folder)).not.toContain(seen);
  await writeFile(join(folder, file), await change());
  expect(await htmlOf(folder)).toContain(seen);
});

afterEach(() => vi.restoreAllMocks());

test.each([
  ['cut short', (text: string) => text.slice(0, -10)],
  ['changed by somebody', (text: string) => text.replace('Old name', 'Bad name')],
  ['without a checksum', (text: string) => text.slice(32)],
  ['empty', () => ''],
])('a cached file that is %s is detected, reported and rebuilt', async (_, damage) => {
  const folder = await logWithCard();
  const first = await htmlOf(folder);
  const children = await readdir(join(folder, '.astro'), { recursive: true, withFileTypes: true });
  for (const file of children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name))) {
    await writeFile(file, damage(await readFile(file, 'utf8')));
  }
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await htmlOf(folder)).toBe(first);
  expect(told).toHaveBeenCalledWith('Files in .astro/ are damaged or from another machine. They will be rebuilt.');
  told.mockClear();
  expect(await htmlOf(folder)).toBe(first);
  expect(told).not.toHaveBeenCalled();
});
