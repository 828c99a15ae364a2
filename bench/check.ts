import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateLog } from './generate.ts';

/** Times `learnlog check` on generated logs, with a cold and a warm cache. `node bench/check.ts [resources …]` */
const sizes = process.argv.slice(2).map(Number);
const command = resolve(import.meta.dirname, '../src/cli/main.ts');

console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}; wall seconds\n`);
console.log('resources    cold    warm    warm/cold    cold per entry');
for (const size of sizes.length > 0 ? sizes : [100, 1_000, 10_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'learnlog-bench-'));
  await generateLog(folder, size);
  const [cold, warm] = [check(folder), Math.min(check(folder), check(folder))];
  const perEntry = `${((cold / size) * 1000).toFixed(2)} ms`;
  console.log(
    [String(size).padStart(9), cold.toFixed(2).padStart(8), warm.toFixed(2).padStart(8)].join('') +
      (warm / cold).toFixed(2).padStart(13) +
      perEntry.padStart(18),
  );
  await rm(folder, { recursive: true });
}

function check(folder: string): number {
  const start = performance.now();
  execFileSync(process.execPath, [command, '--folder', folder, 'check'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - start) / 1000;
}
