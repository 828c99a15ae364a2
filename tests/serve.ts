import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Serves a folder under a base path on a free port, like a plain file host. */
export async function serve(folder: string, base = '/'): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const below = pathname.startsWith(base) ? pathname.slice(base.length) : undefined;
    const path = below === undefined ? undefined : join(folder, normalize(`/${decodeURIComponent(below)}`));
    const file = path === undefined ? undefined : pathname.endsWith('/') ? join(path, 'index.html') : path;
    const isThere = file !== undefined && (await stat(file).catch(() => undefined))?.isFile();
    const sent = isThere ? file : join(folder, '404.html');
    response.writeHead(isThere ? 200 : 404, {
      'Content-Type': contentTypes[extname(sent)] ?? 'application/octet-stream',
    });
    createReadStream(sent)
      .on('error', () => response.end())
      .pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
