import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourceFile } from './files.ts';
import { findIn, type Finding } from './finding.ts';

/** What a worker is given. */
export interface Work {
  readonly sources: readonly SourceFile[];
  readonly macros: Readonly<Record<string, string>>;
}

/** Below this, starting a worker takes longer than what it saves. */
const worthSharing = 1_000;

/** What is found in each of the files by itself, in their order; shared out among the cores where there are many. */
export async function findingsOf({ sources, macros }: Work): Promise<readonly Finding[]> {
  const workers = Math.min(availableParallelism(), Math.floor(sources.length / worthSharing));
  if (workers < 2) {
    const findings: Finding[] = [];
    for (const source of sources) findings.push(await findIn(source, macros));
    return findings;
  }
  // Every n-th file, so that long entries, which often stand together, are shared out too.
  const shares = Array.from({ length: workers }, (_, worker) =>
    sources.filter((_, index) => index % workers === worker),
  );
  const found = await Promise.all(shares.map((share) => runWorker({ sources: share, macros })));
  return sources.map((source, index) => {
    const finding = found[index % workers]?.[Math.floor(index / workers)];
    if (!finding) throw new Error(`The worker found nothing in ${source.file}.`);
    return finding;
  });
}

function runWorker(work: Work): Promise<readonly Finding[]> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL(`./findingWorker${extname(import.meta.url)}`, import.meta.url), {
      workerData: work,
    });
    worker.once('message', done);
    worker.once('error', failed);
    worker.once('exit', (code) => failed(new Error(`A worker of the check ended with code ${code}.`)));
  });
}
