import { availableParallelism } from 'node:os';
import Tinypool from 'tinypool';
import { startOfFile } from '../log/problem.ts';
import { marksIn, parsingCostOf } from '../markdown/parsingCost.ts';
import type { SourceFile } from './files.ts';
import { packHtml } from './packedHtml.ts';
import type { EntryDiagnostics, RenderedEntry, RenderEnvironment } from './renderEntry.ts';
import { failed, runInWorker, runJob, type Job } from './renderWorker.ts';

/** A worker must load and warm up the whole pipeline, which pays off only for this many files. */
const filesPerWorker = 1_000;
const batchSize = 40;

/** The limits for one file. */
export interface Limits {
  /** Processor time, which does not depend on how busy the machine is. */
  readonly seconds: number;
  readonly mebibytes: number;
}

const usualLimits: Limits = { seconds: 4, mebibytes: 384 };
/** V8 grants 16 MiB beyond the limit before it aborts the process, so the young generation must be smaller. */
const limitedYoungMebibytes = 8;
/** On a large machine, V8 would let the young generation of each worker grow to four times this size, for no gain. */
const youngMebibytes = 48;
/** Wall-clock limit in seconds, for a file that waits without using the processor. */
const longestWait = 60;

const longestText = 48 * 1024;
const mostCost = 6_000_000;

/** Whether a file may take a second or longer to read. Ordinary entries never do. */
export function mayTakeLong({ text }: SourceFile): boolean {
  return text.length > longestText || parsingCostOf(text) > mostCost;
}

/** The diagnostics of each file by itself. */
export function diagnoseAll(
  sources: readonly SourceFile[],
  environment: RenderEnvironment,
): Promise<ReadonlyMap<SourceFile, EntryDiagnostics>> {
  return runAll({ task: 'diagnoseEntry', sources }, environment);
}

/** Renders the body of each file. */
export async function renderAll(sources: readonly SourceFile[], environment: RenderEnvironment) {
  return (await runAll({ task: 'renderEntry', sources }, environment)) as ReadonlyMap<SourceFile, RenderedEntry>;
}

/**
 * Always renders files that may take long, with limits, so that a check reports the same exceeded limits as a build.
 */
async function runAll(
  { task, sources }: Job,
  environment: RenderEnvironment,
): Promise<ReadonlyMap<SourceFile, EntryDiagnostics>> {
  const slow = sources.filter(mayTakeLong);
  const quick = sources.filter((source) => !slow.includes(source));
  const threads = Math.min(availableParallelism(), Math.floor(quick.length / filesPerWorker));
  const diagnosed = await (threads < 2
    ? runJob({ task, sources: quick }, environment)
    : withPool(environment, { threads }, async (run) => {
        const batches = Math.ceil(quick.length / batchSize);
        const jobs = Array.from({ length: batches }, (_, index) => {
          const batch = quick.slice(index * batchSize, (index + 1) * batchSize);
          // If a worker ends unexpectedly, only the file that ended it gets a problem.
          return run({ task, sources: batch }).catch(() => timeLimitedRender(batch, environment));
        });
        return (await Promise.all(jobs)).flat();
      }));
  const rendered = slow.length === 0 ? [] : await timeLimitedRender(slow, environment);
  const results = [...diagnosed, ...rendered];
  return new Map([...quick, ...slow].map((source, index) => [source, results[index] ?? { problems: [] }]));
}

/** Renders the body of each file. A file that takes too long or too much memory gets a problem instead. */
export function timeLimitedRender(
  sources: readonly SourceFile[],
  environment: RenderEnvironment,
  limits = usualLimits,
): Promise<readonly RenderedEntry[]> {
  return withPool(environment, { threads: 1, mebibytes: limits.mebibytes }, async (run) => {
    const rendered: RenderedEntry[] = [];
    for (const source of sources) {
      // Starts a worker if none is left, so that its start does not count towards the limits of the file.
      await run({ task: 'renderEntry', sources: [] });
      rendered.push(await renderWithin(limits, source, run));
    }
    return rendered;
  });
}

async function renderWithin({ seconds, mebibytes }: Limits, source: SourceFile, run: Run): Promise<RenderedEntry> {
  const stop = new AbortController();
  const [start, used] = [performance.now(), secondsElsewhere()];
  const watch = setInterval(() => {
    const isOver = secondsElsewhere() - used > seconds || performance.now() - start > longestWait * 1000;
    if (isOver) stop.abort();
  }, 100);
  try {
    const [rendered] = await run({ task: 'renderEntry', sources: [source] }, stop.signal);
    return rendered as RenderedEntry;
  } catch (error) {
    if (stop.signal.aborted) return overLimit(source, `${seconds} seconds`);
    const isOutOfMemory = (error as { readonly code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isOutOfMemory) return overLimit(source, `${mebibytes} MiB of memory`);
    return failed(source, error);
  } finally {
    clearInterval(watch);
  }
}

/** The processor time, in seconds, of all threads except the main one. Includes garbage collection. */
function secondsElsewhere(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage?.() ?? { user: 0, system: 0 }];
  return (all.user + all.system - own.user - own.system) / 1e6;
}

function overLimit({ file, text }: SourceFile, limit: string): RenderedEntry {
  const message = `This entry takes more than ${limit} to read and show. It has ${text.length} characters, ${marksIn(text)} of them punctuation or line breaks.`;
  return { problems: [{ rule: 'time-limit', file, range: startOfFile, message }], html: packHtml('') };
}

type Run = (job: Job, signal?: AbortSignal) => Promise<readonly EntryDiagnostics[]>;

/** Starts workers, and stops them at the end. */
async function withPool<Result>(
  environment: RenderEnvironment,
  { threads, mebibytes }: { readonly threads: number; readonly mebibytes?: number },
  use: (run: Run) => Promise<Result>,
): Promise<Result> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const pool = new Tinypool({
    filename: new URL(`./renderWorker${ending}`, import.meta.url).href,
    name: runInWorker.name,
    minThreads: threads,
    maxThreads: threads,
    workerData: environment,
    resourceLimits:
      mebibytes === undefined
        ? { maxYoungGenerationSizeMb: youngMebibytes }
        : { maxOldGenerationSizeMb: mebibytes, maxYoungGenerationSizeMb: limitedYoungMebibytes },
  });
  try {
    return await use((job, signal) => pool.run(job, { signal }));
  } finally {
    await pool.destroy();
  }
}
