import Tinypool from 'tinypool';
import type { SourceFile } from './files.ts';
import * as one from './finding.ts';

const around = Tinypool.workerData as one.Surroundings;

/** What is found in each of some files, for `findAll()`. */
export async function findIn(sources: readonly SourceFile[]): Promise<readonly one.Finding[]> {
  const findings: one.Finding[] = [];
  for (const source of sources) findings.push(await one.findIn(source, around));
  return findings;
}

/** Some files with their bodies rendered, for `renderAll()`. */
export async function renderEntry(sources: readonly SourceFile[]): Promise<readonly one.Rendering[]> {
  const renderings: one.Rendering[] = [];
  for (const source of sources) renderings.push(await one.renderEntry(source, around));
  return renderings;
}
