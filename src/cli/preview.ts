import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'astro';
import { astroConfig } from '../integration/config.ts';
import { engineRoot } from '../integration/engineRoot.ts';
import { readAddress } from '../integration/settings.ts';
import { outsideAddresses, sayOutside } from './outside.ts';
import { complain } from '../loader/terminal.ts';

/** Serves the built site of a log until the process is stopped. Returns exit code 1 if there is no site. */
export async function startPreview(
  folder: string,
  { port, host = false }: { readonly port: number; readonly host?: boolean },
): Promise<number> {
  if (!existsSync(join(folder, 'dist', 'index.html'))) {
    return complain('There is no built site yet. Build one first: learnlog build');
  }
  const server = await preview({
    ...(await astroConfig(folder)),
    // Astro looks for pages below its root, and a preview writes nothing there.
    root: engineRoot,
    configFile: false,
    server: { port, host },
  });
  const { base } = await readAddress(folder);
  // Astro prints the addresses.
  if (host) sayOutside(outsideAddresses(`http://localhost:${server.port}${base}`));
  await server.closed();
  return 0;
}
