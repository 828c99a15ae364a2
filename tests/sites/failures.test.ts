import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { randomFrom } from '../mutations/random.ts';
import { bytesOf, copyLog, environment, learnlog, logs, root, startLearnlog, temporaryFolder } from '../site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';
let whole: Readonly<Record<string, string>>;

const build = () => learnlog('--folder', folder, 'build');
const site = () => bytesOf(join(folder, 'dist'));
const beside = async () => (await readdir(folder)).sort();
/** The folder of a log with its site and caches. */
const built = dirname(inject('folders').minimal);

beforeAll(async () => {
  temporary = await temporaryFolder();
  folder = join(temporary.path, 'log');
  await cp(built, folder, { recursive: true });
  whole = await site();
});
afterAll(() => temporary.remove());

/** Starts a build, sends it a signal at the given moment, and returns how it ended. */
async function stopped(signal: NodeJS.Signals, isTime: Promise<unknown>): Promise<number | NodeJS.Signals | null> {
  const child = startLearnlog('--folder', folder, 'build');
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('exit', (code, by) => done(by ?? code)),
  );
  await Promise.race([isTime, ended]);
  child.kill(signal);
  return ended;
}

/** Waits until a build has reached some stage, recognised by its files. */
async function moment(isNow: () => Promise<boolean>): Promise<void> {
  while (!(await isNow())) await setTimeout(10);
}

/** Whether a file exists in the site being built beside the last one. */
async function isMade(file: string): Promise<boolean> {
  return (await beside()).some((name) => name.startsWith('dist.next-') && existsSync(join(folder, name, file)));
}

const isBuilding = () => moment(() => isMade(''));

/** A campaign kills builds at any moment. */
const moments: readonly (readonly [string, () => Promise<boolean>])[] = [
  ['it has marked the log as its own', async () => existsSync(join(folder, '.astro/building'))],
  ['its first pages are written', () => isMade('index.html')],
];

/** Changes every page until the end of some work. */
async function withOtherTitle(work: () => Promise<void>): Promise<void> {
  const file = join(folder, 'content/log.md');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^title: .*$/m, 'title: Another title'));
  try {
    await work();
  } finally {
    await writeFile(file, text);
  }
}

describe('a killed build', () => {
  test.each(moments)('leaves the last site intact when %s', (_, isNow) =>
    withOtherTitle(async () => {
      expect(await stopped('SIGKILL', moment(isNow))).toBe('SIGKILL');
      expect(await site()).toEqual(whole);
    }),
  );

  test('is cleaned up by the next build', async () => {
    expect(await beside()).not.toEqual(['.astro', 'content', 'dist']);
    expect((await build()).code).toBe(0);
    expect(await site()).toEqual(whole);
    expect(await beside()).toEqual(['.astro', 'content', 'dist']);
  });

  const testAtRandom = () =>
    test('leaves the last site intact at any moment', async () => {
      const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
      const kills = Number(process.env.KILLS ?? 50);
      console.log(`Killing ${kills} builds. Repeat with SEED=${seed}.`);
      const next = randomFrom(seed);
      const start = performance.now();
      await build();
      const usual = performance.now() - start;
      for (let kill = 0; kill < kills; kill += 1) {
        await withOtherTitle(async () => {
          await stopped('SIGKILL', setTimeout(next() * usual * 1.1));
          const kept = await site();
          const isChanging = Object.keys(kept).some((path) => path.startsWith('.learnlog-'));
          if (!isChanging && kept['index.html'] === whole['index.html']) expect(kept).toEqual(whole);
        });
        if (kill % 2 === 0) expect((await build()).code).toBe(0);
        if (kill % 2 === 0) expect(await site()).toEqual(whole);
      }
      expect((await build()).code).toBe(0);
      expect(await site()).toEqual(whole);
      expect(await beside()).toEqual(['.astro', 'content', 'dist']);
    }, 900_000);
  if (isCampaign) testAtRandom();
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a build stopped by %s cleans up and exits with %d', async (signal, code) => {
  expect(await stopped(signal, isBuilding())).toBe(code);
  expect(await beside()).toEqual(['.astro', 'content', 'dist']);
  expect(await readdir(join(folder, '.astro'))).not.toContain('building');
  expect(await site()).toEqual(whole);
});

/** These tests build the site again. Unit tests cover the cache and the lock of a build. */
const inCampaign = test.runIf(isCampaign);

inCampaign('a damaged cache is detected, reported and created again', async () => {
  const kept = await readdir(join(folder, '.astro'), { recursive: true, withFileTypes: true });
  const files = kept.filter((child) => child.isFile());
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) await writeFile(join(file.parentPath, file.name), '{ "this": "is foreign" ');
  const { code, output } = await build();
  expect(output).toContain('are damaged or from another machine. They will be rebuilt.');
  expect(code).toBe(0);
  expect(await site()).toEqual(whole);
});

inCampaign(
  'of two simultaneous builds, one is refused and names the other process, and neither finds a damaged cache',
  async () => {
    const first = startLearnlog('--folder', folder, 'build');
    const ended = new Promise((done) => first.once('exit', done));
    let output = '';
    first.stderr?.on('data', (data: Buffer) => {
      output += data.toString('utf8');
    });
    await moment(async () => existsSync(join(folder, '.astro/building')));
    // Otherwise it could end before the second one begins.
    first.kill('SIGSTOP');
    const second = await build();
    first.kill('SIGCONT');
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/^Process \d+ is already building this log\. Nothing was built/);
    expect(await ended).toBe(0);
    expect(output + second.output).not.toContain('damaged');
    expect(await site()).toEqual(whole);
  },
);

