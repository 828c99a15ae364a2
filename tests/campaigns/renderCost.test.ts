import { expect, test } from 'vitest';
import { renderEntry } from '../../src/loader/renderEntry.ts';
import { mayTakeLong } from '../../src/loader/renderPool.ts';
import type { SourceFile } from '../../src/loader/files.ts';
import { entryKey } from '../../src/log/entry.ts';
import { pathological } from '../hostile/pathological.ts';

const environment = {
  folder: '',
  language: 'en',
  words: {},
  macros: {},
  linkTargets: new Map(),
  pictures: new Map(),
  linkedFiles: new Map(),
};

function week(name: string, body: string): SourceFile {
  const text = `---\ntitle: ${name}\nstart: 2025-01-01\n---\n\n${body}\n`;
  return { kind: 'week', key: entryKey('weeks', name), file: `content/weeks/${name}.md`, text };
}

const prose = week('prose', 'A sentence, with "words" in it (some of them).\n\n'.repeat(900));

/** The longest text of its kind that is rendered without limits. */
function longestOf(make: (bytes: number) => string): SourceFile {
  let [fits, beyond] = [0, 64 * 1024];
  while (beyond - fits > 250) {
    const middle = Math.floor((fits + beyond) / 2);
    if (mayTakeLong(week('a', make(middle)))) beyond = middle;
    else fits = middle;
  }
  return week('a', make(fits));
}

/** The processor time of rendering, in seconds. */
async function secondsFor(source: SourceFile): Promise<number> {
  const before = process.cpuUsage();
  await renderEntry(source, environment);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

test.each(Object.entries(pathological))(
  'a text that is rendered without limits takes at most 45 times as long as prose of its length: %s',
  async (_, make) => {
    await renderEntry(prose, environment);
    const usual = await secondsFor(prose);
    // The worst takes 15 times as long; a text that needs the limits would take hundreds of times.
    expect((await secondsFor(longestOf(make))) / usual).toBeLessThan(45);
  },
  60_000,
);
