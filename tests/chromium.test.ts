import { describe, expect, test } from 'vitest';
import { chooseChromium, type Choice, type Machine } from './chromium.ts';

const playwrightPath = '/cache/ms-playwright/chrome';

function around({ files = [], ...rest }: Partial<Machine> & { files?: readonly string[] }): Machine {
  return {
    platform: 'linux',
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    exists: (path) => files.includes(path),
    isRoot: false,
    playwrightPath,
    ...rest,
  };
}

function pathOf(choice: Choice): string | undefined {
  return choice.kind === 'use' ? choice.executablePath : undefined;
}

describe('the browser for the tests', () => {
  const everywhere = ['/opt/mine', '/usr/bin/chromium', '/usr/bin/google-chrome', playwrightPath, '/usr/bin/apt-get'];
  const chosen: [string, Parameters<typeof around>[0], string][] = [
    ['the one of CHROME_PATH', { files: everywhere, environment: { CHROME_PATH: '/opt/mine' } }, '/opt/mine'],
    ['the one of CHROMIUM_PATH', { files: everywhere, environment: { CHROMIUM_PATH: '/opt/mine' } }, '/opt/mine'],
    ['an installed Chromium', { files: everywhere }, '/usr/bin/chromium'],
    [
      'an installed one that has no window',
      { files: [...everywhere, '/usr/bin/chromium-headless-shell'] },
      '/usr/bin/chromium-headless-shell',
    ],
    ['an installed Chrome', { files: ['/usr/bin/google-chrome', playwrightPath] }, '/usr/bin/google-chrome'],
    ['an installed Edge', { files: ['/usr/bin/microsoft-edge', playwrightPath] }, '/usr/bin/microsoft-edge'],
    ["Playwright's own", { files: [playwrightPath, '/usr/bin/apt-get'], isRoot: true }, playwrightPath],
    [
      'Chrome on macOS',
      { platform: 'darwin', files: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'] },
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    [
      'Edge on Windows',
      {
        platform: 'win32',
        environment: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
        files: ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
      },
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ];
  test.each(chosen)('is %s', (_, facts, path) => {
    expect(pathOf(chooseChromium(around(facts)))).toBe(path);
  });

  const gotten: [string, Parameters<typeof around>[0], readonly string[]][] = [
    [
      'from apt, then downloaded, as root on Debian',
      { files: ['/usr/bin/apt-get'], isRoot: true },
      ['apt', 'download'],
    ],
    ['downloaded by anybody else on Debian', { files: ['/usr/bin/apt-get'] }, ['download']],
    ['downloaded on other systems', { isRoot: true }, ['download']],
  ];
  test.each(gotten)('without any browser, is %s', (_, facts, installers) => {
    expect(chooseChromium(around(facts))).toEqual({ kind: 'get', installers });
  });

  test('is the one named in the environment, or none', () => {
    const facts = around({ files: everywhere, environment: { CHROME_PATH: '/opt/typo', PATH: '/usr/bin' } });
    expect(() => chooseChromium(facts)).toThrow('CHROME_PATH is "/opt/typo", which does not exist.');
  });
});
