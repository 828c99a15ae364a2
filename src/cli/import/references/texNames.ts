import { authorName } from '../../../log/authorName.ts';
import type { Named } from '../../sources/source.ts';
import { readTexWithoutFormulas } from './texText.ts';

/** A name in the parts that bibliographies know. */
export interface NameParts {
  readonly family: string;
  readonly given: string;
  readonly particle?: string;
  readonly suffix?: string;
}

/** Names of a BibTeX field, separated by `and`. `others` becomes “et al.”; a name in braces stays as it is. */
export function readTexNames(tex: string): readonly Named[] {
  return splitOutside(tex, /\s+and\s+/iy)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^and$/i.test(name))
    .flatMap((name): Named[] => {
      if (/^others$/i.test(name)) return [{ name: 'et al.' }];
      const whole = inBraces(name);
      if (whole !== undefined) return literal(readTexWithoutFormulas(whole));
      return named(partsOf(name));
    });
}

/** The name of an institution, or of a person with one name. */
export function literal(name: string): Named[] {
  if (name === '') return [];
  return 'literal' in authorName(name) ? [{ name }] : [{ name, isInstitution: true }];
}

/** A name in reading order, if its parts can be told from that, otherwise with the family name first. */
export function named({ family, given, particle = '', suffix = '' }: NameParts): Named[] {
  const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
  if (family === '' || given === '') return literalPerson(joined(given, particle, family, suffix));
  const reading = joined(given, particle, family, suffix);
  const read = authorName(reading);
  const isSame =
    'family' in read &&
    ['family', 'given', 'particle', 'suffix'].every(
      (part) => (read[part as keyof typeof read] ?? '') === { family, given, particle, suffix }[part],
    );
  return [{ name: isSame || suffix !== '' ? reading : `${joined(particle, family)}, ${given}` }];
}

function literalPerson(name: string): Named[] {
  return name === '' ? [] : [{ name }];
}

/** The parts of `First von Last`, `von Last, First` or `von Last, Jr, First`, and of BibLaTeX's `family=…, given=…`. */
function partsOf(name: string): NameParts {
  const pieces = splitOutside(name, /,\s*/y);
  const keyed = new Map(
    pieces.flatMap((piece) => {
      const [, key, value] = /^\s*(family|given|prefix|suffix)\s*=\s*(.*)$/s.exec(piece) ?? [];
      return key === undefined ? [] : [[key, readTexWithoutFormulas(value ?? '')] as const];
    }),
  );
  if (keyed.has('family')) {
    const of = (part: string) => keyed.get(part) ?? '';
    return { family: of('family'), given: of('given'), particle: of('prefix'), suffix: of('suffix') };
  }
  const [first = '', second = '', third] = pieces;
  if (pieces.length === 1) {
    const words = splitOutside(name, /[\s~]+/y).filter((word) => word !== '');
    const last = words.length - 1;
    const small = words.findIndex((word, index) => index > 0 && index < last && isSmall(word));
    const end = small < 0 ? -1 : words.findLastIndex((word, index) => index < last && isSmall(word));
    const given = small < 0 ? words.slice(0, last) : words.slice(0, small);
    return {
      family: text(small < 0 ? words.slice(last) : words.slice(end + 1)),
      given: text(given),
      ...(small >= 0 && { particle: text(words.slice(small, end + 1)) }),
    };
  }
  const words = splitOutside(first, /[\s~]+/y).filter((word) => word !== '');
  const end = words.findLastIndex((word, index) => index < words.length - 1 && isSmall(word));
  const isAllSmall = end >= 0 && words.slice(0, end + 1).every(isSmall);
  return {
    family: text(isAllSmall ? words.slice(end + 1) : words),
    given: text([third ?? second]),
    ...(isAllSmall && { particle: text(words.slice(0, end + 1)) }),
    ...(third !== undefined && { suffix: text([second]) }),
  };
}

function text(words: readonly string[]): string {
  return readTexWithoutFormulas(words.join(' '));
}

/** Whether a word in a name starts with a lower-case letter, such as “von”. */
function isSmall(word: string): boolean {
  return !word.startsWith('{') && /^\p{Ll}/u.test(readTexWithoutFormulas(word));
}

/** The content of braces around a whole name; undefined if there are none. A letter with an accent is not a name. */
function inBraces(name: string): string | undefined {
  if (!name.startsWith('{') || !name.endsWith('}')) return undefined;
  let depth = 0;
  for (let at = 0; at < name.length; at += 1) {
    depth += Number(name[at] === '{') - Number(name[at] === '}');
    if (depth === 0 && at < name.length - 1) return undefined;
  }
  return depth === 0 ? name.slice(1, -1) : undefined;
}

/** The parts of a text between separators that are not in braces. */
export function splitOutside(tex: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < tex.length; at += 1) {
    const sign = tex[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (depth === 0 && (at === 0 || !/\s/.test(tex[at - 1] ?? '') || !/\s/.test(sign ?? ''))) {
      separator.lastIndex = at;
      const [found] = separator.exec(tex) ?? [];
      if (found === undefined || found === '') continue;
      parts.push(tex.slice(start, at));
      start = at + found.length;
      at = start - 1;
    }
  }
  return [...parts, tex.slice(start)];
}
