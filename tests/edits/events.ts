import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { loadLog } from '../../src/loader/load.ts';
import { run, type Surroundings } from './builds.ts';

/** A log that is built again and again. */
export interface Place {
  readonly folder: string;
  /** Its caches and its site after the first build. */
  readonly first: { readonly caches: string; readonly site: string };
  readonly engines: readonly [string, string];
  surroundings: Surroundings;
  /** The folder of the site, in `folder`. */
  out: 'dist' | 'elsewhere';
}

/** Something that happens between two builds, apart from edits of the author’s files. */
export interface Event {
  readonly name: string;
  readonly happen: (place: Place) => Promise<unknown>;
}

function event(name: string, happen: Event['happen']): Event {
  return { name, happen };
}

/** The file at a position in a folder, which may have fewer. Undefined if it has none. */
async function fileAt(folder: string, position: number): Promise<string | undefined> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  return paths.sort()[position % paths.length];
}

const inSite = (position: number, name: string, change: (path: string) => Promise<unknown>) =>
  event(`file ${position} of the site is ${name}`, async ({ folder, out }) => {
    const path = await fileAt(join(folder, out), position);
    if (path !== undefined) await change(path);
  });

const inCaches = (position: number, name: string, change: (path: string) => Promise<unknown>) =>
  event(`file ${position} of .astro/ is ${name}`, async ({ folder }) => {
    const path = await fileAt(join(folder, '.astro'), position);
    if (path !== undefined) await change(path);
  });

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(path, bytes);
}

const git = promisify(execFile);

/** Commits every file of the author’s, and creates the repository if there is none. */
async function commit(folder: string, day: string): Promise<void> {
  const at = `${day}T12:00:00Z`;
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgSign=false'];
  await git('git', ['init', '--quiet'], { cwd: folder, env });
  await git('git', ['add', '--all', 'content'], { cwd: folder, env });
  await git('git', [...who, 'commit', '--quiet', '--allow-empty', '--message', day], { cwd: folder, env });
}

/** Days of builds, the first of them that of the first build. On a later day than today, a kept renderer would be forgotten. */
export const days = ['2026-06-15', '2026-06-16', '2025-02-20', '2024-12-31'];

/** Anything that happens between two builds and must not show in the site, or only as in a build without a cache. */
export function anyEvent(paths: readonly string[]): fc.Arbitrary<Event> {
  const place = fc.nat(400);
  const some = (...events: readonly Event[]) => fc.constantFrom(...events);
  return fc.oneof(
    fc.constantFrom(...paths).chain((path) =>
      some(
        ...['2001-01-01', '2040-01-01'].map((day) =>
          event(`${path} has the time of ${day}`, async ({ folder }) => {
            await utimes(join(folder, path), new Date(day), new Date(day)).catch(() => undefined);
          }),
        ),
        event(`${path} is written again`, async ({ folder }) => {
          const bytes = await readFile(join(folder, path)).catch(() => undefined);
          if (bytes) await writeFile(join(folder, path), bytes);
        }),
      ),
    ),
    place.chain((position) =>
      some(
        inSite(position, 'edited', (path) => writeFile(path, 'Edited by hand.')),
        inSite(position, 'edited, with its old time and size', async (path) => {
          const { atime, mtime } = await stat(path);
          await damage(path);
          await utimes(path, atime, mtime);
        }),
        inSite(position, 'deleted', (path) => rm(path)),
      ),
    ),
    some(
      event('the site has a file of somebody else', ({ folder, out }) =>
        writeFile(join(folder, out, 'theirs.html'), 'Theirs.').catch(() => undefined),
      ),
      event('the site is that of the first build', async ({ folder, out, first }) => {
        await rm(join(folder, out), { recursive: true, force: true });
        await cp(first.site, join(folder, out), { recursive: true });
      }),
      event('the site is deleted', ({ folder, out }) => rm(join(folder, out), { recursive: true, force: true })),
    ),
    place.chain((position) =>
      some(
        inCaches(position, 'deleted', (path) => rm(path)),
        inCaches(position, 'damaged', damage),
        inCaches(position, 'empty', (path) => writeFile(path, '')),
      ),
    ),
    some(
      event('.astro/ is deleted', ({ folder }) => rm(join(folder, '.astro'), { recursive: true, force: true })),
      event('.astro/ is that of the first build', async ({ folder, first }) => {
        await rm(join(folder, '.astro'), { recursive: true, force: true });
        await cp(first.caches, join(folder, '.astro'), { recursive: true });
      }),
    ),
    some(
      ...days.map((day) =>
        event(`the day is ${day}`, async (at) => {
          at.surroundings = { ...at.surroundings, day };
        }),
      ),
    ),
    some(
      event('the site is built into another folder', async (at) => {
        at.out = at.out === 'dist' ? 'elsewhere' : 'dist';
      }),
    ),
    some(
      event('another version of the engine', async (at) => {
        const [one, other] = at.engines;
        at.surroundings = { ...at.surroundings, engine: at.surroundings.engine === one ? other : one };
      }),
    ),
    some(
      ...['2025-05-05', '2026-06-06'].map((day) => event(`a commit on ${day}`, ({ folder }) => commit(folder, day))),
    ),
    some(
      event('a build with a slot, which is removed again', async ({ folder, out, surroundings }) => {
        const slot = join(folder, 'slots/Footer.astro');
        if (existsSync(dirname(slot))) return;
        await mkdir(dirname(slot), { recursive: true });
        await writeFile(slot, '<p>A footer</p>\n');
        await run(folder, surroundings, ['build', '--out', join(folder, out)]);
        await rm(dirname(slot), { recursive: true });
      }),
    ),
    some(
      event('a check', ({ folder, surroundings }) => run(folder, surroundings, ['check'])),
      event('a look at the drafts, as in dev', ({ folder }) => loadLog(folder, { drafts: true })),
    ),
    some(
      ...[400, 900, 1500].map((after) =>
        event(`a build that is killed after ${after} ms`, ({ folder, out, surroundings }) =>
          run(folder, surroundings, ['build', '--out', join(folder, out)], after),
        ),
      ),
    ),
  );
}
