import { defineCollection } from 'astro:content';
import { folder } from 'virtual:learnlog';
import { logLoader } from './load/loader.ts';

export const collections = { log: defineCollection({ loader: logLoader(folder) }) };
