import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadLog } from '../../src/loader/load.ts';
import { drawingsOf } from './drawings.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'content/images');

const { log } = await loadLog(root, { drafts: false });
await mkdir(folder, { recursive: true });
for (const [name, svg] of drawingsOf(log)) {
  await writeFile(join(folder, name), svg);
  console.log(`content/images/${name}`);
}
