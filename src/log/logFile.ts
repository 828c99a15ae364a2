/** The version of the log file format. This program may not support newer versions. */
export const logFileVersion = 1;

/** The resource fields in a log file: facts about the resource, without the author’s opinions. */
export const sharedFields = [
  'title',
  'short',
  'type',
  'url',
  'authors',
  'published',
  'venue',
  'volume',
  'issue',
  'pages',
  'publisher',
  'editors',
  'edition',
  'summary',
  'abstract',
  'topics',
  'level',
  'length',
  'series',
  'part',
  'prerequisites',
  'access',
  'checked',
  'code',
  'slides',
  'video',
  'arxiv',
  'doi',
  'isbn',
  'youtube',
  'key',
  'aliases',
] as const;
export type SharedField = (typeof sharedFields)[number];
