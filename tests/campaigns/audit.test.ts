import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '../site.ts';

interface Hole {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
}

/** The registry's advisories for the packages in the lock file, or undefined if it cannot be reached. */
function audit(): Promise<Readonly<Record<string, Hole>> | undefined> {
  return new Promise((done) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 60_000, shell: process.platform === 'win32' };
    execFile('npm', ['audit', '--json', '--package-lock-only'], options, (_error, stdout) => {
      try {
        done((JSON.parse(stdout) as { vulnerabilities?: Record<string, Hole> }).vulnerabilities);
      } catch {
        done(undefined);
      }
    });
  });
}

test('no package has a known vulnerability that is high or critical, if the registry reports them', async () => {
  const report = await audit();
  if (report === undefined) {
    console.log('NOT TESTED: the registry reports no advisories.');
    return;
  }
  const grave = Object.values(report).filter(({ severity }) => severity === 'high' || severity === 'critical');
  expect(grave.map(({ name, range, severity }) => `${name} ${range}: ${severity}`)).toEqual([]);
});
