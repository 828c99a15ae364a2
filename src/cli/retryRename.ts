import { renameSync } from 'node:fs';

/** Retries on Windows, `pause` milliseconds apart: two seconds in all. */
const tries = 20;
const pause = 100;

/**
 * Renames a file or folder. On Windows, that fails while another program, such as a virus scanner or an editor, has it
 * open, so it is retried. It is synchronous, so that no signal is handled in between.
 */
export function retryRename(from: string, to: string, { platform = process.platform, rename = renameSync } = {}): void {
  for (let left = platform === 'win32' ? tries : 1; left > 0; left -= 1) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (left === 1 || !['EPERM', 'EACCES', 'EBUSY'].includes(String(code))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
