import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { securityHeaders } from '../../src/exports/headers.ts';
import { startNginx } from '../nginx.ts';
import { logs, root, temporaryFolder, type LogName } from '../site.ts';
import { openPage } from './open.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Sends a browser's request, without following redirects or decompressing the response. */
function ask(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(address, { headers: { 'Accept-Encoding': 'gzip', ...headers } }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const list = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      done({ status: response.statusCode ?? 0, headers: Object.fromEntries(list), body: Buffer.concat(parts) });
    });
    sent.on('error', failed);
    sent.end();
  });
}

/** The server block of `docs/publishing.md`, for another host and folder. */
async function serverOf(base: string, www: string, port: number): Promise<string> {
  const text = await readFile(join(root, 'docs/publishing.md'), 'utf8');
  const block = /```nginx\n(server \{[\s\S]*?)```/.exec(text)?.[1] ?? '';
  return block
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:80;', '')
    .replace('server_name ada.example;', 'server_name localhost;')
    .replace('root /srv/www;', `root ${www};`)
    .replace('include /srv/www/', `include ${www}${base}`);
}

describe.each(['example', 'everything'] as const)(
  'nginx, configured as documented, with the log "%s"',
  (name: LogName) => {
    const { base } = logs[name];
    let origin = '';
    const undo: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      const { path, remove } = await temporaryFolder();
      undo.push(remove);
      const www = join(path, 'www');
      const site = join(www, base);
      await mkdir(dirname(site), { recursive: true });
      await cp(inject('folders')[name], site, { recursive: true });
      await writeFile(join(site, '.env'), 'SECRET=1');
      const server = await serverOf(base, www, 0);
      expect(server).toContain(`include ${join(site, '_nginx.conf')};`);
      const nginx = await startNginx(path, (port) => server.replace('127.0.0.1:0', `127.0.0.1:${port}`));
      undo.unshift(nginx.stop);
      origin = nginx.origin;
    });

    afterAll(async () => {
      for (const step of undo) await step();
    });

    const get = (path: string, headers?: Readonly<Record<string, string>>) => ask(`${origin}${base}${path}`, headers);
    const built = (path: string) => readFile(join(inject('folders')[name], path));
    const fromPage = async (pattern: RegExp) => pattern.exec((await built('index.html')).toString())?.[1] ?? '';

    test('sends a page compressed, with every security header, to be revalidated each time', async () => {
      const { status, headers, body } = await get('');
      expect(status).toBe(200);
      for (const [header, value] of Object.entries(await securityHeaders())) {
        expect(headers[header.toLowerCase()]).toBe(value);
      }
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers.vary).toContain('Accept-Encoding');
      expect(gunzipSync(body)).toEqual(await built('index.html'));
    });

    test('confirms an unchanged page in a few bytes', async () => {
      const { headers } = await get('');
      const again = await get('', { 'If-None-Match': headers.etag ?? '' });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers['content-security-policy']).toBeDefined();
    });

    test('allows caching of hashed files for a year', async () => {
      const style = await fromPage(/href="([^"]*\/_astro\/[^"]+\.css)"/);
      const { status, headers } = await ask(`${origin}${style}`);
      expect([status, headers['cache-control'], headers['content-encoding'], headers['content-type']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
        'gzip',
        'text/css; charset=utf-8',
      ]);
      expect(headers['x-content-type-options']).toBe('nosniff');
    });

    test('sends the search index unchanged, compressed once', async () => {
      const entry = JSON.parse((await built('pagefind/pagefind-entry.json')).toString()) as {
        languages: Record<string, { hash: string }>;
      };
      const path = `pagefind/pagefind.${Object.values(entry.languages)[0]?.hash}.pf_meta`;
      const { headers, body } = await get(path);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toBe('application/octet-stream');
      expect(body).toEqual(await built(path));
    });

    test.each([
      ['pagefind/pagefind-worker.js', 'public, max-age=300'],
      ['pagefind/pagefind-entry.json', 'public, max-age=0, must-revalidate'],
      ['pagefind/pages.json', 'public, max-age=0, must-revalidate'],
    ])('sends %s with the caching header "%s"', async (path, caching) => {
      const { status, headers } = await get(path);
      expect([status, headers['cache-control']]).toEqual([200, caching]);
    });

    test.each([
      ['feed.xml', 'application/atom+xml; charset=utf-8'],
      ['feed.json', 'application/feed+json; charset=utf-8'],
      ['feeds/weeks.xml', 'application/atom+xml; charset=utf-8'],
      ['feeds.opml', 'text/x-opml; charset=utf-8'],
      ['index.md', 'text/markdown; charset=utf-8'],
      ['pages/about/index.md', 'text/markdown; charset=utf-8'],
      ['llms.txt', 'text/plain; charset=utf-8'],
      ['library.bib', 'application/x-bibtex; charset=utf-8'],
      ['library.ris', 'application/x-research-info-systems; charset=utf-8'],
      ['library.csl.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
      ['library.md', 'text/markdown; charset=utf-8'],
    ])('sends %s as "%s", compressed', async (path, type) => {
      const { headers, body } = await get(path);
      expect(headers['content-type']).toBe(type);
      if (body.length > 1000) expect(headers['content-encoding']).toBe('gzip');
    });

    test.each(['nowhere/', 'weeks/nothing', '_astro/gone.css', '_headers', '_nginx.conf', '.env', '.git/config'])(
      'answers %s with the 404 page, its status and its headers',
      async (path) => {
        const { status, headers, body } = await get(path);
        expect(status).toBe(404);
        expect(gunzipSync(body)).toEqual(await built('404.html'));
        expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
        expect(headers['content-security-policy']).toBeDefined();
      },
    );

    test('redirects a folder without a slash to the one with it, keeping host and scheme', async () => {
      const { status, headers } = await get('resources', { Host: 'ada.example:8443' });
      expect([status, headers.location]).toEqual([301, `${base}resources/`]);
    });

    test('hides its version', async () => {
      expect((await get('')).headers.server).toBe('nginx');
    });

    test('serves a working search, with nothing blocked by the headers', async () => {
      const page = await openPage();
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text());
      });
      await page.goto(`${origin}${base}`, { waitUntil: 'load' });
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search the log' }).fill('attention');
      await page.getByRole('option').first().waitFor();
      expect(await page.getByRole('option').first().textContent()).toContain('ttention');
      expect(refused).toEqual([]);
    });
  },
);
