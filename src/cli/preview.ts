import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'astro';
import { astroConfig } from '../integration/config.ts';
import { engineRoot } from '../integration/engineRoot.ts';
import { complain } from '../loader/terminal.ts';

/** Serves the built site of a log until the process is stopped. Returns exit code 1 if there is no site. */
export async function startPreview(folder: string, { port }: { readonly port: number }): Promise<number> {
  if (!existsSync(join(folder, 'dist', 'index.html'))) {
    return complain('There is no built site yet. Build one first: learnlog build');
  }
  const server = await preview({
    ...(await astroConfig(folder)),
    // Astro looks for pages below its root, and a preview writes nothing there.
    root: engineRoot,
    configFile: false,
    server: { port },
  });
  await server.closed();
  return 0;
}
