import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The oldest supported Node, as in `engines` in `package.json`. */
export const oldest = '22.12';

const fetched = 'node@24';

/** Whether a version of Node, such as `20.20.2`, is older than the oldest supported one. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least = 0, leastMinor = 0] = oldest.split('.').map(Number);
  return major < least || (major === least && minor < leastMinor);
}

/** The message if no newer Node can be downloaded. */
export function adviceFor(version: string): string {
  return [
    `Learnlog needs Node ${oldest} or later. This is Node ${version}, and npx could not download a newer one.`,
    'Install Node 24 from https://nodejs.org, or run: nvm install 24',
  ].join('\n');
}

/** Downloads a newer Node with npx, which caches it, and returns its path; undefined if that fails. */
export function fetchNode(run: typeof execFileSync = execFileSync): string | undefined {
  const words = ['--yes', fetched, '--print', 'process.execPath'];
  const cli = npxScript();
  try {
    const [file, first] = cli === undefined ? ['npx', []] : [process.execPath, [cli]];
    const path = String(run(file, [...first, ...words], { stdio: ['ignore', 'pipe', 'ignore'] })).trim();
    return path === '' ? undefined : path;
  } catch {
    return undefined;
  }
}

/** The script of npx, beside the running npm or Node. On Windows, "npx" alone needs a shell. */
function npxScript(): string | undefined {
  const { npm_execpath: npm = '' } = process.env;
  const around = dirname(process.execPath);
  const places = [
    ...(npm === '' ? [] : [dirname(npm)]),
    join(around, 'node_modules/npm/bin'),
    join(around, '../lib/node_modules/npm/bin'),
  ];
  return places.map((folder) => join(folder, 'npx-cli.js')).find((file) => existsSync(file));
}
