import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLog } from '../../src/loader/load.ts';
import { pathological } from './pathological.ts';

/** Reads each pathological input, at the maximum file size, as an entry of a small log with two valid ones. */
const bytes = 510 * 1024;
const kib = 1024;
const folder = await mkdtemp(join(tmpdir(), 'learnlog-hostile-'));
const log = join(folder, 'content');
const sound = '---\ntitle: Sound\n---\n\nA $x$ and a [link](https://example.org).\n';
const write = async (path: string, text: string) => {
  await mkdir(dirname(join(log, path)), { recursive: true });
  await writeFile(join(log, path), text);
};

let failed = 0;
try {
  await write('log.md', '---\ntitle: A log\n---\n');
  await write('pages/a.md', sound);
  await write('pages/z.md', sound);
  const { html: expected } = await loadLog(folder, { drafts: false });
  for (const [name, make] of Object.entries(pathological)) {
    if (!name.includes(process.argv[2] ?? '')) continue;
    await write('pages/hostile.md', `---\ntitle: Hostile\n---\n\n${make(bytes)}\n`);
    const before = process.cpuUsage();
    const { html, problems } = await loadLog(folder, { drafts: false });
    const { user, system } = process.cpuUsage(before);
    const isSame = [...expected.keys()].every((key) => html.get(key) === expected.get(key));
    if (!isSame) failed += 1;
    const rules = [...new Set(problems.map(({ rule }) => rule))].join(', ') || 'no problem';
    const memory = Math.round(process.resourceUsage().maxRSS / kib);
    const seconds = ((user + system) / 1e6).toFixed(1);
    console.log(`${isSame ? 'ok  ' : 'FAIL'} ${seconds} s  ${memory} MiB at most  ${name}: ${rules}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
