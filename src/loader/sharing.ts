import { availableParallelism } from 'node:os';
import Tinypool from 'tinypool';
import type { SourceFile } from './files.ts';
import { findIn, renderEntry, type Finding, type Rendering, type Surroundings } from './finding.ts';
import { mayTakeLong, renderInTime } from './stoppable.ts';

/** For so many files a worker is worth its start, in which it loads and warms up the whole pipeline. */
const worthWorker = 1_000;
/** How many files a worker is given at a time. */
const batch = 40;

/** What is found in each of the files by itself, in their order. */
export function findAll(sources: readonly SourceFile[], around: Surroundings): Promise<readonly Finding[]> {
  return all<Finding>('findIn', sources, around);
}

/** Each of the files with its body rendered, in their order. */
export function renderAll(sources: readonly SourceFile[], around: Surroundings): Promise<readonly Rendering[]> {
  return all<Rendering>('renderEntry', sources, around);
}

/** What may take long is rendered in any case, apart from the rest, so that a check meets the limits that a build does. */
async function all<Result extends Finding>(
  name: keyof typeof tasks,
  sources: readonly SourceFile[],
  around: Surroundings,
): Promise<readonly Result[]> {
  const slow = new Set(sources.filter(mayTakeLong));
  const quick = sources.filter((source) => !slow.has(source));
  const workers = workersFor(quick);
  const work = tasks[name] as (source: SourceFile, around: Surroundings) => Promise<Finding>;
  const found = await (workers < 2
    ? inTurn(quick, (source) => work(source, around))
    : shared<Finding>(name, quick, around, workers));
  const rendered = slow.size === 0 ? [] : await renderInTime([...slow], around);
  const [nextQuick, nextSlow] = [found.values(), rendered.values()];
  return sources.map((source) => (slow.has(source) ? nextSlow : nextQuick).next().value as Result);
}

const tasks = { findIn, renderEntry };

function workersFor(sources: readonly SourceFile[]): number {
  return Math.min(availableParallelism(), Math.floor(sources.length / worthWorker));
}

async function inTurn<Result>(
  sources: readonly SourceFile[],
  work: (source: SourceFile) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const source of sources) results.push(await work(source));
  return results;
}

/** Shares the files out among workers, which end when all is done. */
async function shared<Result>(
  name: keyof typeof tasks,
  sources: readonly SourceFile[],
  around: Surroundings,
  workers: number,
): Promise<readonly Result[]> {
  const pool = new Tinypool({
    filename: new URL(`./worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    workerData: around,
  });
  try {
    const batches = Array.from({ length: Math.ceil(sources.length / batch) }, (_, index) =>
      sources.slice(index * batch, (index + 1) * batch),
    );
    const results = await Promise.all(batches.map((some) => pool.run(some, { name }) as Promise<readonly Result[]>));
    return results.flat();
  } finally {
    await pool.destroy();
  }
}
