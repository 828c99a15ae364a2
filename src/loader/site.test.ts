import { afterEach, expect, test, vi } from 'vitest';
import { logEntry } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import type { LoadedLog } from './load.ts';
import { setCurrentLog } from './openLog.ts';
import { openLogOnce } from './openLogOnce.ts';
import { getSite } from './site.ts';

afterEach(() => {
  vi.useRealTimers();
  setCurrentLog(openLogOnce('none'), { drafts: false });
});

/** The days of the site before and after midnight. */
async function daysOf(command: 'build' | 'dev'): Promise<readonly string[]> {
  const drafts = command === 'dev';
  const loaded = { ...buildLog([logEntry()], { drafts }), words: {}, html: new Map() } as unknown as LoadedLog;
  setCurrentLog({ ...openLogOnce('none'), read: () => Promise.resolve(loaded) }, { drafts });
  vi.useFakeTimers({ now: new Date(2026, 2, 1, 23, 59), toFake: ['Date'] });
  const evening = await getSite();
  expect(await getSite()).toBe(evening);
  vi.setSystemTime(new Date(2026, 2, 2, 0, 1));
  return [evening.today, (await getSite()).today];
}

test('`dev` shows the day that it is', async () => {
  expect(await daysOf('dev')).toEqual(['2026-03-01', '2026-03-02']);
});

test('all pages of a build have the day on which it began', async () => {
  expect(await daysOf('build')).toEqual(['2026-03-01', '2026-03-01']);
});
