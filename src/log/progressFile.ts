import { isObject, parseJson } from './json.ts';
import { toKnown, type Known } from './known.ts';

/** Why a progress file cannot be loaded. */
export type ProgressFileError = 'notJson' | 'noKnown' | 'noResource';

/**
 * Reads a progress file. The file is untrusted: its ids are only compared, never used as property names. If no id is a
 * resource of this log, the file belongs to another log.
 */
export function readProgressFile(text: string, isResource: (id: string) => boolean): Known | ProgressFileError {
  const file = parseJson(text);
  if (file === undefined) return 'notJson';
  const known = isObject(file) && Object.hasOwn(file, 'known') ? toKnown(file.known) : undefined;
  if (!known) return 'noKnown';
  return known.size > 0 && ![...known.keys()].some(isResource) ? 'noResource' : known;
}

/** The text of a progress file. */
export function writeProgressFile(log: string, site: string, known: Known): string {
  return `${JSON.stringify({ log, site, known: Object.fromEntries(known) }, null, 2)}\n`;
}
