import type { ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../freePort.ts';
import { copyLog, logs, startLearnlog, startLearnlogIn, temporaryFolder } from '../site.ts';
import { openPage, settled } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ChildProcess;
let home = '';
let output = '';
/** When the server was started, in milliseconds since 1970. */
let started = 0;
const original = '---\ntitle: First steps\nstart: 2025-03-03\n---\n';
const file = (path: string) => join(folder.path, 'content', path);
const week = () => `${home}weeks/first-steps/`;

beforeAll(async () => {
  folder = await temporaryFolder();
  await copyLog(logs.minimal.folder, folder.path);
  const port = await freePort();
  home = `http://localhost:${port}/`;
  started = Date.now();
  server = startLearnlog('--folder', folder.path, 'dev', '--port', `${port}`);
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += data.toString('utf8');
    });
  }
  const isUp = await settled(async () => (await fetch(home).catch(() => undefined))?.ok ?? false, Boolean, 60_000);
  if (!isUp) throw new Error(`The server did not start:\n${output}`);
}, 90_000);

afterAll(async () => {
  const isGone = new Promise((done) => server.once('exit', done));
  server.kill();
  await isGone;
  await folder.remove();
});

describe('dev', () => {
  test('shows the pages of the log', async () => {
    const page = await openPage();
    await page.goto(home);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A small log');
    await page.getByRole('link', { name: 'First steps' }).click();
    await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
  });

  test('sends the pages of a build, with one more script', async () => {
    const html = await (await fetch(home)).text();
    expect(html).toMatch(/content-security-policy/i);
    expect(html).not.toContain('@vite');
    const scripts = [...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, path]) => path);
    expect(scripts.filter((path) => !path?.startsWith('/_astro/'))).toEqual(['/@learnlog/reload.js']);
  });

  test('makes pages that an earlier server has sent load again', async () => {
    const firstLine = async (since: number) => {
      const { body } = await fetch(`${home}@learnlog/changes?since=${since}`);
      const reader = body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      await reader?.cancel();
      return new TextDecoder().decode(value).trim();
    };
    expect(await firstLine(started - 1)).toBe('data: changed');
    expect(await firstLine(Date.now())).toBe(': connected');
  });

  test('answers only requests for this machine', async () => {
    const statusFor = (host: string) =>
      new Promise((done) => {
        get(home, { headers: { host } }, (response) => done(response.resume().statusCode));
      });
    expect(await statusFor('localhost')).toBe(200);
    expect(await statusFor('127.0.0.1:4321')).toBe(200);
    expect(await statusFor('[::1]:4321')).toBe(200);
    expect(await statusFor('rebound.example')).toBe(403);
  });

  test('leads to the address with a slash, and to that of a renamed entry', async () => {
    const targetOf = async (path: string) => {
      const { status, headers } = await fetch(home + path, { redirect: 'manual' });
      return [status, headers.get('location')];
    };
    expect(await targetOf('weeks/first-steps')).toEqual([302, '/weeks/first-steps/']);
    expect(await targetOf('search?q=attention')).toEqual([302, '/search/?q=attention']);
    const resource = await readFile(file('resources/attention.md'), 'utf8');
    await writeFile(file('resources/attention.md'), resource.replace('---\n', '---\naliases: old-name\n'));
    const target = await settled(
      () => targetOf('resources/old-name/'),
      ([status]) => status === 302,
    );
    expect(target).toEqual([302, '/resources/attention/']);
    await writeFile(file('resources/attention.md'), resource);
    for (const path of ['weeks/nowhere/', '..%2f..%2fpackage.json', '%', '%00']) {
      expect((await fetch(home + path)).status, path).toBe(404);
    }
  });

  test('updates the page when a file changes', async () => {
    const page = await openPage();
    await page.goto(week());
    await writeFile(file('weeks/first-steps.md'), `${original}\nA platypus was met.\n`);
    await page.getByText('A platypus was met.').waitFor();
  });

  test('updates a page that was still loading when a file changed', async () => {
    const [page, connected] = [await openPage(), await openPage()];
    await connected.goto(week());
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/@learnlog/reload.js', async (route) => {
      await isReleased;
      await route.continue();
    });
    await page.goto(week(), { waitUntil: 'commit' });
    await writeFile(file('weeks/first-steps.md'), `${original}\nA wombat was met.\n`);
    await connected.getByText('A wombat was met.').waitFor();
    expect(await page.getByText('A wombat was met.').count()).toBe(0);
    release();
    await page.getByText('A wombat was met.').waitFor();
  });

  test('serves every file at the address that it has on the built site', async () => {
    for (const name of ['library.bib', 'library.ris', 'library.csl.json', 'library.md', 'log.json', 'icons.svg']) {
      expect((await fetch(`${home}${name}`)).status, name).toBe(200);
    }
    await mkdir(file('files'), { recursive: true });
    await writeFile(file('files/handout.txt'), 'A handout.\n');
    const page = await openPage();
    await page.goto(week());
    await writeFile(file('weeks/first-steps.md'), `${original}\nSee the [handout](../files/handout.txt).\n`);
    const link = page.getByRole('link', { name: 'handout' });
    await link.waitFor();
    const served = await fetch(new URL((await link.getAttribute('href')) ?? '', home));
    expect([served.status, await served.text()]).toEqual([200, 'A handout.\n']);
    expect((await fetch(`${home}nothing.txt`)).status).toBe(404);
  });

  test('finds new text in the search', async () => {
    const page = await openPage();
    await writeFile(file('weeks/first-steps.md'), `${original}\nAn axolotl was met.\n`);
    await page.goto(week());
    await page.getByText('An axolotl was met.').waitFor();
    // The page may reload once more after the change, and its scripts load after its text.
    const isFound = async () => {
      await page.keyboard.press('/');
      const field = page.getByRole('combobox');
      await field.fill('axolotl', { timeout: 1000 }).catch(() => undefined);
      const hit = page.getByRole('option', { name: 'First steps' });
      return hit.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    };
    expect(await settled(isFound, Boolean, 25_000)).toBe(true);
  });

  test('shows drafts', async () => {
    const page = await openPage();
    await writeFile(file('weeks/later.md'), '---\ntitle: Later\nstart: 2025-03-10\ndraft: true\n---\n');
    await settled(async () => (await fetch(`${home}weeks/later/`)).ok, Boolean);
    await page.goto(`${home}weeks/later/`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Later');
    await rm(file('weeks/later.md'));
    expect(
      await settled(
        async () => (await fetch(`${home}weeks/later/`)).status,
        (status) => status === 404,
      ),
    ).toBe(404);
  });

  test('lists problems on the page and in the terminal until they are fixed', async () => {
    const page = await openPage();
    await page.goto(home);
    const before = output.length;
    await writeFile(
      file('weeks/first-steps.md'),
      `${original}\nSee [nothing](../resources/atention.md) and $\\frc$.\n`,
    );
    const problems = page.getByRole('complementary', { name: 'Problems' });
    await problems.waitFor();
    const text = await problems.innerText();
    expect(text).toContain('2 problems to fix');
    expect(text).toContain('content/weeks/first-steps.md:6:5');
    expect(text).toContain('Did you mean "content/resources/attention.md"?');
    const said = () => Promise.resolve(output.slice(before));
    const inTerminal = await settled(said, (words) => words.includes('2 errors: '));
    expect(inTerminal).toContain('content/weeks/first-steps.md:6:5  unknown-entry');
    expect(inTerminal).toContain('content/weeks/first-steps.md:6:46  invalid-math');
    await writeFile(file('weeks/first-steps.md'), original);
    await problems.waitFor({ state: 'detached' });
  });

  test('shows all other pages when the frontmatter of one entry is invalid', async () => {
    const page = await openPage();
    await writeFile(file('resources/attention.md'), '---\ntitle: Attention\ntype: movie\n---\n');
    // Otherwise the page would reload while it is still loading.
    await settled(async () => (await (await fetch(home)).text()).includes('invalid-value'), Boolean);
    await page.goto(week());
    await page.getByRole('complementary', { name: 'Problems' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('First steps');
    await writeFile(
      file('resources/attention.md'),
      await readFile(join(logs.minimal.folder, 'content/resources/attention.md')),
    );
    await page.getByRole('complementary', { name: 'Problems' }).waitFor({ state: 'detached' });
  });

  test('continues without "log.md", and recovers when the file is back', async () => {
    const page = await openPage();
    const log = await readFile(file('log.md'));
    await page.goto(home);
    await rm(file('log.md'));
    await page.getByText('missing-log').waitFor();
    expect(server.exitCode).toBe(null);
    expect((await fetch(week())).status).toBe(200);
    await writeFile(file('log.md'), log);
    await page.getByRole('complementary', { name: 'Problems' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A small log');
  });

  test.each(['content/weeks', 'content'])('continues while the folder %s is renamed, and afterwards', async (name) => {
    const [named, renamed] = [join(folder.path, name), join(folder.path, 'elsewhere')];
    const firstWeek = async () => (await fetch(week())).status;
    await rename(named, renamed);
    expect(await settled(firstWeek, (status) => status === 404)).toBe(404);
    const start = await fetch(home);
    expect(start.status).toBe(200);
    // Without weeks, the start page lists the resources.
    expect((await start.text()).includes('<ul class="briefs">')).toBe(name === 'content/weeks');
    await rename(renamed, named);
    expect(await settled(firstWeek, (status) => status === 200)).toBe(200);
  });

  test("shows an owner's words, in scripts too", async () => {
    const page = await openPage();
    await page.goto(home);
    const words = (name: string) => `frame: { timeline: ${name} }\nclient: { theme: { label: '${name}, {theme}' } }\n`;
    for (const name of ['Diary', 'Journal']) {
      await writeFile(file('words.yaml'), words(name));
      await page.getByRole('link', { name, exact: true }).waitFor();
      await page.getByRole('button', { name: `${name}, System` }).waitFor();
    }
    await rm(file('words.yaml'));
    await page.getByRole('link', { name: 'Timeline' }).waitFor();
  });

  test("shows an owner's new slot, with the current entries", async () => {
    const page = await openPage();
    // Astro starts only once a slot has been added.
    page.setDefaultTimeout(30_000);
    await page.goto(home);
    await mkdir(join(folder.path, 'slots'), { recursive: true });
    const code = "import { getCollection } from 'astro:content';\nconst weeks = await getCollection('weeks');";
    const list = '<p>Weeks: {weeks.map(({ data }) => data.title).join(" and ")}.</p>';
    await writeFile(join(folder.path, 'slots/Footer.astro'), `---\n${code}\n---\n<slot />${list}\n`);
    await page.getByText('Weeks: First steps.').waitFor();
    await writeFile(file('weeks/second.md'), '---\ntitle: Second\nstart: 2025-03-10\n---\n');
    await page.getByText('Weeks: First steps and Second.').waitFor();
    await writeFile(file('weeks/first-steps.md'), original.replace('First', 'Renamed'));
    await page.getByText('Weeks: Renamed steps and Second.').waitFor();
    // The timeline, which comes from the graph, agrees with the collection.
    await page.getByRole('link', { name: 'Renamed steps' }).waitFor();
    await writeFile(file('weeks/second.md'), '---\ntitle: Second\nstart: soon\n---\n');
    await page.getByText('Weeks: Renamed steps.').waitFor();
    await rm(file('weeks/second.md'));
    await rm(join(folder.path, 'slots'), { recursive: true });
    await page.getByText('Weeks:').waitFor({ state: 'detached' });
    await writeFile(file('weeks/first-steps.md'), original);
    await page.getByRole('link', { name: 'First steps' }).waitFor();
  });

  test('lets Astro serve a log whose pages cannot be prepared, and says so', async () => {
    const port = await freePort();
    const failure = "if (process.argv[1]?.includes('rendererProcess')) process.exit(3)";
    const other = startLearnlogIn(
      // Nothing is kept in a folder that is a file.
      { XDG_CACHE_HOME: file('log.md'), NODE_OPTIONS: `--import="data:text/javascript,${encodeURI(failure)}"` },
      ...['--folder', folder.path, 'dev', '--port', `${port}`],
    );
    let said = '';
    other.stderr?.on('data', (data: Buffer) => {
      said += data.toString('utf8');
    });
    const htmlOf = async () => (await (await fetch(`http://localhost:${port}/`).catch(() => undefined))?.text()) ?? '';
    expect(await settled(htmlOf, (html) => html.includes('A small log'), 60_000)).toContain('/@vite/client');
    expect(said).toContain('so Astro serves the log.');
    const isGone = new Promise((done) => other.once('exit', done));
    other.kill();
    await isGone;
  });

  test('leaves nothing beside "content" except a hidden cache', async () => {
    expect((await readdir(folder.path)).sort()).toEqual(['.astro', 'content']);
  });
});
