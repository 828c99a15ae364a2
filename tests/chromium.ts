import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** The facts that decide which browser is used. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly isRoot: boolean;
  /** Where Playwright keeps a downloaded browser. */
  readonly playwrightPath: string;
}

type Installer = 'apt' | 'download';

/** An installed browser, or installers to try in this order. */
export type Choice =
  | { readonly kind: 'use'; readonly executablePath: string; readonly took: string }
  | { readonly kind: 'get'; readonly installers: readonly Installer[] };

const variables = ['CHROME_PATH', 'CHROMIUM_PATH'] as const;
/**
 * Debian's headless Chromium. The full one needs libraries that take as long to download as the browser tests take to
 * run.
 */
const headlessShell = 'chromium-headless-shell';
const linuxNames = [
  headlessShell,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const macPaths = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`);
const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/**
 * Chooses a Chromium: the one named in the environment, else an installed one, else Playwright's, else a way to get one.
 */
export function chooseChromium(around: Machine): Choice {
  for (const variable of variables) {
    const path = around.environment[variable];
    if (path === undefined || path === '') continue;
    if (!around.exists(path)) throw new Error(`${variable} is "${path}", which does not exist.`);
    return { kind: 'use', executablePath: path, took: `${path}, named by ${variable}` };
  }
  const installed = usualPaths(around).find(around.exists);
  if (installed !== undefined) return { kind: 'use', executablePath: installed, took: `${installed}, installed here` };
  if (around.exists(around.playwrightPath)) {
    return { kind: 'use', executablePath: around.playwrightPath, took: `${around.playwrightPath}, Playwright's own` };
  }
  const hasApt = around.platform === 'linux' && around.isRoot && around.exists('/usr/bin/apt-get');
  return { kind: 'get', installers: hasApt ? ['apt', 'download'] : ['download'] };
}

function usualPaths({ platform, environment }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(environment.HOME ? [`${environment.HOME}/Applications`] : [])];
    return folders.flatMap((folder) => macPaths.map((path) => `${folder}/${path}`));
  }
  if (platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
    return folders.flatMap((folder) => windowsPaths.map((path) => `${folder}\\${path}`));
  }
  const folders = (environment.PATH ?? '').split(posix.delimiter).filter((folder) => folder !== '');
  return linuxNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/** Finds or installs a Chromium. Throws with instructions if neither works. */
export async function findChromium(): Promise<{ executablePath: string; took: string }> {
  const first = chooseChromium(thisMachine());
  const failures: string[] = [];
  for (const installer of first.kind === 'get' ? first.installers : []) {
    console.log(`Found no Chromium. Trying ${installer}.`);
    await installers[installer]().catch((error: Error) => failures.push(`${installer}: ${error.message}`));
    if (chooseChromium(thisMachine()).kind === 'use') break;
  }
  const found = chooseChromium(thisMachine());
  if (found.kind === 'use') {
    console.log(`Using ${found.took}.`);
    return found;
  }
  throw new Error(
    `The browser tests need Chromium, and it could not be installed. Install Chrome, Chromium or Edge, ` +
      `or set CHROME_PATH to its path.\n${failures.join('\n')}`,
  );
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    exists: existsSync,
    isRoot: isRoot(),
    playwrightPath: chromium.executablePath(),
  };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

const run = promisify(execFile);

const installers: Readonly<Record<Installer, () => Promise<void>>> = {
  async apt() {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
    await run('apt-get', ['update'], options);
    const install = (name: string) => run('apt-get', ['install', '-y', '--no-install-recommends', name], options);
    await install(headlessShell).catch(() => install('chromium'));
  },
  async download() {
    const cli = join(dirname(fileURLToPath(import.meta.resolve('playwright-core'))), 'cli.js');
    await run(process.execPath, [cli, 'install', 'chromium']);
  },
};

/** The options of every browser test: no graphics card, no background requests. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { executablePath } = await findChromium();
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  // Chromium's sandbox does not work as root.
  const sandbox = isRoot() ? ['--no-sandbox'] : [];
  return { executablePath, args: ['--disable-gpu', '--disable-quic', ...quiet, ...sandbox] };
}

/** Starts a Chromium. */
export async function launch(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}
