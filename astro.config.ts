import { defineConfig } from 'astro/config';
import { astroConfig } from './src/integration/config.ts';

export default defineConfig(await astroConfig(import.meta.dirname));
