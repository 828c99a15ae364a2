import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The oldest Node that the libraries run on: `engines` in `package.json`. */
export const oldest = '22.12';

/** The Node that is fetched where the running one is older. */
const fetched = 'node@24';

/** Whether a version of Node, such as `20.20.2`, is older than what the libraries run on. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least = 0, leastMinor = 0] = oldest.split('.').map(Number);
  return major < least || (major === least && minor < leastMinor);
}

/** What is said where no newer Node can be had. */
export function adviceFor(version: string): string {
  return [
    `Learnlog needs Node ${oldest} or later. This is Node ${version}, and npx could not download a newer one.`,
    'Install Node 24 from https://nodejs.org, or run: nvm install 24',
  ].join('\n');
}

/** Has npx fetch a newer Node, which it keeps, and gives the path of that; undefined where it cannot be had. */
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

/** The script of npx, beside that of the npm that runs this or of the Node; on Windows, "npx" alone is one for a shell. */
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
