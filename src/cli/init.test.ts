import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { root, temporaryFolder } from '../../tests/site.ts';
import { serve, webOf } from './web/fixtures/server.ts';
import { checkLog } from '../loader/check.ts';
import { loadLog } from '../loader/load.ts';
import { logFile } from '../exports/logFile.ts';
import { makeUrls } from '../urls/urls.ts';
import { initLog } from './init.ts';

let parent = '';
let remove = async (): Promise<void> => undefined;
/** The log file of the example log. */
let example = '';
let said: string[] = [];

beforeAll(async () => {
  const temporary = await temporaryFolder();
  parent = temporary.path;
  remove = temporary.remove;
  const { log } = await loadLog(root, { drafts: false });
  example = logFile(log, makeUrls(log.site));
});
afterAll(() => remove());
beforeEach(() => {
  said = [];
  for (const way of ['log', 'error'] as const) vi.spyOn(console, way).mockImplementation((text) => said.push(text));
});
afterEach(() => vi.restoreAllMocks());

const resources = [
  { id: 'base', title: 'Base', type: 'video', url: 'https://example.org/base', length: '1h', topics: ['maths'] },
  { id: 'goal', title: 'Goal', type: 'paper', url: 'https://example.org/goal', prerequisites: ['base'] },
];
const small = { learnlog: 1, title: 'Theirs', language: 'en', topics: { maths: 'Maths' }, resources };
const textOf = (path: string) => readFile(join(parent, path), 'utf8');

/** Starts a log in a folder of this name from a file with this text. */
async function begin(name: string, text: string): Promise<number> {
  const from = join(parent, `${name}.json`);
  await writeFile(from, text);
  return initLog(join(parent, name), { title: 'Mine' }, { from });
}

describe('a log imported from another log', () => {
  test('has its resources, all queued, its topics and a matching week, without problems or advice', async () => {
    expect(await begin('from-file', JSON.stringify(small))).toBe(0);
    expect((await checkLog(join(parent, 'from-file'))).problems).toEqual([]);
    expect((await readdir(join(parent, 'from-file/content/resources'))).sort()).toEqual(['base.md', 'goal.md']);
    expect(await textOf('from-file/content/resources/goal.md')).toBe(
      '---\ntitle: Goal\ntype: paper\nurl: https://example.org/goal\nstatus: queued\nprerequisites: base\n---\n',
    );
    const log = await textOf('from-file/content/log.md');
    expect(log).toContain('title: Mine\n');
    expect(log).toContain('topics: { maths: Maths }\n');
    expect(log).toContain('Started from “Theirs”');
    const week = await textOf('from-file/content/weeks/01-first-steps.md');
    expect(week).toContain('](../resources/base.md)');
    expect(week).toContain('## What you can write');
    expect(week).not.toMatch(/learn-in-public|commonmark|spent:/);
  });

  test('can come from the published file of the example log', async () => {
    expect(await begin('from-example', example)).toBe(0);
    const { entries, problems } = await checkLog(join(parent, 'from-example'));
    expect(problems).toEqual([]);
    const { log } = await loadLog(join(parent, 'from-example'), { drafts: false });
    expect(entries.length).toBe(JSON.parse(example).resources.length + 2);
    expect(new Set(log.resources.map(({ status }) => status))).toEqual(new Set(['queued']));
    expect(log.withPath.length).toBe(
      JSON.parse(example).resources.filter((one: { prerequisites?: unknown }) => one.prerequisites).length,
    );
  });

  test('can come from an address that redirects', async () => {
    const { address, port } = await serve(({ url }, response) =>
      url === '/new/log.json'
        ? response.end(JSON.stringify(small))
        : response.writeHead(301, { location: '/new/log.json' }).end(),
    );
    const options = { from: `${address}/log.json`, web: webOf(port) };
    expect(await initLog(join(parent, 'from-web'), { title: 'Mine' }, options)).toBe(0);
    expect((await checkLog(join(parent, 'from-web'))).problems).toEqual([]);
  });
});

describe('nothing is written, and the reason is printed,', () => {
  /** The printed message, once the folder is known not to exist. */
  async function refusal(code: number, name: string): Promise<string> {
    expect(code).toBe(1);
    expect(await readdir(parent)).not.toContain(name);
    expect(said.join('\n')).toMatch(/\n\nNothing was written\.$/);
    return said.join('\n');
  }

  test('if resources have problems: all of them, by file and field', async () => {
    const wrong = [{ ...resources[0], length: 'long' }, { ...resources[1], prerequisites: ['gone'] }, { id: '../x' }];
    const text = await refusal(await begin('wrong', JSON.stringify({ ...small, resources: wrong })), 'wrong');
    expect(text).toContain('"length" is a duration');
    expect(text).toMatch(/content\/resources\/base\.md:\d+:\d+/);
    expect(text).toMatch(/content\/resources\/goal\.md:\d+:\d+[\s\S]*"gone"/);
    expect(text).toContain('Resource 3 has the id "../x"');
  });

  test('if the log file has a newer format', async () => {
    const text = await refusal(await begin('newer', JSON.stringify({ ...small, learnlog: 2 })), 'newer');
    expect(text).toContain('format version is 2');
  });

  test('if it is too large', async () => {
    expect(await refusal(await begin('large', ' '.repeat(20 * 1024 * 1024 + 1)), 'large')).toContain('20 MiB');
  });

  test('if it does not exist', async () => {
    const code = await initLog(join(parent, 'none'), { title: 'Mine' }, { from: join(parent, 'nowhere.json') });
    expect(await refusal(code, 'none')).toContain('ENOENT');
  });

  test('if the address has no log file, or points to this machine', async () => {
    const { address, port } = await serve((_, response) => response.writeHead(404).end());
    const start = (web: Parameters<typeof initLog>[2]) => initLog(join(parent, 'absent'), { title: 'Mine' }, web);
    expect(await refusal(await start({ from: address, web: webOf(port) }), 'absent')).toContain('status 404');
    said = [];
    expect(await refusal(await start({ from: 'http://127.0.0.1/log.json' }), 'absent')).toContain('not a public host');
  });
});
