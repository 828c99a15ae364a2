import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { initEpubFile } from '@lingo-reader/epub-parser';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeEpub, type EpubOptions } from './epub.ts';

const logs = join(import.meta.dirname, '../../tests/logs');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-'));
  for (const name of ['everything', 'right-to-left'])
    await cp(join(logs, name), join(folder, name), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command on a log, and returns its exit code and what it printed. */
async function run(log: string, options: Omit<EpubOptions, 'version'>) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(print),
    vi.spyOn(console, 'error').mockImplementation(print),
  ];
  const code = await writeEpub(join(folder, log), { ...options, version: '1.2.3' });
  for (const spy of spies) spy.mockRestore();
  return { code, text: lines.join('\n') };
}

async function filesOf(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map(Object.entries(unzipSync(await readFile(file))));
}

const books = [
  ['a log', 'everything', {}],
  ['a topic', 'everything', { topic: 'sequence-models' }],
  ['a path', 'everything', { path: 'attention' }],
  ['a log from right to left', 'right-to-left', {}],
] as const;

describe.each(books)('the book of %s', (name, log, of) => {
  const file = () => join(folder, `${name.replaceAll(' ', '-')}.epub`);
  beforeAll(async () => {
    const { code, text } = await run(log, { ...of, out: file() });
    expect(code, text).toBe(0);
  });

  test('follows the rules that a validator knows', async () => {
    const { messages } = await EpubCheck.validate(await readFile(file()));
    expect(messages).toEqual([]);
  });

  test('has everything that its pages, its tables of contents and its manifest name, and nothing else', async () => {
    const files = await filesOf(file());
    expect(problemsOf(files)).toEqual([]);
  });
});

/** Links without a target, ids that occur twice, files that are missing from the manifest or the archive. */
function problemsOf(files: ReadonlyMap<string, Uint8Array>): string[] {
  const texts = new Map(
    [...files].filter(([path]) => /\.(?:xhtml|opf|ncx)$/.test(path)).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
  const idsOf = (text: string) => [...text.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
  const ids = new Map([...texts].map(([path, text]) => [path, idsOf(text)]));
  const twice = [...ids].flatMap(([path, all]) =>
    all.filter((id, index) => all.indexOf(id) !== index).map((id) => `${path}#${id} occurs twice`),
  );
  const named = new Set<string>();
  const missing = [...texts].flatMap(([path, text]) =>
    [...text.matchAll(/ (?:href|src)="([^":]*)"/g)].flatMap(([, address = '']) => {
      const [target = '', fragment] = address.split('#');
      const found = target === '' ? path : posix.join(posix.dirname(path), target);
      if (path.endsWith('.opf')) named.add(found);
      const isThere = files.has(found) && (fragment === undefined || ids.get(found)?.includes(fragment));
      return isThere ? [] : [`${path} names ${address}`];
    }),
  );
  const unnamed = [...files.keys()].filter(
    (path) => path.startsWith('EPUB/') && !path.endsWith('.opf') && !named.has(path),
  );
  return [...twice, ...missing, ...unnamed.map((path) => `${path} is not in the manifest`)];
}

