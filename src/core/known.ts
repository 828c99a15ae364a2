/** What a reader knows: ids of resources, each with the day on which it was ticked, `YYYY-MM-DD`. */
export type Known = ReadonlyMap<string, string>;

/** What is wrong with a file from which a reader wants to load what they know. */
export type KnownFault = 'notJson' | 'noKnown' | 'noResource';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what is kept in a browser; undefined where it is something else than ours. Nothing kept is nothing known. */
export function readKnown(text: string | null): Known | undefined {
  return text === null ? new Map() : knownIn(parsed(text));
}

/** What a reader knows, as it is kept. */
export function writeKnown(known: Known): string {
  return JSON.stringify(Object.fromEntries(known));
}

/**
 * Reads a file that a reader has saved here or elsewhere, and takes it for hostile: ids are only compared, so that no
 * name means anything. A file in which no id is a resource belongs to another log.
 */
export function readKnownFile(text: string, isResource: (id: string) => boolean): Known | KnownFault {
  const file = parsed(text);
  if (file === undefined) return 'notJson';
  const known = isObject(file) && Object.hasOwn(file, 'known') ? knownIn(file.known) : undefined;
  if (!known) return 'noKnown';
  return known.size > 0 && ![...known.keys()].some(isResource) ? 'noResource' : known;
}

/** The file that a reader saves: what they know, and of which log. */
export function writeKnownFile(log: string, site: string, known: Known): string {
  return `${JSON.stringify({ log, site, known: Object.fromEntries(known) }, null, 2)}\n`;
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function knownIn(value: unknown): Known | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => isDay(entry[1]));
  return entries.length === Object.keys(value).length ? new Map(entries) : undefined;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && day.test(value);
}
