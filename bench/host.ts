import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serve } from '../tests/serve.ts';

/** A network connection as a user experiences it. */
export interface Link {
  readonly bitsPerSecond: number;
  /** Milliseconds until a response starts. */
  readonly roundTrip: number;
}

/** One response, with its times in milliseconds since the host started. */
export interface Sent {
  readonly path: string;
  /** Of the body, as sent. */
  readonly bytes: number;
  readonly asked: number;
  /** When its first and its last byte left. */
  readonly start: number;
  readonly end: number;
}

/** A server for one folder. */
export interface Host {
  readonly origin: string;
  /** The responses since the last call. */
  takeResponses(): readonly Sent[];
  /** Bytes sent since the start, headers included. */
  sent(): number;
  close(): Promise<void>;
}

/** Sent unchanged: already compressed, or of an unknown type. */
const packed = ['.woff2', '.png', '.webp', '.pagefind', '.pf_meta', '.pf_index', '.pf_fragment'];

/**
 * Serves a folder as a good host does: text compressed, hashed names cached for a year. With `link`, it is as slow as
 * that connection. Chromium's own emulation ignores requests from workers.
 */
export async function gzippedHost(site: string, link?: Link): Promise<Host> {
  const inner = await serve(site);
  const answers = new Map<string, ReturnType<typeof answerOf>>();
  const sockets = new Set<{ readonly bytesWritten: number }>();
  const send = link ? sending(link) : sendAtOnce;
  const started = performance.now();
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', inner.origin);
    const answer = answers.get(pathname) ?? answerOf(inner.origin, pathname);
    answers.set(pathname, answer);
    const { status, headers, body } = await answer;
    response.writeHead(status, headers);
    const asked = performance.now();
    const { start, end } = send(response, body);
    sent.push({
      path: pathname,
      bytes: body.length,
      asked: asked - started,
      start: start - started,
      end: end - started,
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    takeResponses: () => sent.splice(0),
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    async close() {
      server.closeAllConnections();
      server.close();
      await inner.close();
    },
  };
}

async function answerOf(origin: string, pathname: string) {
  const answer = await fetch(`${origin}${pathname}`);
  const body = Buffer.from(await answer.arrayBuffer());
  const isText = !packed.includes(extname(pathname));
  const sent = isText ? gzipSync(body) : body;
  const headers = {
    'Content-Type': answer.headers.get('content-type') ?? '',
    'Content-Length': sent.length,
    'Cache-Control': cacheOf(pathname),
    ...(isText && { 'Content-Encoding': 'gzip' }),
  };
  return { status: answer.status, headers, body: sent };
}

/** The headers of docs/publishing.md. */
function cacheOf(pathname: string): string {
  if (/^\/_astro\/|\.pf_[a-z]+$/.test(pathname)) return 'public, max-age=31536000, immutable';
  return pathname.startsWith('/pagefind/') ? 'public, max-age=300' : 'no-cache';
}

function sendAtOnce(response: ServerResponse, body: Buffer) {
  response.end(body);
  return { start: performance.now(), end: performance.now() };
}

/** Sends after a round trip, one response after the other, because they share the link. */
function sending({ bitsPerSecond, roundTrip }: Link) {
  let isFreeAt = 0;
  return (response: ServerResponse, body: Buffer) => {
    const start = Math.max(performance.now() + roundTrip, isFreeAt);
    isFreeAt = start + (body.length * 8 * 1000) / bitsPerSecond;
    const end = isFreeAt;
    setTimeout(() => response.end(body), end - performance.now());
    return { start, end };
  };
}
