import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { serve, webOf } from '../web/fixtures/server.ts';
import { makeFollow } from './follow.ts';
import { makePace, publicWeb } from '../web/web.ts';

/** Checks a path on a server that gives this answer. */
async function lookAt(path: string, answer: RequestListener) {
  const { address, port, asked } = await serve(answer);
  const web = webOf(port);
  const finding = await makeFollow(web, makePace(web))(`${address}${path}`);
  return { finding, asked: asked.map(({ method, url }) => `${method} ${url}`), address };
}

const redirect =
  (to: string, status = 301): RequestListener =>
  (request, response) =>
    response.writeHead(request.url === '/a' ? status : 200, request.url === '/a' ? { location: to } : {}).end();

describe('an address', () => {
  test.each([200, 204, 404, 410, 403, 500])('that responds with %i has that status', async (status) => {
    const { finding } = await lookAt('/a', (_, response) => response.writeHead(status).end());
    expect(finding).toEqual({ status });
  });

  test('that works gets one HEAD request, with a user agent and without cookies', async () => {
    const { address, port, asked } = await serve((_, response) =>
      response.writeHead(200, { 'set-cookie': 'a=b' }).end(),
    );
    const web = webOf(port);
    const follow = makeFollow(web, makePace(web));
    await follow(`${address}/a#part`);
    await follow(`${address}/b`);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /a', 'HEAD /b']);
    expect(asked.map(({ headers }) => [headers['user-agent'], headers.cookie])).toEqual(
      Array(2).fill(['learnlog (test)', undefined]),
    );
  });

  test.each([405, 403, 404, 501])('that refuses HEAD with %i gets a GET request', async (status) => {
    const { finding, asked } = await lookAt('/a', ({ method }, response) =>
      response.writeHead(method === 'HEAD' ? status : 200).end('Hello'),
    );
    expect(finding).toEqual({ status: 200 });
    expect(asked).toEqual(['HEAD /a', 'GET /a']);
  });

  test('is not read beyond its headers, however much it sends', async () => {
    let sent = 0;
    const { finding } = await lookAt('/a', ({ method }, response) => {
      if (method === 'HEAD') return void response.writeHead(405).end();
      response.writeHead(200);
      const timer = setInterval(() => (sent += response.write('x'.repeat(1024)) ? 1 : 1), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(finding).toEqual({ status: 200 });
    await new Promise((done) => setTimeout(done, 200));
    expect(sent).toBeLessThan(20);
  });

  test('that never responds times out', async () => {
    const begin = Date.now();
    const { finding } = await lookAt('/a', () => undefined);
    expect(finding).toEqual({ status: 'timeout' });
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('that drops the connection has no status', async () => {
    const { finding } = await lookAt('/a', ({ socket }) => socket.destroy());
    expect(finding).toEqual({ status: 'no-answer' });
  });
});

describe('a redirect', () => {
  test.each([301, 308])('with %i records the new address', async (status) => {
    const { finding, address } = await lookAt('/a', redirect('/b?c#d', status));
    expect(finding).toEqual({ status: 200, moved: `${address}/b?c#d` });
  });

  test.each([302, 303, 307])('with %i is followed but not recorded', async (status) => {
    expect((await lookAt('/a', redirect('/b', status))).finding).toEqual({ status: 200 });
  });

  test('chain is recorded up to the first temporary redirect', async () => {
    const { finding, address } = await lookAt('/a', ({ url }, response) => {
      if (url === '/a') response.writeHead(301, { location: '/b' });
      else if (url === '/b') response.writeHead(302, { location: '/c' });
      else if (url === '/c') response.writeHead(301, { location: '/d' });
      response.end();
    });
    expect(finding).toEqual({ status: 200, moved: `${address}/b` });
  });

  test('to a missing page is not recorded', async () => {
    const answer: RequestListener = ({ url }, response) =>
      void (url === '/a' ? response.writeHead(301, { location: '/b' }) : response.writeHead(404)).end();
    expect((await lookAt('/a', answer)).finding).toEqual({ status: 404 });
  });

  test('from a page to the front page means that the page may be gone', async () => {
    expect((await lookAt('/a', redirect('/'))).finding).toEqual({ status: 'front-page' });
  });

  test('loop ends after five redirects', async () => {
    const { finding, asked } = await lookAt('/a', redirect('/a'));
    expect(finding).toEqual({ status: 'too-many-redirects' });
    expect(asked).toHaveLength(6);
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'http://[', ''])('to "%s" is not followed', async (to) => {
    const { finding, asked } = await lookAt('/a', redirect(to));
    expect(finding).toEqual({ status: 301 });
    expect(asked).not.toContain('HEAD /');
  });
});

describe('a host that limits requests', () => {
  const asksFor = (seconds: string): RequestListener => {
    let asked = 0;
    return (_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 429 : 200, { 'retry-after': seconds }).end();
    };
  };

  test('for a short time gets another request after it', async () => {
    const { finding, asked } = await lookAt('/a', asksFor('0'));
    expect(finding).toEqual({ status: 200 });
    expect(asked).toEqual(['HEAD /a', 'HEAD /a']);
  });

  test.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
    'until %s gets no more requests',
    async (time) => {
      const { address, port, asked } = await serve(asksFor(time));
      const web = webOf(port);
      const follow = makeFollow(web, makePace(web));
      expect(await Promise.all(['/a', '/b', '/c'].map((path) => follow(`${address}${path}`)))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(asked).toHaveLength(1);
    },
  );
});

describe('an entry cannot make the program request', () => {
  const follow = makeFollow({ ...publicWeb, userAgent: 'test', pause: 0 }, makePace({ atOnce: 8, pause: 0 }));

  test.each([
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://localhost/',
    'http://10.0.0.1/',
    'http://192.168.1.1/admin',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'https://example.org:22/',
    'http://example.org:8080/',
  ])('%s', async (address) => {
    expect(await follow(address)).toEqual({ status: 'not-public' });
  });

  test.each([
    ['another port', (port: string) => `http://127.0.0.1:${Number(port) + 1}/`],
    ['not a public host', (port: string) => `http://127.0.0.2:${port}/`],
  ])('%s, by a redirect', async (_, to) => {
    const { address, port } = await serve(({ headers }, response) => {
      response.writeHead(301, { location: to(headers.host?.split(':')[1] ?? '') }).end();
    });
    const web = webOf(port);
    expect(await makeFollow(web, makePace(web))(`${address}/a`)).toEqual({ status: 'not-public' });
  });

  test('a name that resolves to a host that is not public', async () => {
    const { port, asked } = await serve((_, response) => response.end());
    const web = { ...webOf(port), isAllowed: () => false };
    expect(await makeFollow(web, makePace(web))(`http://localhost:${port}/`)).toEqual({ status: 'not-public' });
    expect(asked).toEqual([]);
  });
});

test('a host gets one request at a time, with a pause, in parallel with other hosts', async () => {
  let [now, most] = [0, 0];
  const times: number[] = [];
  const busy: RequestListener = (_, response) => {
    now += 1;
    most = Math.max(most, now);
    times.push(Date.now());
    setTimeout(() => {
      now -= 1;
      response.end();
    }, 20);
  };
  const { address, port } = await serve(busy);
  const web = { ...webOf(port), pause: 50 };
  const follow = makeFollow(web, makePace(web));
  await Promise.all(['/a', '/b', '/c'].map((path) => follow(`${address}${path}`)));
  expect(most).toBe(1);
  for (const [index, time] of times.entries())
    if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(65);
});
