/** What a reader knows: ids of resources, each with the day on which it was ticked, `YYYY-MM-DD`. */
export type Known = ReadonlyMap<string, string>;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what is kept in a browser; undefined where it is something else than ours. Nothing kept is nothing known. */
export function readKnown(text: string | null): Known | undefined {
  return text === null ? new Map() : toKnown(parsed(text));
}

/** What a reader knows, as it is kept. */
export function writeKnown(known: Known): string {
  return JSON.stringify(Object.fromEntries(known));
}

/** What is known by one or the other; where both have it, by the later day. */
export function mergeKnown(one: Known, other: Known): Known {
  const merged = new Map(one);
  for (const [id, ticked] of other) {
    const before = merged.get(id);
    if (before === undefined || before < ticked) merged.set(id, ticked);
  }
  return merged;
}

/** The ids of the resources that are known, by their names of now: old ones count for them, and unknown ones do not. */
export function countedIds(known: Known, idOf: (id: string) => string | undefined): ReadonlySet<string> {
  return new Set([...known.keys()].flatMap((id) => idOf(id) ?? []));
}

/** What a text says as JSON; undefined where it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is a table of names and values. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is known by a table of ids and days; undefined for anything else. */
export function toKnown(value: unknown): Known | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => isDay(entry[1]));
  return entries.length === Object.keys(value).length ? new Map(entries) : undefined;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && day.test(value);
}
