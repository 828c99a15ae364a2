import { folder } from 'virtual:learnlog';
import { defineCollection } from 'astro/content/config';
import { logLoader } from './load/loader.ts';

export const collections = { log: defineCollection({ loader: logLoader(folder) }) };
