import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { join, normalize, sep } from 'node:path';
import { lookup } from 'mrmime';
import { complain } from '../loader/terminal.ts';
import type { FilledRenderer } from './filledRenderer.ts';
import type { Renderer } from './renderer.ts';

/** What a server shows: the pages of a log as it is now. */
export interface Shown {
  readonly base: string;
  readonly assets: FilledRenderer['assets'];
  readonly renderer: Pick<Renderer, 'find' | 'render'>;
  /** The folder of files that take the place of pages. */
  readonly publicFolder: string;
  /** A file of the search index, if there is one at that path. */
  readonly searchFile: (path: string) => Promise<Uint8Array | undefined>;
}

export interface LogServer {
  /** The address of the home page. */
  readonly address: string;
  /** Shows something else, and makes every open page load again. */
  show(shown: Promise<Shown>): void;
  close(): Promise<void>;
}

/** Below the base path of the log. No entry has an address with an `@`. */
const ownFolder = '@learnlog/';

/**
 * Makes a page load again after a change, or once the server is back. It listens only while it can be seen: a browser has
 * at most six connections to a server.
 */
const reloadScript = `
const { rendered } = document.querySelector('script[data-rendered]').dataset;
const changes = new URL('changes?since=' + rendered, import.meta.url);
let source;
const listen = () => {
  source?.close();
  source = undefined;
  if (document.visibilityState === 'hidden') return;
  source = new EventSource(changes);
  source.onmessage = () => location.reload();
  source.onerror = ({ target }) => {
    if (target.readyState === EventSource.CLOSED) wait();
  };
};
const wait = () => setTimeout(() => fetch(location.href).then(() => location.reload(), wait), 500);
document.addEventListener('visibilitychange', listen);
listen();
`;

/** Serves a log on a port of this machine, or on the next one that is free. */
export async function serveLog(
  first: Shown,
  { port, host = false }: { readonly port: number; readonly host?: boolean },
): Promise<LogServer> {
  let shown = Promise.resolve(first);
  // Pages that an earlier server has sent load again.
  let changedAt = Date.now();
  const listeners = new Set<ServerResponse>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnHost(request.headers.host)) return send(response, 403, 'text/plain', 'Open the log at localhost.');
    const site = await shown;
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(site.base)) return redirect(response, site.base);
    const path = decoded(pathname.slice(site.base.length));
    if (path === `${ownFolder}reload.js`) return send(response, 200, 'text/javascript', reloadScript);
    if (path === `${ownFolder}changes`) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      if (Number(searchParams.get('since')) < changedAt) response.write('data: changed\n\n');
      else response.write(': connected\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    const asset = site.assets.get(path);
    if (asset) return send(response, 200, typeOf(path), asset, 'max-age=31536000, immutable');
    if (path.startsWith('pagefind/')) {
      const file = await site.searchFile(path.slice('pagefind/'.length));
      return file ? send(response, 200, typeOf(path), file) : send(response, 404, 'text/plain', 'Not found.');
    }
    if (await sendFile(response, site.publicFolder, path)) return;
    const begun = Date.now();
    const { find, render } = site.renderer;
    const found = await find(path);
    if (!found && !path.endsWith('/') && (await find(`${path}/`))) return redirect(response, `${pathname}/${search}`);
    const page = found ?? (await find('404/'));
    if (!page) return send(response, 404, 'text/plain', 'Not found.');
    const answered = await render(page);
    const location = answered.headers.get('location');
    if (location !== null) return redirect(response, location);
    const body = Buffer.from(await answered.arrayBuffer());
    const isPage = page.route.type === 'page';
    const type = isPage ? 'text/html' : (answered.headers.get('content-type')?.replace(/;.*/, '') ?? typeOf(path));
    send(response, found ? 200 : 404, type, isPage ? withReload(body.toString('utf8'), site.base, begun) : body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(async (error: unknown) => {
      complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const { base } = await shown.catch(() => ({ base: '/' }));
      const reason = error instanceof Error ? error.message : String(error);
      const page = `<!doctype html><title>Error</title><head></head><pre>${escaped(reason)}</pre>`;
      send(response, 500, 'text/html', withReload(page, base, Date.now()));
    });
  });
  const used = await listen(server, port, host ? undefined : 'localhost');
  return {
    address: `http://localhost:${used}${first.base}`,
    show: (next) => {
      shown = next;
      void next
        .catch(() => undefined)
        .then(() => {
          changedAt = Date.now();
          for (const response of listeners) response.write('data: changed\n\n');
        });
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/**
 * Whether a request is for this machine by its address or as `localhost`. Otherwise, a website could make its own name
 * lead here and read the log (DNS rebinding).
 */
function isOwnHost(host = ''): boolean {
  const { hostname } = URL.parse(`http://${host}`) ?? { hostname: '' };
  return /^(?:.+\.)?localhost$/.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** The path in an address; the address itself if it is not well-formed. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function typeOf(path: string): string {
  return lookup(path) ?? 'application/octet-stream';
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  cacheControl = 'no-cache',
): void {
  const isText = /^(?:text\/|application\/(?:json|xml|.*\+(?:json|xml))$)/.test(type);
  response.writeHead(status, {
    'Content-Type': isText ? `${type}; charset=utf-8` : type,
    'Cache-Control': cacheControl,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}

/** Not for good, since the next log on this port has other addresses. */
function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location, 'Cache-Control': 'no-store' });
  response.end();
}

/** Sends a file of a folder. Returns whether there is one at that path. */
async function sendFile(response: ServerResponse, folder: string, path: string): Promise<boolean> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep) || path.includes('\0')) return false;
  if (!(await stat(file).catch(() => undefined))?.isFile()) return false;
  response.writeHead(200, { 'Content-Type': typeOf(path), 'Cache-Control': 'no-cache' });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
  return true;
}

function withReload(html: string, base: string, rendered: number): string {
  const script = `<script type="module" src="${base}${ownFolder}reload.js" data-rendered="${rendered}"></script>`;
  return html.replace('</head>', () => `${script}</head>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Returns the port. */
async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen({ port, ...(host !== undefined && { host }) }, () => {
        server.off('error', fail);
        done();
      });
    });
  } catch (error) {
    const isUsed = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (isUsed && port < 65_535) return listen(server, port + 1, host);
    throw error;
  }
  return (server.address() as AddressInfo).port;
}
