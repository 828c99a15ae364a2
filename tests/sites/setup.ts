import type { TestProject } from 'vitest/node';
import { buildLogs, type SiteName } from '../site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of each log's built site. Tests only read there. */
    readonly folders: Readonly<Record<SiteName, string>>;
  }
}

type Built = ReturnType<typeof buildLogs>;

/** Projects share the built sites. Vitest loads this file again for each project, so the result is global. */
const shared = globalThis as { builtLogs?: Built };

/** Builds the logs once per process, and provides their folders. Returns a function that removes them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  shared.builtLogs ??= buildLogs();
  const { folders, remove } = await shared.builtLogs;
  provide('folders', folders);
  return remove;
}
