import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { makeUrls } from '../urls/urls.ts';
import { leastLog, makeFolder, picture } from './fixtures/folder.ts';
import { pictureBytes, pruneHeaders, readPicture, type Refusal } from './pictures.ts';

const urls = makeUrls('https://example.org/log/');
const missing = (path: string): Refusal => ({
  rule: 'missing-image',
  message: `There is no file "content/${path}".`,
});
const notHere = (path: string): Refusal => ({
  rule: 'missing-image',
  message: `"content/${path}" is not a regular file in this folder. Case matters.`,
});
const linked = (path: string): Refusal => ({
  rule: 'symbolic-link',
  message: `"content/${path}" is a symbolic link.`,
});
const damaged = (path: string): Refusal => ({
  rule: 'image-kind',
  message: `"content/${path}" is damaged or cut short, and cannot be shown.`,
});
const notPicture = (path: string): Refusal => ({
  rule: 'image-kind',
  message: `"content/${path}" is not a png, jpg, webp, gif or svg picture.`,
});

/** Reads one picture from a log that contains it. */
async function readOnly(path: string, content: string | Uint8Array) {
  return readPicture(await makeFolder({ ...leastLog, [`content/${path}`]: content }), path, urls);
}

test.each([
  ['png', 'notebook.png', /^notebook-[0-9a-f]{10}\.png$/],
  ['jpeg', 'photo.jpg', /^photo-[0-9a-f]{10}\.jpg$/],
  ['jpeg', 'photo.JPEG', /^photo-[0-9a-f]{10}\.jpg$/],
  ['webp', 'a.b c.webp', /^a\.b-c-[0-9a-f]{10}\.webp$/],
  ['png', 'slide #1 (100%?).png', /^slide-1-100-[0-9a-f]{10}\.png$/],
  ['gif', '注意力.gif', /^注意力-[0-9a-f]{10}\.gif$/],
  ['webp', 'really-webp.png', /^really-webp-[0-9a-f]{10}\.webp$/],
] as const)('a %s is read from %s, with its size and a unique name', async (format, file, name) => {
  const bytes = await picture(format, 30, 20);
  const folder = await makeFolder({ [`content/images/${file}`]: bytes });
  const found = await readPicture(folder, `images/${file}`, urls);
  if ('rule' in found || 'svg' in found) return expect.fail(JSON.stringify(found));
  expect(found).toEqual({
    path: `images/${file}`,
    name: expect.stringMatching(name),
    href: `/log/images/${encodeURIComponent(found.name)}`,
    width: 30,
    height: 20,
    copies: [],
  });
  expect(await pictureBytes(folder, found)).toEqual(bytes);
});

test('a photograph in portrait orientation has its displayed size', async () => {
  const bytes = await sharp(await picture('jpeg', 30, 20))
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(await readOnly('images/x.jpg', bytes)).toMatchObject({ width: 20, height: 30 });
});

test.each([
  ['png', 400, []],
  ['png', 401, [400, 401]],
  ['png', 1200, [400, 700, 1050, 1200]],
  ['png', 2000, [400, 700, 1050, 1400]],
  ['gif', 2000, []],
] as const)('a %s of %i pixels is served in the widths %j', async (format, width, widths) => {
  const found = await readOnly('images/x.png', await picture(format, width, 10));
  if ('rule' in found || 'svg' in found) return expect.fail();
  expect(found.copies.map((copy) => copy.width)).toEqual(widths);
  const names = found.copies.map(({ name, href, width: wide }) => [
    name.endsWith(`-${wide}.webp`),
    href.endsWith(name),
  ]);
  expect(names).toEqual(widths.map(() => [true, true]));
});

test('the name changes with the bytes, so that browsers never show an old picture', async () => {
  const [one, same, other] = [await picture('png'), await picture('png'), await picture('png', 4, 4)];
  const names = await Promise.all(
    [one, same, other].map(async (bytes) => {
      const found = await readOnly('images/x.png', bytes);
      return 'rule' in found || 'svg' in found ? expect.fail() : found.name;
    }),
  );
  expect(names[0]).toBe(names[1]);
  expect(names[0]).not.toBe(names[2]);
});

test('a drawing is read as an element to inline in the page', async () => {
  const found = await readOnly('images/x.svg', '<svg viewBox="0 0 4 3"><title>T</title><path d="M0 0"/></svg>');
  expect(found).toMatchObject({ width: 4, height: 3, svg: { tagName: 'svg' } });
});

