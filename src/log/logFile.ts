/** The version of the log file format. This program may not support newer versions. */
export const logFileVersion = 1;

/** The resource fields in a log file: facts about the resource, without the author’s opinions. */
export const sharedFields = [
  'title',
  'type',
  'url',
  'authors',
  'published',
  'topics',
  'level',
  'length',
  'series',
  'part',
  'prerequisites',
  'access',
  'checked',
  'arxiv',
  'doi',
  'isbn',
  'youtube',
  'aliases',
] as const;
export type SharedField = (typeof sharedFields)[number];
