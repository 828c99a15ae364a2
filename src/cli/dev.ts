import { dev } from 'astro';
import { astroConfig } from '../integration/config.ts';

/** Serves the log in a folder while it is written, until the process is stopped. */
export async function startDev(
  folder: string,
  { port, host = false, open = false }: { readonly port: number; readonly host?: boolean; readonly open?: boolean },
): Promise<void> {
  const config = await astroConfig(folder);
  await dev({ ...config, configFile: false, server: { port, host, open } });
}
