import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { dev } from 'astro';
import { astroConfig } from '../integration/config.ts';
import { say } from '../loader/terminal.ts';

/** Facts about this machine that decide whether it can open a browser. */
export interface Desktop {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** Serves the log in a folder while its author writes, until the process is stopped. Astro prints the address. */
export async function startDev(
  folder: string,
  { port, host = false, open = false }: { readonly port: number; readonly host?: boolean; readonly open?: boolean },
): Promise<void> {
  const config = await astroConfig(folder);
  const opens = open && canOpen({ platform: process.platform, environment: process.env, exists: existsSync });
  // With `always`, the server would not find files whose extensions are not part of their routes.
  await dev({ ...config, configFile: false, trailingSlash: 'ignore', server: { port, host, open: opens } });
  if (open && !opens) say('No browser was found on this machine: open the address yourself.');
}

/** Whether a browser can be opened: always, except on a Linux machine without a desktop. */
export function canOpen({ platform, environment, exists }: Desktop): boolean {
  if (platform !== 'linux') return true;
  // WSL opens the browser of Windows.
  if (environment.BROWSER || environment.WSL_DISTRO_NAME) return true;
  const folders = (environment.PATH ?? '').split(posix.delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => exists(posix.join(folder, 'xdg-open')));
}
