import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startOfFile, type Problem } from '../log/problem.ts';
import { slotNames } from '../log/slotNames.ts';
import { didYouMean } from '../log/suggest.ts';

/** The folder of the owner's slots, relative to the log's folder. It is outside `content/`, because slots are code. */
export const slotFolder = 'slots';

/** Reports the files in `slots/` that are not slots. Subfolders are for the owner's own use. */
export async function checkSlots(folder: string): Promise<readonly Problem[]> {
  const files = await readdir(join(folder, slotFolder), { withFileTypes: true }).catch(() => []);
  const names: readonly string[] = slotNames;
  return files
    .filter((file) => !file.isDirectory() && !file.name.startsWith('.') && !names.includes(file.name))
    .map(({ name }) => ({
      rule: 'unknown-slot',
      file: `${slotFolder}/${name}`,
      range: startOfFile,
      message: `There is no slot "${name}", only ${names.map((known) => `"${known}"`).join(', ')}.${didYouMean(name, names)}`,
    }));
}
