import type { EntryKind } from '../../log/entry.ts';
import { titleFromName } from '../../log/folderTopics.ts';
import { noteIdForm } from '../../log/ids.ts';

/** Device names, which no file can have on Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const longest = 60;

/** Whether Windows allows no file with this id, whatever its extension. */
export function isReserved(id: string): boolean {
  return reserved.test(id.toLowerCase().replace(/\..*/s, ''));
}

/** Derives an id from a title: its letters and digits in lower case, of any script, with `-` between words. May be empty. */
export function idFrom(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let id = '';
  for (const word of words) {
    const next = id === '' ? [...word].slice(0, longest).join('') : `${id}-${word}`;
    if (next.length > longest && id !== '') break;
    id = next;
  }
  return reserved.test(id) ? `${id}-1` : id;
}

/**
 * Reads what names a new entry: a title or, for a note, a path such as `git/rebase-onto`. Its folders have no upper case,
 * so that `TCP/IP` is a title.
 */
export function readName(kind: EntryKind, given: string): { readonly title: string; readonly id?: string } {
  const id = given.replace(/^(?:content\/)?notes\/|\.md$/g, '');
  const slash = id.lastIndexOf('/');
  const isPath = kind === 'note' && slash > 0 && noteIdForm.test(id) && !/\p{Lu}/u.test(id.slice(0, slash));
  return isPath ? { title: titleFromName(id.slice(slash + 1)), id } : { title: given };
}

/** The id, with `-2`, `-3` … added if it is taken. */
export function freeId(id: string, isTaken: (id: string) => boolean): string {
  let free = id;
  for (let number = 2; isTaken(free); number += 1) free = `${id}-${number}`;
  return free;
}

/** The number of the next week for its file name, padded like the others: `05` after `04-kitchen-sink`. Dates do not count. */
export function nextNumber(weeks: readonly string[]): string {
  const numbers = weeks.flatMap((id) => /^(?!\d{4}-\d\d)\d{1,6}(?=\D|$)/.exec(id)?.[0] ?? []);
  const width = Math.max(2, ...numbers.map((number) => number.length));
  return String(Math.max(0, ...numbers.map(Number)) + 1).padStart(width, '0');
}
