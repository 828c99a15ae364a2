import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Makes Astro bundle the pages of the log in a folder, so that the renderer is kept. This runs in its own process: a
 * bundler leaves half a gigabyte of memory behind, and Astro its settings for builds. Throws if it fails.
 */
export async function makeRenderer(folder: string): Promise<void> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const script = fileURLToPath(new URL(`./rendererProcess${ending}`, import.meta.url));
  const child = fork(script, [folder], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let output = '';
  child.stderr?.on('data', (data: Buffer) => {
    output += data.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The pages could not be prepared. ${output}`);
}
