import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serve, webOf } from './web/fixtures/server.ts';
import { loadLog } from '../loader/load.ts';
import { publicWeb } from './web/web.ts';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { links } from './links.ts';

let printed: string[] = [];

beforeEach(() => {
  printed = [];
  for (const method of ['log', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

const copy = 'http://web.archive.org/web/20200101000000/http://x.example/';

/** A log with a resource at `/gone` that names `/here`, and a server for both and for the archive. */
async function logOnServer() {
  const { address, port, asked } = await serve(({ url = '' }, response) => {
    const closest = { available: true, status: '200', url: copy };
    if (url.startsWith('/archive')) return void response.end(JSON.stringify({ archived_snapshots: { closest } }));
    response.writeHead(url === '/gone' ? 404 : 200).end();
  });
  const folder = await makeFolder({
    'content/log.md': '---\ntitle: A log\n---\n',
    'content/resources/it.md': `---\ntitle: It\ntype: paper\nstatus: queued\nurl: ${address}/gone\n---\n\nSee [this](${address}/here#now).\n`,
  });
  const web = { ...webOf(port), archive: `${address}/archive` };
  const run = (day: string, options: Parameters<typeof links>[1] = {}) => links(folder, { web, day, ...options });
  const lock = () => readFile(join(folder, 'links.lock.json'), 'utf8');
  return { address, folder, asked, run, lock };
}

test('links saves its results, with a copy of dead links, and checks again only when due', async () => {
  const { address, asked, run, lock } = await logOnServer();
  expect(await run('2026-11-12')).toBe(0);
  const text = await lock();
  expect(JSON.parse(text)).toEqual({
    version: 1,
    links: {
      [`${address}/gone`]: { checked: '2026-11-12', status: 404, archived: copy.replace('http:', 'https:') },
      [`${address}/here`]: { checked: '2026-11-12', status: 200 },
    },
  });
  expect(printed.at(-1)).toContain('2 addresses, 2 checked now: 1 dead, 0 moved, 0 unclear.');
  const before = asked.length;
  await run('2026-11-12');
  expect([asked.length, await lock()]).toEqual([before, text]);
  expect(await run('2026-11-13', { strict: true })).toBe(1);
  expect(asked.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /gone', 'GET /gone']);
});

test('links counts the comments on discussions, and keeps the last count if there is no new one', async () => {
  const { address, folder, run, lock } = await logOnServer();
  const {
    port,
    address: api,
    asked,
  } = await serve(({ url = '' }, response) => {
    if (url.startsWith('/api'))
      return void response.writeHead(200).end(asked.length <= 4 ? '{"descendants": 12}' : '{"descendants": null}');
    response.end();
  });
  const item = `${api}/item?id=7`;
  await writeFile(
    join(folder, 'content/resources/it.md'),
    `---\ntitle: It\ntype: paper\nstatus: queued\nurl: ${address}/here\ndiscussions: ${item}\n---\n`,
  );
  const forums = [{ discussion: /^http:.*\/item\?id=(\d+)$/, api: `${api}/api/$1.json`, field: 'descendants' }];
  const web = { ...webOf(new URL(address).port, port), archive: `${address}/archive`, forums };
  await run('2026-11-12', { web });
  const recordOf = async () => (JSON.parse(await lock()) as { links: Record<string, unknown> }).links[item];
  const comments = { count: 12, on: '2026-11-12' };
  expect(await recordOf()).toEqual({ checked: '2026-11-12', status: 200, comments });
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /item?id=7', 'GET /api/7.json']);
  await run('2026-11-13', { web, olderThan: 0 });
  await run('2026-11-14', { web, olderThan: 0 });
  expect(await recordOf()).toEqual({ checked: '2026-11-14', status: 200, comments: { ...comments, on: '2026-11-13' } });
  const { log } = await loadLog(folder, { drafts: false });
  expect(log.resources[0]?.discussions).toEqual([
    { url: item, comments: { count: 12, on: { iso: '2026-11-13', about: false } } },
  ]);
});

test.each([
  ['https://news.ycombinator.com/item?id=42952960', 'https://hacker-news.firebaseio.com/v0/item/42952960.json'],
  ['https://lobste.rs/s/abc123/a_title', 'https://lobste.rs/s/abc123.json'],
  ['https://github.com/a/b.c/issues/7', 'https://api.github.com/repos/a/b.c/issues/7'],
  ['https://github.com/a/b/discussions/7', undefined],
  ['https://news.ycombinator.com/item?id=1&x=/../../evil', undefined],
  ['https://news.ycombinator.com.evil.example/item?id=1', undefined],
])('the comments on %s are asked for at %s', (discussion, api) => {
  const forum = publicWeb.forums.find((one) => one.discussion.test(discussion));
  expect(forum && discussion.replace(forum.discussion, forum.api)).toBe(api);
});

test('links writes a report in which an address cannot be read as markup', async () => {
  const { address, folder, run } = await logOnServer();
  const report = join(folder, 'report.md');
  await run('2026-11-12', { report });
  expect(await readFile(report, 'utf8')).toContain(`- \`${address}/gone\`: status 404; copy at`);
  expect(await readFile(report, 'utf8')).toContain('In `content/resources/it.md`.');
});

test('links drops an address that is no longer in the log, unless an entry cannot be read', async () => {
  const { folder, run, lock } = await logOnServer();
  await run('2026-11-12');
  const file = join(folder, 'content/resources/it.md');
  await writeFile(file, '---\ntitle: [\n---\n');
  await run('2026-11-13');
  expect(Object.keys(JSON.parse(await lock()).links)).toHaveLength(2);
  await writeFile(file, '---\ntitle: It\ntype: book\nisbn: "9780262035613"\nstatus: queued\n---\n');
  await run('2026-11-13');
  expect(JSON.parse(await lock()).links).toEqual({});
});

test('links writes nothing if no address responds, or if the lock is invalid', async () => {
  const { address, folder, run, lock } = await logOnServer();
  const dark = { ...webOf('1'), archive: 'http://127.0.0.1:1/' };
  const entry = join(folder, 'content/resources/it.md');
  await writeFile(entry, (await readFile(entry, 'utf8')).replaceAll(address, 'http://127.0.0.1:1'));
  expect(await run('2026-11-12', { web: dark })).toBe(1);
  expect(printed.at(-1)).toContain('No host answered.');
  await expect(lock()).rejects.toThrow();
  await writeFile(join(folder, 'links.lock.json'), '<<<<<<< ours\n');
  expect(await run('2026-11-12')).toBe(1);
  expect(await lock()).toBe('<<<<<<< ours\n');
});
