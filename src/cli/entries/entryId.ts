/** Names that Windows keeps for devices, so that no file can have them there. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const longest = 60;

/** Whether a file with this id cannot be on Windows, whatever its ending. */
export function isReserved(id: string): boolean {
  return reserved.test(id.toLowerCase().replace(/\..*/s, ''));
}

/**
 * The id that a title gives: its letters and digits in small letters, of any script, with `-` between the words. Empty
 * where the title has none.
 */
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

/** The id, or the first of it with `-2`, `-3` … that nothing has yet. */
export function freeId(id: string, isTaken: (id: string) => boolean): string {
  let free = id;
  for (let number = 2; isTaken(free); number += 1) free = `${id}-${number}`;
  return free;
}

/**
 * The number that the next week has in its file name, as wide as those before: `05` after `04-kitchen-sink`. A date is no
 * number.
 */
export function nextNumber(weeks: readonly string[]): string {
  const numbers = weeks.flatMap((id) => /^(?!\d{4}-\d\d)\d{1,6}(?=\D|$)/.exec(id)?.[0] ?? []);
  const width = Math.max(2, ...numbers.map((number) => number.length));
  return String(Math.max(0, ...numbers.map(Number)) + 1).padStart(width, '0');
}
