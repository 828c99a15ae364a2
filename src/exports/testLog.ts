import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isError } from '../log/problem.ts';
import { loadLog, type LoadedLog } from '../loader/load.ts';

/** Loads a log for tests from texts by path in `content/`; throws if it has errors. */
export async function loadTestLog(files: Readonly<Record<string, string>>): Promise<LoadedLog> {
  const folder = await mkdtemp(join(tmpdir(), 'learnlog-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, 'content', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const loaded = await loadLog(folder, { drafts: false });
    const problem = loaded.problems.find(isError);
    if (problem) throw new Error(`${problem.file}:${problem.range.line} ${problem.message}`);
    return loaded;
  } finally {
    await rm(folder, { recursive: true });
  }
}
