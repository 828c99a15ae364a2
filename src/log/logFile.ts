/** The version of the form of a log file. A newer one may say what this program does not understand. */
export const logFileVersion = 1;

/** What a log file says of a resource: facts of the thing itself, and nothing of what anybody thinks of it. */
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
