import { renameSync } from 'node:fs';

/** How often, and after how many milliseconds each time: two seconds in all. */
const tries = 20;
const pause = 100;

/**
 * Gives a file or folder another name; on Windows that fails for as long as another program looks at it, as scanners and
 * editors do for a moment, so there it is tried again. Nothing else of this process happens meanwhile.
 */
export function renameAgain(from: string, to: string, { platform = process.platform, rename = renameSync } = {}): void {
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
