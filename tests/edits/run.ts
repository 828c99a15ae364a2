import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, learnlog, temporaryFolder } from '../site.ts';
import { edits, writeLog } from './edits.ts';

/** Builds a small log after each edit, with a warm and a cold cache, and compares the bytes. */
const temporary = await temporaryFolder();
const folder = join(temporary.path, 'log');

async function built(log: string): Promise<Readonly<Record<string, string>>> {
  const { code, output } = await learnlog('--folder', log, 'build');
  if (code !== 0) throw new Error(output);
  return bytesOf(join(log, 'dist'));
}

let failed = 0;
try {
  await writeLog(folder);
  await built(folder);
  for (const [name, edit] of Object.entries(edits)) {
    await edit(folder);
    const warm = await built(folder);
    const copy = join(temporary.path, name);
    await cp(folder, copy, { recursive: true, filter: (path) => !/[\\/](?:\.astro|dist)$/.test(path) });
    const cold = await built(copy);
    const paths = [...new Set([...Object.keys(warm), ...Object.keys(cold)])];
    const different = paths.filter((path) => warm[path] !== cold[path]);
    if (different.length > 0) failed += 1;
    console.log(
      `${different.length === 0 ? 'same' : 'DIFFERENT'}  ${paths.length} files  ${name}  ${different.join(' ')}`,
    );
  }
} finally {
  await temporary.remove();
}
console.log(`${Object.keys(edits).length} edits, ${failed} with a difference.`);
process.exitCode = failed === 0 ? 0 : 1;
