import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const entries = (kind) =>
  defineCollection({
    loader: glob({ base: `./src/content/${kind}`, pattern: '*.md' }),
    schema: z.object({ title: z.string(), description: z.string().optional() }),
  });

export const collections = { resources: entries('resources'), weeks: entries('weeks') };
