import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import semver from 'semver';
import packageJson from '../../package.json' with { type: 'json' };
import { freePort } from '../freePort.ts';
import { copyLog, environment, logs, root } from '../site.ts';

/** The exit code and output of a program. */
export interface Ending {
  readonly code: number;
  readonly output: string;
}

/** A server's response. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A log in its own folder that depends on the packed engine. */
export interface InstalledLog {
  readonly folder: string;
  /** Where the package manager installed the engine. */
  readonly engine: string;
  /** Runs the command as a script of the log would, without a network. */
  learnlog(words: readonly string[], as?: { readonly uid: number; readonly gid: number }): Promise<Ending>;
  /** Starts a server command, and returns the response at an address once it is ready. */
  serve(words: readonly string[], path: string): Promise<Answer>;
}

/** A package manager that must be able to install the package. */
export type Manager = 'npm' | 'pnpm';

/** Whether the Node on the PATH is new enough. Otherwise the package is tested with ours. */
function isNewEnough(path: string): boolean {
  const env = { ...process.env, PATH: path };
  const version = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim();
  return semver.satisfies(version, packageJson.engines.node);
}

const isWindows = process.platform === 'win32';

/** The environment without the variables of `npm run`, and with the machine's Node if it is new enough. */
function plain(): NodeJS.ProcessEnv {
  const kept = Object.entries(environment()).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name) && name !== 'INIT_CWD',
  );
  const outside = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const path = outside.join(delimiter);
  const PATH = isNewEnough(path) ? path : `${dirname(process.execPath)}${delimiter}${path}`;
  return { ...Object.fromEntries(kept), PATH };
}

/** Runs a program outside this repository and waits for its end. */
export function run(file: string, words: readonly string[], options: object): Promise<Ending> {
  return new Promise((done) => {
    execFile(file, words, { env: plain(), ...options }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Runs a program, and throws with its output if it fails. */
export async function mustRun(file: string, words: readonly string[], options: object): Promise<string> {
  const { code, output } = await run(file, words, options);
  if (code !== 0) throw new Error(`${file} ${words.join(' ')} exited with ${code}:\n${output}`);
  return output;
}

/**
 * npm as a program and its first arguments. On Windows npm is a script, which needs a shell, and a shell splits
 * arguments.
 */
function npmItself(): readonly [string, ...string[]] {
  const { npm_execpath: path = '' } = process.env;
  return /npm-cli\.c?js$/.test(path) ? [process.execPath, path] : ['npm'];
}

/** Runs npm in a folder, and throws with its output if it fails. It prefers its cache to the network. */
export async function npm(folder: string, ...words: readonly string[]): Promise<string> {
  const [file, ...first] = npmItself();
  return mustRun(file, [...first, ...words], { cwd: folder });
}

/** Packs the engine in a folder into another folder, and returns the path of the file. */
export async function pack(engine: string, into: string): Promise<string> {
  await mkdir(into, { recursive: true });
  await npm(engine, 'pack', '--pack-destination', into);
  const name = (await readdir(into)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('npm pack created no file.');
  return join(into, name);
}

/** Installs the packed engine for a copy of the log “everything”, in a path with spaces and non-ASCII characters. */
export async function install(manager: Manager, packed: string, into: string): Promise<InstalledLog> {
  const folder = join(into, 'Mein Log – 学习', manager);
  await copyLog(logs.everything.folder, folder);
  const dependencies = { learnlog: pathToFileURL(packed).href };
  const overrides = await lockedVersions();
  const manifest = { name: 'a-log', private: true, dependencies, overrides };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  // As in docs/owning.md, and with the same versions. JSON is valid YAML.
  const workspace = { allowBuilds: { esbuild: false }, overrides };
  await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(workspace));
  if (manager === 'npm') await npm(folder, 'install', ...quick);
  else {
    const pnpm = join(root, 'node_modules/pnpm/bin/pnpm.mjs');
    await mustRun(process.execPath, [pnpm, 'install', '--prefer-offline'], { cwd: folder });
  }
  const engine = await realpath(join(folder, 'node_modules/learnlog'));
  const env = { ...plain(), NODE_OPTIONS: await withoutNetwork(into), XDG_CACHE_HOME: join(folder, '.cache') };
  const [command, ...first] = await commandOf(folder, engine);
  return {
    folder,
    engine,
    learnlog: (words, as = undefined) =>
      run(command, [...first, ...words], { cwd: folder, env: { ...env, HOME: folder }, ...as }),
    serve: async (words, path) => {
      const port = await freePort();
      const server = spawn(command, [...first, ...words, '--port', `${port}`], { cwd: folder, env });
      try {
        return await answer(server, `http://localhost:${port}${path}`);
      } finally {
        const isGone = new Promise((done) => server.once('exit', done));
        if (server.kill()) await isGone;
      }
    },
  };
}

/** The bytes of all files in a folder. A file with several hard links counts once. */
export async function bytesOf(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
  return [...new Map(found.map(({ ino, size }) => [ino, size])).values()].reduce((sum, size) => sum + size, 0);
}

/** No messages about funding and audits, and packages from the cache of `npm ci` if possible. */
export const quick = ['--no-audit', '--no-fund', '--prefer-offline'] as const;

/**
 * The command of an installed engine, as the package manager created it. On Windows that is a shell script, so
 * this is the file that it runs.
 */
async function commandOf(folder: string, engine: string): Promise<readonly [string, ...string[]]> {
  if (!isWindows) return [join(folder, 'node_modules/.bin/learnlog')];
  const { bin } = JSON.parse(await readFile(join(engine, 'package.json'), 'utf8')) as { bin: { learnlog: string } };
  return [process.execPath, join(engine, bin.learnlog)];
}

/**
 * The locked versions of a log's dependencies that exist here in only one version, because another bundler version
 * writes other bytes for the same site.
 */
async function lockedVersions(): Promise<Readonly<Record<string, string>>> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
  };
  const found = Object.entries(lock.packages).flatMap(([path, { version, dev = false }]) => {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || version === undefined || dev ? [] : [{ name, version }];
  });
  const single = [...Map.groupBy(found, ({ name }) => name).values()].flatMap((all) => {
    const versions = new Set(all.map(({ version }) => version));
    return versions.size === 1 && all[0] ? [all[0]] : [];
  });
  return Object.fromEntries(single.map(({ name, version }) => [name, version]));
}

/** The versions of each copy of a package that npm would install with the packed engine if nothing is pinned. */
export async function copiesOf(name: string, packed: string, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const dependencies = { learnlog: pathToFileURL(packed).href };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'a-log', private: true, dependencies }));
  await mustRun('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund'], { cwd: folder });
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  return copies.flatMap(([, { version }]) => version ?? []);
}

