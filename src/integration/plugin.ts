import type { AstroUserConfig } from 'astro';

/** A plugin for Astro's version of Vite. */
export type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
