import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environment, root } from '../site.ts';

/** What a build depends on, apart from the files of a log. */
export interface Surroundings {
  /** The folder of the engine. */
  readonly engine: string;
  /** The day of the build, `YYYY-MM-DD`. */
  readonly day: string;
}

export interface Result {
  readonly code: number;
  /** Without what differs from one folder to another. */
  readonly output: string;
}

const clock = pathToFileURL(join(import.meta.dirname, 'clock.ts')).href;

/** Runs a command for the log in a folder, and kills it after a number of milliseconds if there is one. */
export function run(
  folder: string,
  { engine, day }: Surroundings,
  words: readonly string[],
  limit = 0,
): Promise<Result> {
  return new Promise((done) => {
    const options = {
      cwd: root,
      env: {
        ...environment(),
        CLOCK: day,
        NODE_OPTIONS: `--import=${clock}`,
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
      },
      maxBuffer: 16 * 1024 * 1024,
      timeout: limit,
      killSignal: 'SIGKILL',
    } as const;
    const command = [join(engine, 'src/cli/main.ts'), '--folder', folder, ...words];
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      const code = error ? Number(error.code ?? 1) : 0;
      done({ code, output: `${stdout}${stderr}`.replaceAll(folder, '').replace(cacheMessage, '') });
    });
  });
}

/** Only a build with a cache can print it. */
const cacheMessage = 'Files in .astro/ are damaged or from another machine. They will be rebuilt.\n';

/** Parts of the engine that make different parts of a site, each with a text and its replacement. */
const changes = [
  ['src/components/Footer.astro', '<footer', '<footer data-changed'],
  ['src/markdown/headingAnchors.ts', "link, '#')", "link, '§')"],
  ['src/exports/markdownList.ts', '`- ${facts', '`* ${facts'],
  ['src/search/documents.ts', 'data-pagefind-weight="2"', 'data-pagefind-weight="3"'],
  ['src/styles/tokens.css', '#a63a16', '#a63a17'],
] as const;

/** Copies the engine into a folder, as another version that makes another site. */
export async function otherEngine(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['src', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, from, to] of changes) {
    const text = await readFile(join(folder, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} has no "${from}".`);
    await writeFile(join(folder, path), text.replaceAll(from, to));
  }
}

/** The bytes of each file in a folder, by path. Empty if there is none. */
export async function readSite(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  const files = paths.sort().map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const);
  return new Map(await Promise.all(files));
}

/** The paths at which two sites differ, also because only one of them has a file. */
export function differences(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): readonly string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => {
    const [first, second] = [one.get(path), other.get(path)];
    return !first || !second || !first.equals(second);
  });
}
