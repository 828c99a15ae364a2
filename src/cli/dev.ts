import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { watch } from 'chokidar';
import { followLog } from '../integration/followLog.ts';
import { fillRenderer } from '../integration/filledRenderer.ts';
import { keptRenderer, makeRenderer, type KeptRenderer } from '../integration/keptRenderer.ts';
import { openRenderer, type Renderer } from '../integration/renderer.ts';
import { searchFiles } from '../integration/searchIndex.ts';
import { serveLog, type Shown } from '../integration/serveLog.ts';
import { addressFrom, scriptWords } from '../integration/settings.ts';
import type { LoadedLog } from '../loader/load.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { slotFolder } from '../loader/slots.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { clearAtEnd } from './buildLock.ts';
import { outsideAddresses, sayOutside } from './outside.ts';

/** Facts about this machine that decide whether it can open a browser. */
export interface Desktop {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

interface Options {
  readonly port: number;
  readonly host?: boolean;
  readonly open?: boolean;
}

/**
 * Serves the log in a folder while its author writes, until the process is stopped. The pages are those of a build, with
 * drafts and problems. A log with slots needs Astro's own server, which compiles the components of its owner, and so does
 * one whose pages cannot be prepared.
 */
export async function startDev(folder: string, options: Options): Promise<void> {
  if (existsSync(join(folder, slotFolder))) return startAstro(folder, options);
  const log = openLogOnce(folder);
  const shared = { publicFolder: join(folder, 'public'), searchFile: searchFiles(log) };
  const place = await mkdtemp(join(tmpdir(), 'learnlog-'));
  clearAtEnd(() => rmSync(place, { recursive: true, force: true }));
  let renderer: Promise<KeptRenderer> | undefined;
  const open = async (): Promise<Opened> => {
    const find = () => (renderer ??= prepare());
    return { ...(await openPages(folder, place, find)), ...shared };
  };
  const first = await open().catch((error: unknown) => {
    complain(onOneLine(`The pages could not be prepared, so Astro serves the log. ${String(error)}`));
  });
  if (!first) return startAstro(folder, options);
  let opened = Promise.resolve(first);
  const server = await serveLog(first, options);
  const watcher = watch([], { ignoreInitial: true });
  followLog(log, watcher, {
    print: (text, isError) => void (isError ? complain(text) : say(text)),
    update: async ({ areSlotsOld, loaded }) => {
      if (areSlotsOld && existsSync(join(folder, slotFolder))) {
        await Promise.all([watcher.close(), server.close()]);
        return startAstro(folder, { ...options, port: Number(new URL(server.address).port), open: false });
      }
      const last = await opened.catch(() => undefined);
      const isSame = last?.settings === JSON.stringify(settingsOf(loaded));
      opened = isSame ? last.renderer.refresh().then(() => ({ ...last })) : open();
      server.show(opened);
      await opened;
    },
  });
  const outside = options.host ? outsideAddresses(server.address) : [];
  say(`Open ${[server.address, ...outside].join(' or ')}`);
  sayOutside(outside);
  if (options.open) openBrowser(server.address);
}

interface Opened extends Shown {
  readonly renderer: Renderer;
  /** What is filled into the renderer. */
  readonly settings: string;
}

function settingsOf(loaded: LoadedLog) {
  return { address: addressFrom(loaded.log.site), words: scriptWords(loaded) };
}

/** The renderer of this engine, which is made if none was kept. */
async function prepare(): Promise<KeptRenderer> {
  const kept = await keptRenderer();
  if (kept) return kept;
  say('Preparing the pages. This takes a few seconds the first time.');
  return makeRenderer();
}

/** The pages of the log in a folder. The modules of the renderer may go into a folder in `place`. */
async function openPages(
  folder: string,
  place: string,
  find: () => Promise<KeptRenderer>,
): Promise<Pick<Opened, 'base' | 'assets' | 'renderer' | 'settings'>> {
  const log = openLogOnce(folder);
  const settings = settingsOf(await log.read({ drafts: true }));
  const { address, words } = settings;
  const filled = await fillRenderer(find, { base: address.base, words }, await mkdtemp(join(place, 'pages-')));
  const target = { drafts: true, base: address.base, origin: address.site };
  const renderer = await openRenderer(filled, log, target);
  return { base: address.base, assets: filled.assets, renderer, settings: JSON.stringify(settings) };
}

/** Serves a log with the components of its owner. Astro prints the address. */
async function startAstro(folder: string, { port, host = false, open = false }: Options): Promise<void> {
  const { dev } = await import('astro');
  const { astroConfig } = await import('../integration/config.ts');
  const { resolvedUrls, address } = await dev({
    ...(await astroConfig(folder)),
    configFile: false,
    server: { port, host },
  });
  if (open) openBrowser(resolvedUrls.local[0] ?? `http://localhost:${address.port}/`);
}

function openBrowser(address: string): void {
  const { platform, env } = process;
  if (!canOpen({ platform, environment: env, exists: existsSync })) {
    say('No browser was found on this machine: open the address yourself.');
    return;
  }
  const [command = '', ...words] =
    platform === 'darwin'
      ? ['open']
      : platform === 'win32'
        ? ['explorer.exe']
        : [env.BROWSER ?? (env.WSL_DISTRO_NAME ? 'explorer.exe' : 'xdg-open')];
  const child = spawn(command, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => say('The browser could not be opened: open the address yourself.'));
  child.unref();
}

/** Whether a browser can be opened: always, except on a Linux machine without a desktop. */
export function canOpen({ platform, environment, exists }: Desktop): boolean {
  if (platform !== 'linux') return true;
  // WSL opens the browser of Windows.
  if (environment.BROWSER || environment.WSL_DISTRO_NAME) return true;
  const folders = (environment.PATH ?? '').split(posix.delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => exists(posix.join(folder, 'xdg-open')));
}
