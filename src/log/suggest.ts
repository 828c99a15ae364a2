import leven from 'leven';

/**
 * The name nearest to a wrong one; undefined if none is near. Names that look the same are nearest. For others, edits
 * are counted (Levenshtein; swapping neighbours is one), and three in ten letters of a long name may differ.
 */
export function suggest(wrong: string, names: Iterable<string>): string | undefined {
  let [nearest, least]: [string | undefined, number] = [undefined, Infinity];
  for (const name of names) {
    const distance = distanceIfNear(wrong, name);
    if (distance >= least) continue;
    nearest = name;
    least = distance;
  }
  return nearest;
}

/** ` Did you mean "…"?` with the nearest name, or an empty string. Points out letters of another alphabet. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const name = suggest(wrong, names);
  return name === undefined ? '' : ` Did you mean "${name}"?${foreignLetter(wrong, name)}`;
}

/** The distance between two names; infinite if they are not near. In paths, each part has to be near. */
function distanceIfNear(wrong: string, name: string): number {
  if (!name.includes('/')) return distanceOfPart(wrong, name);
  const [parts, others] = [wrong.split('/'), name.split('/')];
  if (parts.at(-1) === others.at(-1)) return parts.length === others.length ? elsewhere : elsewhere + 1;
  if (parts.length !== others.length) return Infinity;
  return parts.reduce((sum, part, index) => sum + distanceOfPart(part, others[index] ?? ''), 0);
}

/** The distance between two files with the same name in different folders. A typo in the name of a file is nearer. */
const elsewhere = 3;

function distanceOfPart(wrong: string, name: string): number {
  if (wrong === name) return 0;
  const [a, b] = [shapeOf(wrong), shapeOf(name)];
  if (a === b) return 0.5;
  const most = mostEdits(Math.max(lengthOf(a), lengthOf(b)));
  if (most === 0 || Math.abs(a.length - b.length) > most) return Infinity;
  if (isSwapped(a, b)) return 1;
  // With three letters, any name is one replaced letter away from others that are just as likely.
  if (a.length === b.length && lengthOf(a) <= 3) return Infinity;
  const distance = leven(a, b, { maxDistance: most + 1 });
  return distance <= most ? distance : Infinity;
}

/** The number of edits by which a name of this length may differ. */
function mostEdits(length: number): number {
  if (length <= 5) return length <= 2 ? 0 : 1;
  return Math.max(2, Math.floor(length * 0.3));
}

/** The length without a file extension, which is the same for all. */
function lengthOf(name: string): number {
  return name.replace(/\.md$/, '').length;
}

/** A name without differences that are easy to overlook: case, accents as separate characters, `1` for `l`, `0` for `o`. */
function shapeOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o');
}

/** Whether the texts differ only by two swapped neighbouring letters. */
export function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const first = [...a].findIndex((letter, index) => letter !== b[index]);
  return (
    first >= 0 && a[first] === b[first + 1] && a[first + 1] === b[first] && a.slice(first + 2) === b.slice(first + 2)
  );
}

/** Names the first letter for which the other name has one from another alphabet, because the two may look the same. */
function foreignLetter(wrong: string, name: string): string {
  const others = [...name];
  const pairs = [...wrong].map((letter, index) => [letter, others[index] ?? ''] as const);
  const found = pairs.find(
    ([letter, other]) => /\P{ASCII}/u.test(letter) && /\p{L}/u.test(letter) && alphabetOf(letter) !== alphabetOf(other),
  );
  if (!found || [...wrong].length !== others.length) return '';
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return ` Here, its "${found[1]}" is U+${code}, a letter of another alphabet.`;
}

const alphabets = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u, /\p{Script=Armenian}/u];

function alphabetOf(letter: string): number {
  return alphabets.findIndex((alphabet) => alphabet.test(letter));
}
