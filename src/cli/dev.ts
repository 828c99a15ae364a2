import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { dev } from 'astro';
import { astroConfig } from '../integration/config.ts';
import { say } from '../loader/terminal.ts';

/** What decides whether a browser can be opened. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** Serves the log in a folder while it is written, until the process is stopped. Astro says where, once it can be opened. */
export async function startDev(
  folder: string,
  { port, host = false, open = false }: { readonly port: number; readonly host?: boolean; readonly open?: boolean },
): Promise<void> {
  const config = await astroConfig(folder);
  const opens = open && canOpen({ platform: process.platform, environment: process.env, exists: existsSync });
  await dev({ ...config, configFile: false, server: { port, host, open: opens } });
  if (open && !opens) say('No browser was found on this machine: open the address yourself.');
}

/** Whether there is a browser, or what knows one: every desktop but that of some Linux machines has it. */
export function canOpen({ platform, environment, exists }: Surroundings): boolean {
  if (platform !== 'linux') return true;
  // In Linux on Windows, the browser of Windows is opened.
  if (environment.BROWSER || environment.WSL_DISTRO_NAME) return true;
  const folders = (environment.PATH ?? '').split(posix.delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => exists(posix.join(folder, 'xdg-open')));
}
