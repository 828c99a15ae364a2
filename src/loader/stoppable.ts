import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startOfFile, type Problem } from '../log/problem.ts';
import { parsingCostOf, marksIn } from '../markdown/parsingCost.ts';
import type { SourceFile } from './files.ts';
import type { Rendering, Surroundings } from './finding.ts';
import { packHtml } from './packedHtml.ts';

/** What one file may take. */
export interface Limits {
  /** Of the processor, which do not pass faster where it is busy with other things. */
  readonly seconds: number;
  readonly mebibytes: number;
}

const usual: Limits = { seconds: 4, mebibytes: 384 };
/** Node gives what goes beyond the limit 16 MiB to stop in, and then ends the whole process: no more may come in at once. */
const youngMebibytes = 8;
/** In seconds of the clock, for what waits instead of working. */
const longestWait = 60;

const longestText = 48 * 1024;
const mostCost = 6_000_000;

/** Whether a file may take a second or longer to read; what is usual in an entry never does. */
export function mayTakeLong({ text }: SourceFile): boolean {
  return text.length > longestText || parsingCostOf(text) > mostCost;
}

/** Each of some files with its body rendered, or the problem that this takes too long or too much memory. */
export async function renderInTime(
  sources: readonly SourceFile[],
  around: Surroundings,
  limits = usual,
): Promise<readonly Rendering[]> {
  const renderings: Rendering[] = [];
  let worker: Worker | undefined;
  try {
    for (const source of sources) {
      worker ??= await startWorker(around, limits);
      const rendering = await renderIn(worker, source, limits);
      if (typeof rendering === 'string') {
        await worker.terminate();
        worker = undefined;
        renderings.push({ problems: [problemOf(source, rendering)], html: packHtml('') });
      } else renderings.push(rendering);
    }
    return renderings;
  } finally {
    await worker?.terminate();
  }
}

async function startWorker(around: Surroundings, { mebibytes }: Limits): Promise<Worker> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const worker = new Worker(new URL(`./stoppableWorker${ending}`, import.meta.url), {
    workerData: around,
    resourceLimits: { maxOldGenerationSizeMb: mebibytes, maxYoungGenerationSizeMb: youngMebibytes },
  });
  await once(worker, 'message');
  return worker;
}

/** What a worker makes of a file, or in words the limit at which it was stopped. */
async function renderIn(
  worker: Worker,
  source: SourceFile,
  { seconds, mebibytes }: Limits,
): Promise<Rendering | string> {
  const start = performance.now();
  const used = secondsElsewhere();
  let watch: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((done) => {
    watch = setInterval(() => {
      const isOver = secondsElsewhere() - used > seconds || performance.now() - start > longestWait * 1000;
      if (isOver) done(`${seconds} seconds`);
    }, 100);
  });
  const answer = once(worker, 'message').then(
    ([rendering]) => rendering as Rendering,
    (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return `${mebibytes} MiB of memory`;
      throw error;
    },
  );
  worker.postMessage(source);
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearInterval(watch);
  }
}

/** The time of the processor, in seconds, that all but the main thread of this process has used: collecting garbage counts. */
function secondsElsewhere(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage?.() ?? { user: 0, system: 0 }];
  return (all.user + all.system - own.user - own.system) / 1e6;
}

function problemOf({ file, text }: SourceFile, limit: string): Problem {
  const message = `This entry takes more than ${limit} to read and show. It has ${text.length} characters and ${marksIn(text)} marks, which are punctuation and ends of lines.`;
  return { rule: 'time-limit', file, place: startOfFile, message };
}