/** The option that makes Node exit when a program contacts another machine. */
async function withoutNetwork(into: string): Promise<string> {
  const file = join(into, 'no-network.mjs');
  await writeFile(file, noNetwork);
  return `--import=${pathToFileURL(file).href}`;
}

const noNetwork = `
import dns from 'node:dns';
import net from 'node:net';

const refuseOthers = (host = 'localhost') => {
  if (['localhost', '127.0.0.1', '::1'].includes(host)) return;
  console.error('It asks ' + host + ' for something.');
  process.exit(97);
};
const { lookup } = dns;
dns.lookup = (host, ...rest) => (net.isIP(host) || refuseOthers(host), lookup(host, ...rest));
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...all) {
  const [options] = all.flat();
  refuseOthers(typeof options === 'object' ? options.host : typeof all[1] === 'string' ? all[1] : undefined);
  return connect.apply(this, all);
};
`;

async function answer(server: ChildProcess, address: string): Promise<Answer> {
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (data: Buffer) => (output += String(data)));
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt += 1) {
    const response = await fetch(address).catch(() => undefined);
    if (response) return { status: response.status, text: await response.text() };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`Nothing responds at ${address}:\n${output}`);
}

/** Every file in a folder by path, with the result of a function. */
export async function filesOf<Value>(
  folder: string,
  say: (file: string) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const said = files.sort().map(async (file) => {
    return [file.slice(folder.length + 1).replaceAll(sep, '/'), await say(file)] as const;
  });
  return new Map(await Promise.all(said));
}

/** The text of every file in a folder. */
export const textsOf = (folder: string) => filesOf(folder, (file) => readFile(file, 'latin1'));

/** The modification time of every file in a folder. */
export const timesOf = (folder: string) => filesOf(folder, async (file) => (await stat(file)).mtimeMs);

/** Lets TypeScript check a file in the folder of a log, as an owner's editor would. */
export async function checkTypes(folder: string, text: string): Promise<Ending> {
  await mkdir(join(folder, 'types'), { recursive: true });
  await writeFile(join(folder, 'types/uses.mts'), text);
  const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024'];
  return run(process.execPath, [compiler, ...options, 'types/uses.mts'], { cwd: folder });
}
