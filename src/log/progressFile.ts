import { isObject, toKnown, parsed, type Known } from './known.ts';

/** What is wrong with a file from which a reader wants to load what they know. */
export type ProgressFileError = 'notJson' | 'noKnown' | 'noResource';

/**
 * Reads a file that a reader has saved here or elsewhere, and takes it for hostile: ids are only compared, so that no
 * name means anything. A file in which no id is a resource belongs to another log.
 */
export function readProgressFile(text: string, isResource: (id: string) => boolean): Known | ProgressFileError {
  const file = parsed(text);
  if (file === undefined) return 'notJson';
  const known = isObject(file) && Object.hasOwn(file, 'known') ? toKnown(file.known) : undefined;
  if (!known) return 'noKnown';
  return known.size > 0 && ![...known.keys()].some(isResource) ? 'noResource' : known;
}

/** The file that a reader saves: what they know, and of which log. */
export function writeProgressFile(log: string, site: string, known: Known): string {
  return `${JSON.stringify({ log, site, known: Object.fromEntries(known) }, null, 2)}\n`;
}
