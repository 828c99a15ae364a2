import Tinypool from 'tinypool';
import { failureOf } from './entryFailure.ts';
import type { SourceFile } from './files.ts';
import { packHtml } from './packedHtml.ts';
import {
  diagnoseEntry,
  renderEntry,
  type EntryDiagnostics,
  type RenderedEntry,
  type RenderEnvironment,
} from './renderEntry.ts';

const tasks = { diagnoseEntry, renderEntry };

/** A task for some files. */
export interface Job {
  readonly task: keyof typeof tasks;
  readonly sources: readonly SourceFile[];
}

/** Runs a job, one file after another. Results are in the order of the files. An exception affects only its own file. */
export async function runJob({ task, sources }: Job, environment: RenderEnvironment): Promise<EntryDiagnostics[]> {
  const results: EntryDiagnostics[] = [];
  for (const source of sources) {
    results.push(await tasks[task](source, environment).catch((error) => failed(source, error)));
  }
  return results;
}

/** The result for a file at which this program failed. */
export function failed({ file }: SourceFile, error: unknown): RenderedEntry {
  return { problems: [failureOf(file, error)], html: packHtml('') };
}

/** Runs a job in a worker, with the environment that was passed when the worker started. */
export function runInWorker(job: Job): Promise<EntryDiagnostics[]> {
  return runJob(job, Tinypool.workerData as RenderEnvironment);
}
