import { describe, expect, test } from 'vitest';
import { fetchText } from './fetchText.ts';
import { serve, webOf } from './fixtures/server.ts';
import { publicWeb } from './web.ts';

describe('the text at an address', () => {
  test('is fetched at the end of its redirects', async () => {
    const { address, port, asked } = await serve(({ url }, response) =>
      url === '/log.json' ? response.end('Grüße') : response.writeHead(302, { location: '/log.json' }).end(),
    );
    expect(await fetchText(`${address}/a`, 100, webOf(port))).toEqual({ text: 'Grüße' });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /a', 'GET /log.json']);
  });

  test('is not read beyond the limit in bytes', async () => {
    const { address, port } = await serve((_, response) => response.end('ää'));
    expect(await fetchText(address, 4, webOf(port))).toEqual({ text: 'ää' });
    expect(await fetchText(address, 3, webOf(port))).toEqual({ isTooLarge: true });
    const plain = await serve((_, response) => response.end('abcd'));
    expect(await fetchText(plain.address, 3, webOf(plain.port))).toEqual({ isTooLarge: true });
  });

  test('is missing after an error status', async () => {
    const { address, port } = await serve((_, response) => response.writeHead(404).end('not here'));
    expect(await fetchText(address, 100, webOf(port))).toEqual({ status: 404 });
  });

  test('is missing after endless redirects', async () => {
    const { address, port, asked } = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect(await fetchText(address, 100, webOf(port))).toEqual({ status: 'too-many-redirects' });
    expect(asked).toHaveLength(6);
  });

  test('times out if it does not end in time', async () => {
    const { address, port } = await serve((_, response) => void response.writeHead(200).write('x'));
    expect(await fetchText(address, 100, webOf(port))).toEqual({ status: 'timeout' });
  });

  test('is never requested from a host that is not public, directly or by a redirect', async () => {
    const { address, port, asked } = await serve((_, response) => response.end('secret'));
    const strict = { ...publicWeb, userAgent: 'learnlog (test)', ports: new Set([port]) };
    expect(await fetchText(address, 100, strict)).toEqual({ status: 'not-public' });
    const other = await serve((_, response) => response.writeHead(302, { location: address }).end());
    expect(await fetchText(other.address, 100, webOf(other.port))).toEqual({ status: 'not-public' });
    expect(asked).toEqual([]);
  });

  test('is never read from a file after a redirect', async () => {
    const { address, port } = await serve((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect(await fetchText(address, 100, webOf(port))).toEqual({ status: 302 });
  });
});
