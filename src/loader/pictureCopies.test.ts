import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { makeUrls } from '../urls/urls.ts';
import { leastLog, makeFolder, picture } from './fixtures/folder.ts';
import { pictureCopies } from './pictureCopies.ts';
import { readPicture, type Picture } from './pictures.ts';

async function folderWith(...widths: readonly number[]) {
  const files = await Promise.all(
    widths.map(async (width) => [`content/images/p${width}.png`, await picture('png', width, 10)] as const),
  );
  const folder = await makeFolder({ ...leastLog, ...Object.fromEntries(files) });
  const pictures: Picture[] = [];
  for (const width of widths) {
    const found = await readPicture(folder, `images/p${width}.png`, makeUrls(undefined));
    pictures.push(found as Picture);
  }
  return { folder, pictures, names: pictures.flatMap(({ copies }) => copies.map(({ name }) => name)) };
}

const cached = (folder: string) => readdir(join(folder, '.astro/pictures')).catch(() => []);

test('a copy is a WebP picture of its width', async () => {
  const { folder, pictures, names } = await folderWith(1200);
  const copies = pictureCopies(folder);
  await copies.open(pictures);
  const made = await Promise.all(names.map(async (name) => sharp(await copies.bytesOf(name)).metadata()));
  expect(made.map(({ format, width }) => [format, width])).toEqual(
    [400, 700, 1050, 1200].map((width) => ['webp', width]),
  );
});

test('a copy is made once, also for later builds, and those after it meanwhile', async () => {
  const { folder, pictures, names } = await folderWith(500);
  const copies = pictureCopies(folder);
  await copies.open(pictures);
  const bytes = await copies.bytesOf(names[0] ?? '');
  await vi.waitFor(async () => expect(await cached(folder)).toHaveLength(2), { timeout: 20_000 });
  const later = pictureCopies(folder);
  await rm(join(folder, 'content'), { recursive: true });
  await later.open(pictures);
  expect(Buffer.from(await later.bytesOf(names[0] ?? ''))).toEqual(Buffer.from(bytes));
});

test('copies of a picture that the log no longer has are removed from the cache', async () => {
  const { folder, pictures, names } = await folderWith(500, 600);
  const copies = pictureCopies(folder);
  await copies.open(pictures);
  for (const name of names) await copies.bytesOf(name);
  expect(await cached(folder)).toHaveLength(4);
  await copies.open(pictures.slice(1));
  expect(await cached(folder)).toHaveLength(2);
});

test('a copy that nobody knows or that cannot be made is an error with the name of the picture', async () => {
  const { folder, pictures, names } = await folderWith(500);
  const copies = pictureCopies(folder);
  await copies.open(pictures);
  await expect(copies.bytesOf('other.webp')).rejects.toThrow('No picture has a copy "other.webp".');
  await writeFile(join(folder, 'content/images/p500.png'), 'Not a picture.');
  await expect(copies.bytesOf(names[0] ?? '')).rejects.toThrow('"content/images/p500.png" cannot be made 400 pixels');
});
