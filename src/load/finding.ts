import type { Entry } from '../core/entry.ts';
import type { Problem } from '../core/problem.ts';
import { checkFormulas } from '../markdown/formulas.ts';
import type { SourceFile } from './files.ts';
import { guarded, problemsOf, readEntry } from './reading.ts';

/** What was found in one file by itself. */
export interface Finding {
  /** Missing where the file could not be read as an entry. */
  readonly entry?: Entry;
  readonly problems: readonly Problem[];
}

/** Reads a file and judges everything that needs no other file; of formulas, with the log's macros. */
export async function findIn(source: SourceFile, macros: Readonly<Record<string, string>>): Promise<Finding> {
  const reading = readEntry(source);
  const { tree, vfile, entry } = reading;
  if (tree && vfile.data.hasMath) await guarded(vfile, () => checkFormulas(tree, vfile, macros));
  return { entry, problems: problemsOf(reading) };
}
