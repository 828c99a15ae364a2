import type { TestProject } from 'vitest/node';
import { buildLogs, type LogName } from '../site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built site of each log. Tests read there and never write. */
    readonly folders: Readonly<Record<LogName, string>>;
  }
}

type Built = ReturnType<typeof buildLogs>;

/** Several projects share what is built. Vitest loads this file for each of them anew, so it is kept beyond the module. */
const shared = globalThis as { builtLogs?: Built };

/** Builds the logs, once in this process, and tells the tests where; gives what removes them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  shared.builtLogs ??= buildLogs();
  const { folders, remove } = await shared.builtLogs;
  provide('folders', folders);
  return remove;
}
