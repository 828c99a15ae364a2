import { lookup, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Failure } from '../../log/linkRecord.ts';
import { decodeText } from './decodeText.ts';
import type { Web } from './web.ts';

/** The answer to one request, or the reason why there is none. */
export interface Answer {
  readonly status: number | Failure;
  readonly location?: string;
  /** The pause that the host asked for, in milliseconds. */
  readonly retryAfter?: number;
  /** The start of the body, up to the requested number of bytes. */
  readonly body: string;
  /** The same bytes, not decoded. */
  readonly bytes?: Buffer;
  /** The number of bytes read. */
  readonly size?: number;
  /** The media type of the body, with its parameters: `text/html; charset=utf-8`. */
  readonly type?: string;
}

/** The parameters of a request. */
export interface Wanted {
  /** The most bytes of the body to read; none by default. */
  readonly bytes?: number;
  /** Whether the body is text, as it is by default. Other bodies are not decoded. */
  readonly isText?: boolean;
  /** The media type to request; any by default. */
  readonly accept?: string;
}

/**
 * Sends one request without cookies, follows no redirect, and reads at most `bytes` of the body. It connects only to an
 * IP address that it has checked, so that no name can lead to a host that is not public.
 */
export async function request(
  method: 'HEAD' | 'GET',
  url: URL,
  web: Web,
  { bytes = 0, isText = true, accept = '*/*' }: Wanted = {},
): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSafe = web.ports.has(url.port) && (isIP(host) === 0 || web.isAllowed(host));
  if (!isSafe) return { status: 'not-public', body: '' };
  const signal = AbortSignal.timeout(web.timeout);
  try {
    const response = await open(method, url, { host, accept }, web, signal);
    const { statusCode = 0, headers } = response;
    const start = bytes > 0 ? await readStart(response, bytes) : Buffer.alloc(0);
    response.destroy();
    const { location, 'content-type': type = '' } = headers;
    return {
      status: statusCode,
      body: isText ? decodeText(start, type) : '',
      bytes: start,
      size: start.length,
      type,
      ...(location && { location }),
      ...waitOf(headers['retry-after']),
    };
  } catch (error) {
    // If the signal aborts a body, the error looks as if the server had closed the connection.
    return { status: signal.aborted ? 'timeout' : failureOf(error), body: '' };
  }
}

function open(
  method: 'HEAD' | 'GET',
  url: URL,
  { host, accept }: { readonly host: string; readonly accept: string },
  web: Web,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const start = url.protocol === 'https:' ? requestSecure : requestPlain;
    const asked = start({
      method,
      host,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      headers: { 'User-Agent': web.userAgent, Accept: accept },
      agent: false,
      lookup: guarded(web.isAllowed),
      signal,
    });
    asked.once('response', (response) => {
      // Errors after the headers do not matter.
      response.on('error', () => undefined);
      done(response);
    });
    asked.on('error', failed);
    asked.end();
  });
}

/** Resolves a name, and fails if any of its addresses is not allowed. */
function guarded(isAllowed: Web['isAllowed']): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) done(error ?? withCode('ENOTFOUND'), '');
      else if (!found.every(({ address }) => isAllowed(address))) done(withCode('NOT_PUBLIC'), '');
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

function withCode(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

async function readStart(response: IncomingMessage, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. */
function waitOf(header: string | undefined): { readonly retryAfter?: number } {
  if (header === undefined) return {};
  const time = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(time) ? {} : { retryAfter: Math.max(0, time) };
}

function failureOf(error: unknown): Failure {
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'NOT_PUBLIC') return 'not-public';
  if (code === 'ENOTFOUND') return 'unknown-host';
  return /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'bad-certificate' : 'no-answer';
}
