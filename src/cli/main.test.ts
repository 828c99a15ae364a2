import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';

test('a command keeps what it has compiled', async () => {
  const cache = await makeFolder({});
  const { NODE_COMPILE_CACHE: _, ...environment } = process.env;
  const main = join(import.meta.dirname, 'main.ts');
  await promisify(execFile)(process.execPath, [main, '--version'], {
    env: { ...environment, XDG_CACHE_HOME: cache },
  });
  const compiled = await readdir(join(cache, 'learnlog', 'compiled'), { recursive: true });
  expect(compiled.length).toBeGreaterThan(100);
});
