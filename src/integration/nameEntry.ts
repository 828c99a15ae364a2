import type { MiddlewareHandler } from 'astro';
import { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { staticPathsName } from './sharedNames.ts';
import { PageFailure } from '../loader/pageFailure.ts';

Reflect.set(globalThis, Symbol.for(staticPathsName), StaticPaths);

/** If a page cannot be rendered, names its entry in the error: an exception alone does not say where to look. */
export const onRequest: MiddlewareHandler = async ({ props, url }, next) => {
  try {
    const response = await next();
    // In `dev`, the page is rendered while it is sent.
    return import.meta.env.DEV ? new Response(await response.arrayBuffer(), response) : response;
  } catch (error) {
    const { entry, resource } = props as { readonly [name: string]: { readonly file?: string } | undefined };
    const failure = new PageFailure(url.pathname, entry?.file ?? resource?.file, error);
    if (!import.meta.env.DEV || !(error instanceof Error)) throw failure;
    // In `dev`, Astro shows where the original error was thrown.
    error.message = failure.message;
    throw error;
  }
};
