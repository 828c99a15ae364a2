import { parentPort, workerData } from 'node:worker_threads';
import { findIn, type Finding } from './finding.ts';
import type { Work } from './findings.ts';

const { sources, macros } = workerData as Work;
const findings: Finding[] = [];
for (const source of sources) findings.push(await findIn(source, macros));
parentPort?.postMessage(findings);
