import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { freePort } from '../tests/freePort.ts';
import { launchOptions } from '../tests/chromium.ts';
import { changed, type CorpusEntry } from './corpus.ts';
import { surroundings } from './measure.ts';
import { writeEntry } from './projects.ts';
import { command, projectOf } from './tools.ts';

/** Seconds that an author waits for `learnlog dev` in a log that was built before. */
export interface DevTimes {
  readonly size: number;
  /** From the command until an entry's page loads, for each start. */
  readonly first: readonly number[];
  /** From a change of that entry's file until a browser shows it. */
  readonly edits: readonly number[];
}

const [starts, edits] = [3, 5];

/** Times the start of `learnlog dev`, and changes of an entry that is open in a browser. */
export async function timeDev(cache: string, entries: readonly CorpusEntry[]): Promise<DevTimes> {
  const resources = entries.filter(({ kind }) => kind === 'resources');
  const entry = resources[resources.length >> 1];
  if (entry === undefined) throw new Error('The log has no resources.');
  const first: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const server = await startDev(projectOf('learnlog', cache), `resources/${entry.id}/`);
    first.push(server.seconds);
    try {
      if (start === starts - 1) return { size: resources.length, first, edits: await timeEdits(cache, entry, server) };
    } finally {
      if (server.process.kill('SIGTERM')) await once(server.process, 'close');
    }
  }
  throw new Error('The server did not start.');
}

interface Server {
  readonly process: ChildProcess;
  readonly address: string;
  readonly seconds: number;
}

async function startDev(folder: string, path: string): Promise<Server> {
  const port = await freePort();
  const address = `http://localhost:${port}/${path}`;
  const begun = performance.now();
  const words = [command, '--folder', folder, 'dev', '--port', String(port)];
  const server = spawn(process.execPath, words, { env: surroundings, stdio: ['ignore', 'ignore', 'inherit'] });
  while (performance.now() - begun < 300_000 && server.exitCode === null) {
    const answer = await fetch(address).catch(() => undefined);
    const html = answer?.ok ? await answer.text() : '';
    if (html.includes('</html>')) return { process: server, address, seconds: secondsSince(begun) };
    await wait(20);
  }
  server.kill('SIGKILL');
  throw new Error(`\`learnlog dev\` in ${folder} did not show ${address}.`);
}

async function timeEdits(cache: string, entry: CorpusEntry, { address }: Server): Promise<number[]> {
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const seconds: number[] = [];
    for (let edit = 0; edit < edits; edit += 1) {
      const sentence = `Edited while it is read, time ${edit + 1}.`;
      const begun = Date.now();
      await writeEntry('learnlog', cache, changed(entry, sentence));
      await shows(page, sentence);
      seconds.push(((await paintedAt(page)) - begun) / 1000);
      // An author continues after seeing the change, and work after the first display has finished by then.
      await wait(1000);
    }
    return seconds;
  } finally {
    await browser.close();
    await writeEntry('learnlog', cache, entry);
  }
}

/** Waits, across reloads, until a page contains a text. */
async function shows(page: Page, sentence: string): Promise<void> {
  await page.getByText(sentence).first().waitFor({ state: 'attached', timeout: 60_000 });
}

/** When the page was first painted, in milliseconds since 1970. Playwright itself notices a text some time later. */
async function paintedAt(page: Page): Promise<number> {
  const paint = () => {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    return first && performance.timeOrigin + first.startTime;
  };
  await page.waitForFunction(paint);
  return (await page.evaluate(paint)) ?? Number.NaN;
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