describe('a picture cannot be shown', () => {
  test('that does not exist', async () => {
    expect(await readPicture(await makeFolder(leastLog), 'images/x.png', urls)).toEqual(missing('images/x.png'));
  });

  test('whose name has other capitals', async () => {
    const folder = await makeFolder({ ...leastLog, 'content/images/Notebook.png': await picture('png') });
    // On a case-insensitive file system, the file is found, and still refused.
    const refusals = [missing('images/notebook.png'), notHere('images/notebook.png')];
    expect(refusals).toContainEqual(await readPicture(folder, 'images/notebook.png', urls));
  });

  test.each<[string, string, string, Refusal]>([
    ['that is text', 'images/x.png', 'not a picture', notPicture('images/x.png')],
    ['that is empty', 'images/x.png', '', notPicture('images/x.png')],
    ['that is an entry', 'log.md', '---\ntitle: T\n---\n', notPicture('log.md')],
    [
      'that is a drawing with another extension',
      'images/x.png',
      '<svg viewBox="0 0 1 1"><title>T</title></svg>',
      notPicture('images/x.png'),
    ],
    ['that is a document', 'images/x.png', '%PDF-1.7\n', notPicture('images/x.png')],
    [
      'that is a drawing with a script',
      'images/x.svg',
      '<svg viewBox="0 0 1 1"><title>T</title><script>alert(1)</script></svg>',
      {
        rule: 'image-kind',
        message: '"content/images/x.svg" cannot be shown. It has <script>, which a drawing cannot have.',
      },
    ],
    [
      'that is too large',
      'images/x.png',
      'x'.repeat(2 * 1024 * 1024 + 1),
      { rule: 'image-limit', message: '"content/images/x.png" has 2097153 bytes, more than 2 MiB.' },
    ],
  ])('%s', async (_, path, content, refusal) => {
    expect(await readOnly(path, content)).toEqual(refusal);
  });

  test.each(['avif', 'tiff'] as const)('that is %s, whatever its extension', async (format) => {
    expect(await readOnly('images/x.png', await picture(format))).toEqual(notPicture('images/x.png'));
  });

  test.each(['png', 'jpeg', 'webp', 'gif'] as const)('that is a %s cut short', async (format) => {
    const bytes = await sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: 'teal',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .toFormat(format)
      .toBuffer();
    expect(await readOnly('images/x.png', bytes)).toMatchObject({ width: 300, height: 200 });
    for (const share of [0.99, 0.9, 0.5, 0.01]) {
      expect(await readOnly('images/x.png', bytes.subarray(0, bytes.length * share))).toEqual(damaged('images/x.png'));
    }
  });

  test('that has no width', async () => {
    const bytes = await picture('png');
    bytes.fill(0, 16, 20);
    expect(await readOnly('images/x.png', bytes)).toEqual(damaged('images/x.png'));
  });

  test('that has too many pixels, even in a small file', async () => {
    const bytes = await picture('png', 8001, 5000);
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024);
    expect(await readOnly('images/x.png', bytes)).toEqual({
      rule: 'image-limit',
      message: '"content/images/x.png" has 8001 × 5000 pixels, more than 40 million.',
    });
  });

  test('that is a folder, a symbolic link, or in a linked folder', async () => {
    const folder = await makeFolder({
      ...leastLog,
      'secret/x.png': await picture('png'),
      'content/images/a.png': await picture('png'),
    });
    await mkdir(join(folder, 'content/images/folder.png'));
    await symlink(join(folder, 'secret/x.png'), join(folder, 'content/images/out.png'));
    await symlink('a.png', join(folder, 'content/images/in.png'));
    await symlink('nowhere.png', join(folder, 'content/images/dangling.png'));
    await symlink('loop.png', join(folder, 'content/images/loop.png'));
    await symlink(join(folder, 'secret'), join(folder, 'content/linked'));
    const links = ['out', 'in', 'dangling', 'loop'].map((name) => `images/${name}.png`);
    const others = ['images/folder.png', 'linked/x.png'];
    const refusals = await Promise.all([...links, ...others].map((path) => readPicture(folder, path, urls)));
    expect(refusals).toEqual([...links.map(linked), ...others.map(notHere)]);
  });

  test.each(['images/\u0000.png', `images/${'x'.repeat(300)}.png`])('with an impossible name', async (path) => {
    expect(await readPicture(await makeFolder(leastLog), path, urls)).toEqual(missing(path));
  });
});

test('a picture is decoded once: later checks know that it is whole or damaged from its bytes', async () => {
  const whole = await picture('png', 30, 20);
  const files = { 'content/images/a.png': whole, 'content/images/b.png': whole.subarray(0, whole.length >> 1) };
  const folder = await makeFolder({ ...leastLog, ...files });
  const read = () => Promise.all(['images/a.png', 'images/b.png'].map((path) => readPicture(folder, path, urls)));
  const first = await read();
  expect(first).toMatchObject([{ width: 30 }, damaged('images/b.png')]);
  expect(await readdir(join(folder, '.astro/headers'))).toHaveLength(2);
  // The same bytes at another time.
  for (const [path, bytes] of Object.entries(files)) await writeFile(join(folder, path), bytes);
  const decode = vi.spyOn(sharp.prototype, 'toBuffer');
  expect(await read()).toEqual(first);
  expect(decode).not.toHaveBeenCalled();
  await writeFile(join(folder, '.astro/headers/of-another-picture'), '');
  await pruneHeaders(folder);
  expect(await readdir(join(folder, '.astro/headers'))).toHaveLength(2);
  await writeFile(join(folder, 'content/images/b.png'), whole);
  expect((await read())[1]).toMatchObject({ width: 30 });
});
