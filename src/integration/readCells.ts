/**
 * Cells: what pages can read, with digests of their values. In a log of a thousand entries, pages read a million, but of
 * few combinations: so there are groups, each of which is an entry and a set of what was read of it together.
 */
export interface Cells {
  /** The keys of entries. */
  readonly keys: readonly string[];
  /** What can be read of an entry. */
  readonly aspects: readonly string[];
  /** For each key, the digests of what was read of it, by aspect, in one text. */
  readonly digests: readonly string[];
  /** For each key, a digest of the whole entry. While it stays the same, so does every property of the entry. */
  readonly entries: readonly string[];
  /** Sets of aspects, each a text with a character for each number of an aspect. */
  readonly sets: readonly string[];
  /** For each group, the number of its key and the number of its set. */
  readonly groups: Uint32Array;
  /** All else that can be read, in one text. */
  readonly others: string;
  readonly otherDigests: string;
}

export const noCells: Cells = {
  keys: [],
  aspects: [],
  digests: [],
  entries: [],
  sets: [],
  groups: new Uint32Array(),
  others: '',
  otherDigests: '',
};

/** A character that is neither in the name of a cell nor in a digest. */
export const separator = '\u0001';

/** Names with numbers, to which names can be added. */
export function numbered(first: readonly string[]) {
  const names = [...first];
  let numbers: Map<string, number> | undefined;
  return {
    names: names as readonly string[],
    numberOf: (name: string): number => {
      numbers ??= new Map(names.map((one, number) => [one, number]));
      const number = numbers.get(name) ?? names.push(name) - 1;
      numbers.set(name, number);
      return number;
    },
  };
}

/** Groups with numbers, to which groups can be added. */
export function numberedGroups(first: Uint32Array) {
  const [inKeys, inSets]: [number[], number[]] = [[], []];
  for (let at = 0; at < first.length; at += 2) {
    inKeys.push(first[at] ?? 0);
    inSets.push(first[at + 1] ?? 0);
  }
  /** The groups of each key: a few dozen. */
  let ofKeys: number[][] | undefined;
  const groupByKey = () => {
    const all: number[][] = [];
    for (const [group, key] of inKeys.entries()) {
      const ofKey = all[key] ?? [];
      ofKey.push(group);
      all[key] = ofKey;
    }
    return all;
  };
  return {
    count: () => inKeys.length,
    keyOf: (group: number) => inKeys[group] ?? 0,
    setOf: (group: number) => inSets[group] ?? 0,
    numberOf: (key: number, set: number): number => {
      ofKeys ??= groupByKey();
      const ofKey = ofKeys[key] ?? [];
      ofKeys[key] = ofKey;
      const known = ofKey.find((group) => inSets[group] === set);
      if (known !== undefined) return known;
      const group = inKeys.push(key) - 1;
      inSets.push(set);
      ofKey.push(group);
      return group;
    },
  };
}

export function listIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(separator);
}

/** The places in a list that are 1. */
export function placesOf(list: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let place = list.indexOf(1); place >= 0; place = list.indexOf(1, place + 1)) found.push(place);
  return found;
}

/** Where each place is in a list of places. */
export function inverted(places: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (const [at, place] of places.entries()) found[place] = at;
  return found;
}
