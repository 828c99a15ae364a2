import Tinypool from 'tinypool';
import type { SourceFile } from './files.ts';
import { diagnoseEntry, renderEntry, type EntryDiagnostics, type RenderEnvironment } from './renderEntry.ts';

const tasks = { diagnoseEntry, renderEntry };

/** A task for some files. */
export interface Job {
  readonly task: keyof typeof tasks;
  readonly sources: readonly SourceFile[];
}

/** Runs a job, one file after another. Results are in the order of the files. */
export async function runJob({ task, sources }: Job, environment: RenderEnvironment): Promise<EntryDiagnostics[]> {
  const results: EntryDiagnostics[] = [];
  for (const source of sources) results.push(await tasks[task](source, environment));
  return results;
}

/** Runs a job in a worker, with the environment that was passed when the worker started. */
export function runInWorker(job: Job): Promise<EntryDiagnostics[]> {
  return runJob(job, Tinypool.workerData as RenderEnvironment);
}