describe('if nothing can be written', () => {
  test('(read-only folder), the build fails with a message, and the last site stays', async () => {
    const isRoot = process.getuid?.() === 0;
    // Root can write into read-only folders, but not onto a read-only disk.
    const done = isRoot ? await onDisk(lockDisk) : await onFolder(folder);
    if (!done) return console.warn('NOT TESTED: a read-only disk, because nothing can be mounted here.');
    expect(done.code).toBe(1);
    expect(done.output).toMatch(/EACCES|EROFS|permission|read-only/);
    expect(done.output).toContain(
      'Allow this user to write there, or choose another folder with --out. Nothing was built.',
    );
    expect(done.output).not.toMatch(/\n\s+at |render-failure/);
    expect(done.after).toEqual(done.before);
  });

  inCampaign('(full disk), the build fails with a message, and the last site stays', async () => {
    const done = await onDisk(fill);
    if (!done) return console.warn('NOT TESTED: a full disk, because nothing can be mounted here.');
    expect(done.code).toBe(1);
    expect(done.output).toContain('The disk is full. Nothing was built. The last site is unchanged.');
    expect(done.after).toEqual(done.before);
    expect(done.beside).toEqual(['.astro', 'content', 'dist', 'full']);
  });
});

/** The result of a build in a read-only folder. */
async function onFolder(log: string) {
  await chmod(log, 0o555);
  try {
    return { before: whole, ...(await build()), after: await site(), beside: await beside() };
  } finally {
    await chmod(log, 0o755);
  }
}

/** The result of a build on a disk to which something happened, or undefined if no disk can be mounted. */
async function onDisk(happens: (disk: string) => void) {
  const disk = join(temporary.path, 'disk');
  await mkdir(disk, { recursive: true });
  if (!mounted(disk)) return undefined;
  try {
    await cp(built, disk, { recursive: true });
    const before = await bytesOf(join(disk, 'dist'));
    happens(disk);
    const done = await learnlog('--folder', disk, 'build');
    return { before, ...done, after: await bytesOf(join(disk, 'dist')), beside: (await readdir(disk)).sort() };
  } finally {
    execFileSync('umount', [disk]);
  }
}

function lockDisk(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
}

function mounted(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Fills a disk, except for some 200 KB. */
function fill(disk: string): void {
  const [, , , free = '0'] = execFileSync('df', ['-k', disk]).toString().split('\n')[1]?.split(/\s+/) ?? [];
  execFileSync('dd', ['if=/dev/zero', `of=${join(disk, 'full')}`, 'bs=1k', `count=${Number(free) - 200}`], {
    stdio: 'ignore',
  });
}

test('a file that disappears while it is read is a problem, not a crash', async () => {
  const log = join(temporary.path, 'vanishing');
  await copyLog(logs.minimal.folder, log);
  const files = Array.from({ length: 300 }, (_, index) => join(log, 'content/pages', `p${index}.md`));
  await mkdir(join(log, 'content/pages'), { recursive: true });
  await Promise.all(files.map((file) => writeFile(file, '---\ntitle: A page\n---\n\nA word.\n')));
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), '--folder', log, 'check'], {
    env: environment(),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise((done) => child.once('exit', done));
  for (const file of files) await rm(file);
  await ended;
  expect(output).not.toMatch(/\n\s+at |Error:/);
  expect(output).toMatch(/no problems|\d errors?: /);
});

test('a page that cannot be rendered is a problem of its entry, and the last site stays', async () => {
  const log = join(temporary.path, 'failing');
  await copyLog(logs.minimal.folder, log);
  await mkdir(join(log, 'slots'));
  const script = "if (Astro.props.entry?.key === 'weeks/first-steps') throw new Error('no such year');";
  await writeFile(join(log, 'slots/Footer.astro'), `---\n${script}\n---\n\n<slot />\n`);
  await cp(join(folder, 'dist'), join(log, 'dist'), { recursive: true });
  const { code, output } = await learnlog('--folder', log, 'build');
  expect(code).toBe(1);
  expect(output).toContain(
    'content/weeks/first-steps.md:1:1  render-failure\n  This entry cannot be rendered: "no such year".\n',
  );
  expect(output.trimEnd().endsWith('Nothing was built. The last site is unchanged.')).toBe(true);
  expect(await bytesOf(join(log, 'dist'))).toEqual(whole);
});

test('the list of problems can be read by a program that stops early', async () => {
  const log = join(temporary.path, 'many');
  await copyLog(logs.minimal.folder, log);
  await mkdir(join(log, 'content/pages'), { recursive: true });
  // More than fits into the buffer of a pipe.
  const text = `---\ntitle: Many\n---\n\n${'[a](nowhere.md)\n\n'.repeat(50)}`;
  for (let page = 1; page <= 40; page += 1) await writeFile(join(log, `content/pages/p${page}.md`), text);
  const child = startLearnlog('--folder', log, 'check', '--rule', 'unknown-entry');
  let complaints = '';
  child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()));
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await new Promise((done) => child.once('exit', done))).toBe(1);
  expect(complaints).toBe('');
});
