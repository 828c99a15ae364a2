import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import { notes } from './readNotes.ts';
import { unzip } from './unzip.ts';

/** A zip file with these files (APPNOTE.TXT 6.3). A mode makes one a link. */
function zipOf(
  files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly mode?: number }[],
): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, bytes, mode = 0o100644 } of files) {
    const [encoded, packed] = [Buffer.from(name), deflateRawSync(bytes)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(encoded.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, encoded, packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(((mode << 16) >>> 0) as number, 6);
    end.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), shared, end, encoded]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const last = Buffer.alloc(18);
  last.writeUInt16LE(files.length, 4);
  last.writeUInt16LE(files.length, 6);
  last.writeUInt32LE(central.length, 8);
  last.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\u0005\u0006'), last]);
}

const text = (name: string, content = 'x') => ({ name, bytes: Buffer.from(content) });

async function setUp(zip: Uint8Array) {
  const folder = await makeFolder({ 'export.zip': '', 'to/.keep': '' });
  await writeFile(join(folder, 'export.zip'), zip);
  return { path: join(folder, 'export.zip'), to: join(folder, 'to'), folder };
}

test('an export of Notion in a zip file, and in parts within it, is read as a folder is', async () => {
  const id = '0123456789abcdef0123456789abcdef';
  const part = zipOf([
    text(
      `Home ${id}.md`,
      `# Home\n\nSee [Git](Home%20${id}/Git%20${id.replace('0', 'f')}.md) and ![A dot](dot.png).\n`,
    ),
    text(`Home ${id}/Git ${id.replace('0', 'f')}.md`, '# Git\n\nText.\n'),
    text('dot.png', 'bytes'),
  ]);
  const { path } = await setUp(zipOf([{ name: 'Part-1.zip', bytes: part }, text('__MACOSX/x.md')]));
  expect(await notes.accepts(path)).toBe(true);
  const { kind, found, refused, files } = await notes.read(path);
  expect(kind).toBe('a Notion export in a zip file');
  expect(found.map(({ name }) => name)).toEqual(['home', 'home/git']);
  expect(Buffer.from(files?.get('dot.png') ?? []).toString()).toBe('bytes');
  expect(refused).toEqual([]);
});

test.each(['../out.md', '/out.md', 'a/../../out.md', 'C:/out.md'])('the name %s does not lead out', async (name) => {
  const { path, to, folder } = await setUp(zipOf([text(name)]));
  expect(await unzip(path, to)).toMatchObject({ failure: expect.stringContaining('It cannot be unpacked: ') });
  expect((await readdir(folder)).sort()).toEqual(['export.zip', 'to']);
  expect(await readdir(to)).toEqual(['.keep']);
});

test('links and files with the same name are not unpacked', async () => {
  const link = { name: 'link.md', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 };
  const { path, to } = await setUp(zipOf([link, text('a.md', 'first'), text('a.md', 'second')]));
  expect(await unzip(path, to)).toEqual({
    refused: [
      { at: { file: 'link.md' }, reason: 'It is a symbolic link.' },
      { at: { file: 'a.md' }, reason: 'Another file in the zip file has the same name.' },
    ],
  });
  expect((await readdir(to)).sort()).toEqual(['.keep', 'a.md']);
  expect(await readFile(join(to, 'a.md'), 'utf8')).toBe('first');
});

test('a zip file that contains too much, or is not a zip file, is refused', async () => {
  const bomb = zipOf([{ name: 'a.md', bytes: Buffer.alloc(1_000_000) }]);
  const { path, to } = await setUp(bomb);
  expect(bomb.length).toBeLessThan(2_000);
  expect(await unzip(path, to, { bytes: 999_999, files: 9 })).toMatchObject({
    failure: expect.stringContaining('It contains more than'),
  });
  const many = await setUp(zipOf(Array.from({ length: 10 }, (_, n) => text(`${n}.md`))));
  expect(await unzip(many.path, many.to, { bytes: 999, files: 9 })).toMatchObject({
    failure: expect.stringContaining('It contains more than'),
  });
  const none = await setUp(Buffer.from('no zip file'));
  expect(await unzip(none.path, none.to)).toMatchObject({
    failure: expect.stringContaining('It cannot be unpacked: '),
  });
});
