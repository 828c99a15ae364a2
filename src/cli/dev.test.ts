import { expect, test } from 'vitest';
import { canOpen } from './dev.ts';

const none = () => false;

test.each([
  ['on macOS', { platform: 'darwin', environment: {}, exists: none }, true],
  ['on Windows', { platform: 'win32', environment: {}, exists: none }, true],
  ['on Linux with a desktop', { platform: 'linux', environment: { PATH: '/bin' }, exists: isOpener }, true],
  ['on Linux without one', { platform: 'linux', environment: { PATH: '/bin' }, exists: none }, false],
  ['on Linux, named', { platform: 'linux', environment: { BROWSER: 'firefox' }, exists: none }, true],
  ['in Linux on Windows', { platform: 'linux', environment: { WSL_DISTRO_NAME: 'Ubuntu' }, exists: none }, true],
] as const)('a browser can be opened %s', (_, around, answer) => {
  expect(canOpen(around)).toBe(answer);
});

function isOpener(path: string): boolean {
  return path === '/bin/xdg-open';
}
