import { chromium, type BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { launchOptions } from '../chromium.ts';
import { serve } from '../serve.ts';
import { buildLogs, logs, type LogName } from '../site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all tests listens. */
    readonly browser: string;
    /** The address of the first page of each built log, with its base path. */
    readonly homes: Readonly<Record<LogName, string>>;
    /** The folder of each built log. */
    readonly folders: Readonly<Record<LogName, string>>;
  }
}

const names = ['example', 'minimal', 'everything', 'right-to-left'] as const;

/** Builds the logs, serves them and starts a browser, once for all tests; gives what undoes it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const [{ folders, remove }, browser] = await Promise.all([buildLogs(names), startBrowser()]);
  const servers = await Promise.all(names.map((name) => serve(folders[name], logs[name].base)));
  const homes = names.map((name, index) => [name, `${servers[index]?.origin}${logs[name].base}`] as const);
  provide('browser', browser.wsEndpoint());
  provide('homes', Object.fromEntries(homes) as Record<LogName, string>);
  provide('folders', folders);
  return async () => {
    await browser.close();
    for (const server of servers) await server.close();
    await remove();
  };
}

async function startBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(await launchOptions());
}
