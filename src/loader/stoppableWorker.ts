import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from './files.ts';
import { renderEntry, type Surroundings } from './finding.ts';

const around = workerData as Surroundings;

parentPort?.on('message', async (source: SourceFile) => {
  parentPort?.postMessage(await renderEntry(source, around));
});
// It has loaded what it needs, which is no work on a file.
parentPort?.postMessage('ready');
