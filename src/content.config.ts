import { defineCollection } from 'astro:content';
import { collectionOf } from './loader/collections.ts';
import { currentLog, showsDrafts } from './loader/openLog.ts';
import { logSchema, noteSchema, pageSchema, resourceSchema, weekSchema } from './log/schema.ts';

// Vite compiles all imports of this file before every build, so the log is read outside of Vite.
const log = currentLog();
const drafts = showsDrafts();

export const collections = {
  log: defineCollection({ loader: collectionOf('log', log, { drafts }), schema: logSchema }),
  weeks: defineCollection({ loader: collectionOf('week', log, { drafts }), schema: weekSchema }),
  notes: defineCollection({ loader: collectionOf('note', log, { drafts }), schema: noteSchema }),
  pages: defineCollection({ loader: collectionOf('page', log, { drafts }), schema: pageSchema }),
  resources: defineCollection({ loader: collectionOf('resource', log, { drafts }), schema: resourceSchema }),
};
