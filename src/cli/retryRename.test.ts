import { expect, test } from 'vitest';
import { retryRename } from './retryRename.ts';

/** A rename that fails this many times before it works. */
function failing(times: number, code: string) {
  const calls: string[] = [];
  const rename = (from: unknown, to: unknown) => {
    calls.push(`${from} → ${to}`);
    if (calls.length <= times) throw Object.assign(new Error(code), { code });
  };
  return { calls, rename };
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows, a rename is retried after %s', (code) => {
  const { calls, rename } = failing(2, code);
  retryRename('a', 'b', { platform: 'win32', rename });
  expect(calls).toEqual(Array(3).fill('a → b'));
});

test('other errors are not retried', () => {
  for (const [platform, code] of [
    ['win32', 'ENOENT'],
    ['linux', 'EPERM'],
  ] as const) {
    const { calls, rename } = failing(1, code);
    expect(() => retryRename('a', 'b', { platform, rename })).toThrow(code);
    expect(calls).toHaveLength(1);
  }
});
