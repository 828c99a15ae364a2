import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { launchOptions } from '../chromium.ts';
import { base } from '../manyResources.ts';
import { serve } from '../serve.ts';
import { logNames, logs, type SiteName } from '../site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The endpoint of the browser that all tests share. */
    readonly browser: string;
    /** The address of the home page of each built log, with its base path. */
    readonly homes: Readonly<Record<SiteName, string>>;
  }
}

/** Starts a browser and serves the built logs, once for all tests. Returns a function that stops both. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folders } = project.getProvidedContext();
  const browser = await chromium.launchServer(await launchOptions());
  const bases = [...logNames.map((name) => [name, logs[name].base] as const), ['many', base] as const];
  const servers = await Promise.all(bases.map(([name, under]) => serve(folders[name], under)));
  const homes = bases.map(([name, under], index) => [name, `${servers[index]?.origin}${under}`] as const);
  project.provide('browser', browser.wsEndpoint());
  project.provide('homes', Object.fromEntries(homes) as Record<SiteName, string>);
  return async () => {
    await browser.close();
    for (const server of servers) await server.close();
  };
}
