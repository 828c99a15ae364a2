import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { launchOptions } from '../chromium.ts';
import { serve } from '../serve.ts';
import { logNames, logs, type LogName } from '../site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The endpoint of the browser that all tests share. */
    readonly browser: string;
    /** The address of the home page of each built log, with its base path. */
    readonly homes: Readonly<Record<LogName, string>>;
  }
}

/** Starts a browser and serves the built logs, once for all tests. Returns a function that stops both. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folders } = project.getProvidedContext();
  const browser = await chromium.launchServer(await launchOptions());
  const servers = await Promise.all(logNames.map((name) => serve(folders[name], logs[name].base)));
  const homes = logNames.map((name, index) => [name, `${servers[index]?.origin}${logs[name].base}`] as const);
  project.provide('browser', browser.wsEndpoint());
  project.provide('homes', Object.fromEntries(homes) as Record<LogName, string>);
  return async () => {
    await browser.close();
    for (const server of servers) await server.close();
  };
}
