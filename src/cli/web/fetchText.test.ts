import { describe, expect, test } from 'vitest';
import { fetchText } from './fetchText.ts';
import { serve, webOf } from './fixtures/server.ts';
import { makePace, publicWeb } from './web.ts';

describe('the text at an address', () => {
  test('is fetched at the end of its redirects', async () => {
    const { address, port, asked } = await serve(({ url }, response) =>
      url === '/log.json' ? response.end('Grüße') : response.writeHead(302, { location: '/log.json' }).end(),
    );
    expect(await fetchText(`${address}/a`, { limit: 100 }, webOf(port))).toEqual({
      text: 'Grüße',
      address: `${address}/log.json`,
      type: '',
    });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /a', 'GET /log.json']);
  });

  test('is not read beyond the limit in bytes', async () => {
    const { address, port } = await serve((_, response) => response.end('ää'));
    expect(await fetchText(address, { limit: 4 }, webOf(port))).toMatchObject({ text: 'ää' });
    expect(await fetchText(address, { limit: 3 }, webOf(port))).toEqual({ isTooLarge: true });
    const plain = await serve((_, response) => response.end('abcd'));
    expect(await fetchText(plain.address, { limit: 3 }, webOf(plain.port))).toEqual({ isTooLarge: true });
  });

  test('is missing after an error status', async () => {
    const { address, port } = await serve((_, response) => response.writeHead(404).end('not here'));
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toEqual({ status: 404 });
  });

  test('is missing after endless redirects', async () => {
    const { address, port, asked } = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toEqual({ status: 'too-many-redirects' });
    expect(asked).toHaveLength(6);
  });

  test('times out if it does not end in time', async () => {
    const { address, port } = await serve((_, response) => void response.writeHead(200).write('x'));
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toEqual({ status: 'timeout' });
  });

  test('is never requested from a host that is not public, directly or by a redirect', async () => {
    const { address, port, asked } = await serve((_, response) => response.end('secret'));
    const strict = { ...publicWeb, userAgent: 'learnlog (test)', ports: new Set([port]) };
    expect(await fetchText(address, { limit: 100 }, strict)).toEqual({ status: 'not-public' });
    const other = await serve((_, response) => response.writeHead(302, { location: address }).end());
    expect(await fetchText(other.address, { limit: 100 }, webOf(other.port))).toEqual({ status: 'not-public' });
    expect(asked).toEqual([]);
  });

  test('is never read from a file after a redirect', async () => {
    const { address, port } = await serve((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toEqual({ status: 302 });
  });

  test('is decoded as the host or the page says, and as UTF-8 if the encoding is unknown', async () => {
    const answers: Readonly<Record<string, readonly [type: string, body: Buffer | string]>> = {
      '/header': ['text/plain; charset=ISO-8859-1', Buffer.from('Grüße', 'latin1')],
      '/page': ['text/html', Buffer.from('<meta charset="iso-8859-1">Grüße', 'latin1')],
      '/unknown': ['text/html; charset=klingon', 'Grüße'],
    };
    const { address, port } = await serve(({ url = '' }, response) => {
      const [type = '', body = ''] = answers[url] ?? [];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    for (const path of Object.keys(answers)) {
      const found = await fetchText(`${address}${path}`, { limit: 100 }, webOf(port));
      expect(found, path).toMatchObject({ text: expect.stringMatching(/Grüße$/) });
    }
  });

  test('is asked for again if the host is busy, a few times', async () => {
    const { address, port, asked } = await serve((_, response) =>
      asked.length < 3 ? response.writeHead(503, { 'retry-after': '0' }).end() : response.end('now'),
    );
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toMatchObject({ text: 'now' });
    const busy = await serve((_, response) => response.writeHead(429).end());
    expect(await fetchText(busy.address, { limit: 100 }, webOf(busy.port))).toEqual({ status: 429 });
    expect(busy.asked).toHaveLength(3);
  });

  test('is not asked for again if the host wants a long pause', async () => {
    const { address, port, asked } = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    expect(await fetchText(address, { limit: 100 }, webOf(port))).toEqual({ status: 429 });
    expect(asked).toHaveLength(1);
  });

  test('is asked for with a media type, and one at a time with a pause', async () => {
    const times: number[] = [];
    const { address, port, asked } = await serve((_, response) => {
      times.push(Date.now());
      response.end('x');
    });
    const fetching = { limit: 100, accept: 'application/json', pace: makePace({ atOnce: 8, pause: 0 }), pause: 80 };
    await Promise.all(['/a', '/b'].map((path) => fetchText(`${address}${path}`, fetching, webOf(port))));
    expect(asked.map(({ headers }) => headers.accept)).toEqual(['application/json', 'application/json']);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(75);
  });
});
