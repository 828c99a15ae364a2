import { defineConfig } from 'astro/config';
import { astroConfig } from './src/astro.ts';

export default defineConfig(await astroConfig(import.meta.dirname));
