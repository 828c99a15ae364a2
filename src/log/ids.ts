/** The form of an id: letters, digits, `.`, `_` and `-`. */
export const idForm = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** The form of the id of a note: the ids of its folders, and its own. */
export const noteIdForm = /^[\p{L}\p{N}][\p{L}\p{N}._-]*(?:\/[\p{L}\p{N}][\p{L}\p{N}._-]*)*$/u;

/** The most bytes of an id in UTF-8: file systems allow 255 for a name, and ".json" is added to some. */
const mostBytes = 200;

/** File names that mean a device in Windows, with any extension (Naming Files, Paths, and Namespaces). */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Says what an id must be that this one, which has the right form, is not: it would not work as the name of a folder on
 * every system. Undefined if it works.
 */
export function unmetByName(id: string): string | undefined {
  if (/^index\.html?$/i.test(id)) return 'is not "index.html", the page of its folder';
  if (devices.test(id)) return 'is not a name that Windows reserves for a device';
  if (id.endsWith('.')) return 'does not end in a dot, which Windows drops';
  if (id !== id.normalize('NFC')) return 'has composed letters (NFC)';
  const bytes = new TextEncoder().encode(id).length;
  return bytes > mostBytes ? `is at most ${mostBytes} bytes long` : undefined;
}