describe('a book', () => {
  const file = () => join(folder, 'a-log.epub');

  test('opens in a reading library, with its contents, author and links', async () => {
    const epub = await initEpubFile(file(), join(folder, 'reader'));
    expect(epub.getMetadata()).toMatchObject({
      title: 'Everything at once',
      language: 'en-GB',
      packageIdentifier: { id: 'https://example.org/log/' },
      creator: [
        { contributor: 'Zoë Łukasiewicz', role: 'aut' },
        { contributor: 'Institut für Übung', role: 'aut' },
      ],
    });
    const contents = epub.getToc();
    expect(contents.map(({ label }) => label)).toContain('Library');
    const week = contents.find(({ label }) => label.startsWith('Week 1: '));
    expect(week?.children?.map(({ label }) => label)).toContain('Footnotes');
    const { html } = await epub.loadChapter(week?.id ?? '');
    const [, link = ''] = /<a href="(epub:[^"]*weeks\.02-gap\.xhtml)"/.exec(html) ?? [];
    expect(epub.resolveHref(link)?.id).toBe(contents.find(({ label }) => label.startsWith('Week 2: '))?.id);
    epub.destroy();
  });

  test('has nothing of a draft', async () => {
    for (const [path, bytes] of await filesOf(file()))
      expect(`${path} ${strFromU8(bytes)}`).not.toContain('quokkadraft');
  });

  test('stores its media type first and uncompressed', async () => {
    const start = (await readFile(file())).subarray(0, 58).toString('latin1');
    expect(start.slice(30)).toBe('mimetypeapplication/epub+zip');
  });

  test('has pictures in formats of old reading systems', async () => {
    const pictures = [...(await filesOf(file()))].filter(([path]) => path.includes('/pictures/'));
    const formats = await Promise.all(pictures.map(async ([, bytes]) => (await sharp(bytes).metadata()).format));
    expect(formats.sort()).toEqual(['jpeg', 'png', 'png']);
  });

  test('has a cover with a picture for the shelves of reading systems', async () => {
    const files = await filesOf(file());
    const { format, width, height } = await sharp(files.get('EPUB/cover.png')).metadata();
    expect([format, width, height]).toEqual(['png', 1200, 1600]);
    const text = (name: string) => strFromU8(files.get(`EPUB/${name}`) ?? new Uint8Array());
    const [, id = ''] =
      /<item id="([^"]*)" href="cover.png" media-type="image\/png" properties="cover-image" \/>/.exec(
        text('package.opf'),
      ) ?? [];
    expect(text('package.opf')).toContain(`<meta name="cover" content="${id}" />`);
    expect(text('cover.xhtml')).toContain('alt="Everything at once, Zoë Łukasiewicz, Institut für Übung"');
  });

  test('is the same every time', async () => {
    const again = join(folder, 'again.epub');
    await run('everything', { out: again });
    expect((await readFile(again)).equals(await readFile(file()))).toBe(true);
  });

  test('names its language and direction', async () => {
    const files = await filesOf(join(folder, 'a-log-from-right-to-left.epub'));
    expect(strFromU8(files.get('EPUB/package.opf') ?? new Uint8Array())).toContain('page-progression-direction="rtl"');
    expect(strFromU8(files.get('EPUB/nav.xhtml') ?? new Uint8Array())).toContain('lang="ar" xml:lang="ar" dir="rtl"');
  });
});

describe('the file of a book', () => {
  test('is replaced if it is a book as this command wrote it', async () => {
    const out = join(folder, 'replaced.epub');
    await run('everything', { out, topic: 'foundations' });
    const { code } = await run('everything', { out });
    expect(code).toBe(0);
    expect((await readFile(out)).equals(await readFile(join(folder, 'a-log.epub')))).toBe(true);
  });

  test('is kept if it is anything else, such as a book with bookmarks in it', async () => {
    const out = join(folder, 'kept.epub');
    await run('everything', { out });
    const bookmarked = zipSync({ ...unzipSync(await readFile(out)), 'META-INF/bookmarks.txt': strToU8('page 7') });
    for (const bytes of [bookmarked, strToU8('a diary')]) {
      await writeFile(out, bytes);
      const { code, text } = await run('everything', { out });
      expect(code).toBe(1);
      expect(text).toContain('is not a book exactly as Learnlog wrote it');
      expect((await readFile(out)).equals(bytes)).toBe(true);
    }
  });
});

test('an unknown topic or resource is named, with the one that was probably meant', async () => {
  const out = join(folder, 'none.epub');
  expect((await run('everything', { out, topic: 'fundations' })).text).toContain('Did you mean "foundations"?');
  expect((await run('everything', { out, path: 'atention' })).text).toContain('Did you mean "attention"?');
  await expect(readFile(out)).rejects.toThrow('ENOENT');
});

test('a log with errors makes no book', async () => {
  await cp(join(logs, 'broken'), join(folder, 'broken'), { recursive: true });
  const { code, text } = await run('broken', { out: join(folder, 'broken.epub') });
  expect(code).toBe(1);
  expect(text).toContain('No book was made.');
});
