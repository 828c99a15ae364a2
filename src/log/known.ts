import { isObject, parseJson } from './json.ts';

/** The resources a reader knows, by id, with the day each was ticked, `YYYY-MM-DD`. */
export type Known = ReadonlyMap<string, string>;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Parses the list stored in a browser; empty for null, undefined if the text is not such a list. */
export function readKnown(text: string | null): Known | undefined {
  return text === null ? new Map() : toKnown(parseJson(text));
}

/** The text to store in the browser. */
export function writeKnown(known: Known): string {
  return JSON.stringify(Object.fromEntries(known));
}

/** The union of two lists, with the later day of each resource. */
export function mergeKnown(one: Known, other: Known): Known {
  const merged = new Map(one);
  for (const [id, ticked] of other) {
    const before = merged.get(id);
    if (before === undefined || before < ticked) merged.set(id, ticked);
  }
  return merged;
}

/** The current ids of known resources: aliases are resolved, unknown ids dropped. */
export function countedIds(known: Known, idOf: (id: string) => string | undefined): ReadonlySet<string> {
  return new Set([...known.keys()].flatMap((id) => idOf(id) ?? []));
}

/** Validates an object of ids and days; undefined for anything else. */
export function toKnown(value: unknown): Known | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => isDay(entry[1]));
  return entries.length === Object.keys(value).length ? new Map(entries) : undefined;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && day.test(value);
}
