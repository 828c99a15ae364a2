import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, inject } from 'vitest';
import { isCampaign } from '../campaign.ts';
import type { LogName, SiteName } from '../site.ts';

/**
 * How long to wait for what a page shows, in milliseconds. Beside other tests on two cores, a page that loads a script
 * and a style sheet after a key press has needed more than ten seconds.
 */
const patience = 30_000;

let browser: Promise<Browser> | undefined;
const contexts: BrowserContext[] = [];

/** Closes all pages that a test has opened. */
export async function closePages(): Promise<void> {
  for (const context of contexts.splice(0)) await context.close();
}

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

/**
 * Opens an empty page in its own browser context, closed after the test. Animations are off unless the test turns them
 * on.
 */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= chromium.connect(inject('browser'));
  const context = await (await browser).newContext({ viewport: wide, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patience);
  contexts.push(context);
  const page = await context.newPage();
  waitForScripts(page);
  return page;
}

/**
 * Makes a page wait for its scripts after it was opened or reloaded, or has gone to another address. The event `load`
 * comes too early: a page imports most of its scripts only if it has something for them to do.
 */
function waitForScripts(page: Page): void {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url());
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) scripts.clear();
  });
  const { goto, reload, waitForURL } = page;
  const run = async () => {
    for (let known = 0; known < scripts.size; ) {
      known = scripts.size;
      // A string, because Vitest rewrites imports in functions. Importing a script again does not run it again.
      const urls = JSON.stringify([...scripts]);
      const imports = `Promise.allSettled(${urls}.map((url) => import(url))).then(() => undefined)`;
      await page.evaluate(imports).catch(async () => {
        // The page went to another page, or loaded again.
        await page.waitForLoadState('load');
        known = 0;
      });
    }
  };
  page.goto = async (...args) => {
    const response = await goto.apply(page, args);
    if (args[1]?.waitUntil !== 'commit') await run();
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload.apply(page, args);
    await run();
    return response;
  };
  page.waitForURL = async (...args) => {
    await waitForURL.apply(page, args);
    await run();
  };
}

/** The address of a page of a built log. */
export function addressOf(log: SiteName, path = ''): string {
  return `${inject('homes')[log]}${path}`;
}

/** Opens a page of a built log. */
export async function visit(log: SiteName, path = '', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(options);
  await page.goto(addressOf(log, path), { waitUntil: 'load' });
  return page;
}

/**
 * A page, with anything known about it, that the tests of a file or a `describe` use one after another, because opening
 * it takes longer than most of them. It is opened for the first test, and again after a failed one, so each test puts
 * it back as it was, or prepares it.
 */
export function shared<T extends { readonly page: Page }>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  const close = async () => {
    const last = await opened?.catch(() => undefined);
    opened = undefined;
    await last?.page.context().close();
  };
  afterEach(({ task }) => (task.result?.state === 'fail' ? close() : undefined));
  afterAll(close);
  return () => {
    opened ??= open().then((all) => {
      contexts.splice(contexts.indexOf(all.page.context()), 1);
      return all;
    });
    return opened;
  };
}

/** A page of a built log that the tests of a file or a `describe` use one after another: see `shared()`. */
export function sharedVisit(...where: Parameters<typeof visit>): () => Promise<Page> {
  const open = shared(async () => ({ page: await visit(...where) }));
  return async () => (await open()).page;
}

/**
 * Waits until a page has handled all earlier actions and has drawn the result. Headless Chromium sometimes draws
 * no frame while nothing changes, so a second without one counts as drawn.
 */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) {
      await new Promise((done) => {
        requestAnimationFrame(done);
        setTimeout(done, 1_000);
      });
    }
  });
}

/** Polls until the value is as expected. Returns the last value either way, so that the test can compare it. */
export async function settled<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean, limit = patience): Promise<T> {
  const end = Date.now() + limit;
  let answer = await ask();
  while (!isRight(answer) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 30));
    answer = await ask();
  }
  return answer;
}

/** The paths of all pages of a built log, except redirects. */
export async function pathsOf(log: LogName): Promise<string[]> {
  const folder = inject('folders')[log];
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.html'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return files
    .filter((_, index) => !texts[index]?.includes('http-equiv="refresh"'))
    .map((file) =>
      file
        .split(sep)
        .map(encodeURIComponent)
        .join('/')
        .replace(/(^|\/)index\.html$/, '$1'),
    );
}

/** A page for tests of what must hold on every page. */
interface PageOfKind {
  readonly kind: string;
  readonly log: LogName;
  readonly path: string;
}

/** One page for each template and each of its parts, in a short log unless a long one shows more. */
const everyKind: readonly PageOfKind[] = [
  { kind: 'timeline', log: 'example', path: '' },
  { kind: 'page', log: 'example', path: 'pages/background/' },
  { kind: 'path to a resource', log: 'example', path: 'path/to/deepseek-r1/' },
  { kind: 'search', log: 'example', path: 'search/?q=attention' },
  { kind: 'wrong address', log: 'example', path: 'nowhere/' },
  { kind: 'library', log: 'everything', path: 'resources/' },
  { kind: 'library as a table', log: 'everything', path: 'table/' },
  { kind: 'paths', log: 'everything', path: 'path/' },
  { kind: 'notes', log: 'everything', path: 'notes/' },
  { kind: 'note', log: 'everything', path: 'notes/git/rebase-onto/' },
  { kind: 'topics', log: 'everything', path: 'topics/' },
  { kind: 'topic', log: 'everything', path: 'topics/foundations/' },
  { kind: 'charts of hours', log: 'everything', path: 'charts/' },
  { kind: 'week with everything', log: 'everything', path: 'weeks/01-first/' },
  { kind: 'whole log with everything', log: 'everything', path: 'all/' },
  { kind: 'resource with everything', log: 'everything', path: 'resources/attention/' },
  { kind: 'least timeline', log: 'minimal', path: '' },
  { kind: 'least resource', log: 'minimal', path: 'resources/attention/' },
];

/** The same templates with more or less content. */
const moreOfAKind: readonly PageOfKind[] = [
  { kind: 'week', log: 'example', path: 'weeks/02-post-training/' },
  { kind: 'resource', log: 'example', path: 'resources/attention-is-all-you-need/' },
  { kind: 'long library', log: 'example', path: 'resources/' },
  { kind: 'long table', log: 'example', path: 'table/' },
  { kind: 'many paths', log: 'example', path: 'path/' },
  { kind: 'many topics', log: 'example', path: 'topics/' },
  { kind: 'long topic', log: 'example', path: 'topics/architecture/' },
  { kind: 'type', log: 'example', path: 'types/paper/' },
  { kind: 'level', log: 'example', path: 'levels/advanced/' },
  { kind: 'charts of counts', log: 'example', path: 'charts/' },
  { kind: 'timeline with hours', log: 'everything', path: '' },
  { kind: 'path to a resource with everything', log: 'everything', path: 'path/to/attention/' },
  { kind: 'resource with a long title', log: 'everything', path: 'resources/long-title/' },
  { kind: 'least whole log', log: 'minimal', path: 'all/' },
  { kind: 'least week', log: 'minimal', path: 'weeks/first-steps/' },
];

/** One page of each kind; in a campaign, more of them. */
export const kinds: readonly PageOfKind[] = isCampaign ? [...everyKind, ...moreOfAKind] : everyKind;
