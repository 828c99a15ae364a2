import { hash } from 'node:crypto';
import { idOf, resourceKey, type EntryKey, type ResourceId } from '../log/entry.ts';
import type { Log, Node, Topic } from '../log/log.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import type { Href } from '../urls/urls.ts';
import { inverted, listIn, noCells, numbered, numberedGroups, placesOf, separator, type Cells } from './readCells.ts';

/**
 * What something has read, or undefined if some of it cannot be recorded. Each number is that of a group, which is what
 * was read of one entry, or of another cell.
 */
export type Reads = Uint32Array | undefined;

/** Records what pages read, and compares it with what they read in an earlier build. */
export interface Recorder {
  /** The site that pages get. It records what is read of it while `during()` runs. */
  readonly site: LoadedSite;
  /** Runs some work and returns what it has read. Only one piece of work can be recorded at a time. */
  during<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly reads: Reads }>;
  /** Whether each of these cells has the value that it had in the earlier build. */
  areUnchanged(reads: Uint32Array): boolean;
  /** What differs from the earlier build, to show to people: `verdict of resources/ppo`. */
  changesIn(reads: Uint32Array): readonly string[];
  /** What was read, with present digests, for the next build. Changes `reads` to the numbers that it has then. */
  cells(reads: Uint32Array): Cells;
  /** A digest of a value. Entries in it are represented by their keys. `unknownDigest` if it cannot be compared. */
  digestOf(value: unknown): string;
}

/** The digest of a value that cannot be compared. */
export const unknownDigest = '?';

/** Thrown for a read whose value cannot be compared, such as a function. */
class Unrecordable extends Error {}

/** The properties of an entry that are the same as long as its key is. */
const identity = new Set<PropertyKey>(['key', 'id', 'kind']);

/** The parts of a site that are the same for all pages with the same settings. */
const isShared = new Set<PropertyKey>(['urls', 'wording', 'remember'] satisfies (keyof LoadedSite)[]);

/** A value is kept as it is if its digest would not be shorter. */
const longestPlain = 24;

/** How many different things can be read of an entry and have a number of their own; each beyond them is a cell like others. */
const mostAspects = 256;

/** The number of the first cell that is not one of an entry. */
const firstOther = 2 ** 31;

/** A value with at least this many parts is remembered. */
const manyParts = 10;

/** A list of this length has a digest of its own, since it can be part of many values, as of the props of each of its pages. */
const longList = 50;

/** Whether an object or a list has only a few parts, and none of them is an object. */
function isSmall(value: object): boolean {
  const parts: readonly unknown[] = Object.values(value);
  return parts.length < manyParts && parts.every((part) => typeof part !== 'object' || part === null);
}

/**
 * Makes a recorder for the pages of a site. `earlier` are the cells of the last build, whose numbers stay the same.
 *
 * Pages get proxies of the log and of its entries. What they read is recorded as cells: a property of an entry or of its
 * body, a property of the log, the answer to a question to the log, or the HTML or file of an entry. Answers are computed with
 * the entries themselves, so what they read is not recorded; an answer is compared as a whole, with the keys of the
 * entries in it. Only the site is recorded: whatever else pages depend on has to be compared in another way.
 */
export function recordReads(site: LoadedSite, earlier: Cells = noCells): Recorder {
  const { log } = site;
  const entries = new Set<unknown>(log.nodes);
  const byKey = new Map<string, Node>(log.nodes.map((node) => [node.key, node]));
  const proxies = new WeakMap<object, object>();
  const originals = new WeakMap<object, Node>();
  const keys = numbered(earlier.keys);
  const aspects = numbered(earlier.aspects);
  const others = numbered(listIn(earlier.others));
  const sets = numbered(earlier.sets);
  const groups = numberedGroups(earlier.groups);
  let reading: { readonly cells: number[]; isComplete: boolean } | undefined;
  let readings = 0;
  /** The last reading of each cell. Faster than a set of the cells of each page, of which there are millions. */
  const lastReadings = {
    ofEntries: new Uint32Array((earlier.keys.length + log.nodes.length) * mostAspects),
    ofOthers: [] as number[],
  };

  /** The number of a cell: what is read of an entry, or of the log. */
  const numberOf = (aspect: string, key = ''): number => {
    const place = byKey.has(key) ? aspects.numberOf(aspect) : mostAspects;
    return place < mostAspects
      ? keys.numberOf(key) * mostAspects + place
      : firstOther + others.numberOf(`${key}\n${aspect}`);
  };
  /** What a number stands for. */
  const cellAt = (number: number): { readonly key: string; readonly aspect: string } => {
    if (number < firstOther) {
      const key = keys.names[Math.trunc(number / mostAspects)] ?? '';
      return { key, aspect: aspects.names[number % mostAspects] ?? '' };
    }
    const name = others.names[number - firstOther] ?? '';
    const end = name.indexOf('\n');
    return { key: name.slice(0, end), aspect: name.slice(end + 1) };
  };
  const note = (number: number): void => {
    const isOther = number >= firstOther;
    const list = isOther ? lastReadings.ofOthers : lastReadings.ofEntries;
    const at = isOther ? number - firstOther : number;
    if (list[at] === readings) return;
    list[at] = readings;
    reading?.cells.push(number);
  };
  /** Returns a function that records reads of parts of something. It asks for a number only once, since pages read millions. */
  const reader = <Part>(numberIn: (part: Part) => number) => {
    const known = new Map<Part, number>();
    return (part: Part): void => {
      if (!reading) return;
      const number = known.get(part) ?? numberIn(part);
      known.set(part, number);
      note(number);
    };
  };

  /** The groups of some cells, and those of them that are not of an entry. */
  const grouped = (cells: readonly number[]): Uint32Array => {
    const sorted = Uint32Array.from(cells).sort();
    const found: number[] = [];
    for (let at = 0; at < sorted.length; ) {
      const first = sorted[at] ?? 0;
      if (first >= firstOther) {
        found.push(first);
        at += 1;
        continue;
      }
      const start = first - (first % mostAspects);
      let set = '';
      for (; at < sorted.length; at += 1) {
        const aspect = (sorted[at] ?? 0) - start;
        if (aspect >= mostAspects) break;
        set += String.fromCharCode(aspect);
      }
      found.push(groups.numberOf(start / mostAspects, sets.numberOf(set)));
    }
    return Uint32Array.from(found);
  };
  const aspectsInSets: (Uint8Array | undefined)[] = [];
  const aspectsIn = (set: number): Uint8Array => {
    const known = aspectsInSets[set] ?? Buffer.from(sets.names[set] ?? '', 'latin1');
    aspectsInSets[set] = known;
    return known;
  };
  /** The cells of a group, or another cell itself. */
  const cellsIn = (number: number): readonly number[] => {
    if (number >= firstOther) return [number];
    const start = groups.keyOf(number) * mostAspects;
    return Array.from(aspectsIn(groups.setOf(number)), (aspect) => start + aspect);
  };

  const keyIn = (value: object): EntryKey | undefined => {
    const node = originals.get(value) ?? (entries.has(value) ? (value as Node) : undefined);
    return node?.key;
  };

  const digestBy = (makeText: () => string): string => {
    try {
      return shortened(makeText());
    } catch (error) {
      if (error instanceof Unrecordable) return unknownDigest;
      throw error;
    }
  };
  const digestOf = (value: unknown): string => digestBy(() => textOf(value));
  /** A text that differs for different values. */
  const textOf = (value: unknown): string => {
    switch (typeof value) {
      case 'string':
        return `${value.length}'${value}`;
      case 'number':
        if (!Number.isFinite(value)) throw new Unrecordable();
        return `${value}#`;
      case 'boolean':
        return value ? 't' : 'f';
      case 'undefined':
        return 'u';
      case 'object':
        return value === null ? 'n' : textOfObject(value);
      default:
        throw new Unrecordable();
    }
  };
  const textOfObject = (value: object): string => {
    const key = keyIn(value);
    if (key !== undefined) return `@${textOf(key)}`;
    if (Array.isArray(value)) return value.length < longList ? textOfList(value) : digestOfList(value);
    if (value instanceof Map) return `M${textOfObject([...value])}`;
    if (value instanceof Set) return `S${textOfObject([...value])}`;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new Unrecordable();
    return textOfParts(value);
  };
  const textOfList = (list: readonly unknown[]): string => {
    let text = '[';
    for (const item of list) text += textOf(item);
    return `${text}]`;
  };
  const digestsOfLists = new WeakMap<object, string>();
  const digestOfList = (list: readonly unknown[]): string => {
    const digest = digestsOfLists.get(list) ?? `L${shortened(textOfList(list))}`;
    digestsOfLists.set(list, digest);
    return digest;
  };
  const textOfParts = (value: object): string => {
    let text = '{';
    for (const name of Object.keys(value)) {
      const part: unknown = Reflect.get(value, name);
      // What comes from a cache lacks the properties that are undefined.
      if (part !== undefined) text += `${textOf(name)}${textOf(part)}`;
    }
    return `${text}}`;
  };

  /** The value as pages get it: every entry in it is a proxy. */
  const shown = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || originals.has(value)) return value;
    const known = proxies.get(value);
    if (known) return known;
    const made = entries.has(value) ? entryProxy(value as Node) : copyOf(value);
    // A log of 10,000 entries has millions of small values, and looking at one again is as fast as finding it.
    if (made !== value || !isSmall(value)) proxies.set(value, made);
    return made;
  };
  const copyOf = (value: object): object => {
    if (Array.isArray(value)) {
      const items = value.map(shown);
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [shown(key), shown(item)]));
    if (value instanceof Set) return new Set([...value].map(shown));
    const parts = Object.entries(value).map(([name, part]) => [name, shown(part)] as const);
    const isSame = parts.every(([name, part]) => part === (value as Record<string, unknown>)[name]);
    return isSame ? value : (Object.fromEntries(parts) as object);
  };

  /** Records each property that is read, and the list of properties if somebody asks for it. */
  const observed = <Target extends object>(
    target: Target,
    read: (property: string) => void,
    given: (property: string, value: unknown) => unknown,
  ): Target =>
    new Proxy(target, {
      get: (_, property) => {
        const value: unknown = Reflect.get(target, property);
        return typeof property === 'string' ? given(property, value) : value;
      },
      has: (_, property) => {
        read('*');
        return property in target;
      },
      getOwnPropertyDescriptor: (_, property) => {
        read('*');
        const descriptor = Reflect.getOwnPropertyDescriptor(target, property);
        if (descriptor?.configurable !== true) return descriptor;
        // Whoever wants the value has to read the property, which records it.
        return { configurable: true, enumerable: descriptor.enumerable ?? false, get: () => undefined };
      },
      ownKeys: () => {
        read('*');
        return Reflect.ownKeys(target);
      },
    });

  const entryProxy = (node: Node): Node => {
    const readBody = reader((property: string) => numberOf(`body\n${property}`, node.key));
    const body = observed(node.body, readBody, (property, value) => {
      readBody(property);
      return value;
    });
    const read = reader((property: string) => numberOf(`entry\n${property}`, node.key));
    const proxy = observed(node, read, (property, value) => {
      if (property === 'body') return body;
      if (!identity.has(property)) read(property);
      return shown(value);
    });
    originals.set(proxy, node);
    return proxy;
  };

  const graph = log.pathGraph;
  const readNode = reader((id: ResourceId) => numberOf('node', resourceKey(id)));
  const readGraph = reader(() => numberOf('graph'));
  const shownGraph = new Proxy(graph, {
    get: (_, property) => {
      if (property === 'get' || property === 'has') {
        return (id: ResourceId) => {
          readNode(id);
          return property === 'has' ? graph.has(id) : shown(graph.get(id));
        };
      }
      readGraph(undefined);
      const all = shown(graph) as object;
      const value: unknown = Reflect.get(all, property);
      return typeof value === 'function' ? (value.bind(all) as unknown) : value;
    },
  });

  const readLog = reader((property: string) => numberOf(`log\n${property}`));
  const shownLog = observed(log, readLog, (property, value) => {
    if (property === 'pathGraph') return shownGraph;
    if (typeof value === 'function') return question(property, value as Question);
    readLog(property);
    return shown(value);
  });

  const questions = new Map<string, Question>();
  const question = (name: string, ask: Question): Question => {
    const known = questions.get(name);
    if (known) return known;
    const readAnswer = reader((written: string) => numberOf(`answer\n${name}\n${written}`));
    const readAnswerOn = reader((arg: unknown) =>
      entries.has(arg)
        ? numberOf(`answer\n${name}`, (arg as Node).key)
        : numberOf(`answer\n${name}\n${JSON.stringify([writeArgument(arg)])}`),
    );
    const record = (args: readonly unknown[]): void => {
      if (!reading) return;
      if (args.some((arg) => writeArgument(arg) === undefined)) reading.isComplete = false;
      else if (args.length === 1) readAnswerOn(args[0]);
      else readAnswer(JSON.stringify(args.map(writeArgument)));
    };
    const asked: Question = (...all) => {
      // Functions that are passed to `map()` and the like get more than they ask for.
      const args = all.slice(0, ask.length).map((arg) => originals.get(arg as object) ?? arg);
      record(args);
      return shown(ask(...args));
    };
    questions.set(name, asked);
    return asked;
  };

  /** An argument as JSON. Undefined if it is neither an entry, a topic nor a text. */
  const writeArgument = (arg: unknown): unknown => {
    if (arg === undefined) return null;
    if (typeof arg === 'string') return arg;
    if (typeof arg !== 'object' || arg === null) return undefined;
    if (entries.has(arg)) return { entry: (arg as Node).key };
    return log.topics.includes(arg as Topic) ? { topic: (arg as Topic).id } : undefined;
  };
  /** The argument that `writeArgument()` wrote. Undefined in a list if it no longer exists. */
  const readArgument = (written: unknown): readonly unknown[] => {
    if (written === null) return [undefined];
    if (typeof written === 'string') return [written];
    const { entry, topic } = written as { readonly entry?: EntryKey; readonly topic?: string };
    const found = entry === undefined ? log.topics.find(({ id }) => id === topic) : byKey.get(entry);
    return found ? [found] : [];
  };

  const readHtml = reader((key: EntryKey) => numberOf('html', key));
  const readKeys = reader(() => numberOf('bodies'));
  const bodies: LoadedSite['html'] = {
    get: (key) => {
      readHtml(key);
      return site.html.get(key);
    },
    keys: () => {
      readKeys(undefined);
      return site.html.keys();
    },
    hashOf: (key) => {
      readHtml(key);
      return site.html.hashOf(key);
    },
    sizeOf: (key) => {
      readHtml(key);
      return site.html.sizeOf(key);
    },
  };

  const readShare = reader((page: Href | undefined) => numberOf(`share\n${page ?? ''}`));
  const readCards = reader(() => numberOf('cards'));
  const shares: LoadedSite['shares'] = {
    of: (page) => {
      readShare(page);
      return site.shares.of(page);
    },
    get cards() {
      readCards(undefined);
      return site.shares.cards;
    },
  };

  const readSource = reader((key: EntryKey) => numberOf('source', key));
  const sources: LoadedSite['sources'] = {
    get: (key) => {
      readSource(key);
      return site.sources.get(key);
    },
    entryOf: (key) => {
      readSource(key);
      return site.sources.entryOf(key);
    },
    placesIn: (key) => {
      readSource(key);
      return site.sources.placesIn(key);
    },
    hashOf: (key) => {
      readSource(key);
      return site.sources.hashOf(key);
    },
  };

  const readSite = reader((property: string) => numberOf(`site\n${property}`));
  const shownSite = observed(site, readSite, (property, value) => {
    if (property === 'log') return shownLog;
    if (property === 'html') return bodies;
    if (property === 'shares') return shares;
    if (property === 'sources') return sources;
    if (isShared.has(property)) return value;
    readSite(property);
    return shown(value);
  });

  /** The value of a cell now. */
  const valueAt = (number: number): unknown => {
    const { key, aspect } = cellAt(number);
    const [kind = '', first = '', second] = aspect.split('\n');
    const node = byKey.get(key);
    const property = (target: object | undefined) => {
      if (!target) return gone;
      return first === '*' ? Object.keys(target) : (Reflect.get(target, first) as unknown);
    };
    switch (kind) {
      case 'entry':
        return property(node);
      case 'body':
        return property(node?.body);
      case 'log':
        return property(log);
      case 'site':
        return property(site);
      case 'node':
        return graph.get(idOf(key as EntryKey) as ResourceId);
      case 'graph':
        return graph;
      case 'html':
        return site.html.hashOf(key as EntryKey);
      case 'source':
        return site.sources.hashOf(key as EntryKey);
      case 'bodies':
        return [...site.html.keys()];
      case 'cards':
        // The name of a picture is a hash of what it shows.
        return [...site.shares.cards.keys()];
      case 'share':
        return site.shares.of(first === '' ? undefined : (first as Href));
      case 'answer':
        if (second === undefined) return node ? answerTo(first, [node]) : gone;
        return answerToWritten(first, JSON.parse(second) as readonly unknown[]);
      default:
        return neverTheSame;
    }
  };
  const answerToWritten = (name: string, written: readonly unknown[]): unknown => {
    const args = written.map(readArgument);
    return args.some((arg) => arg.length === 0) ? gone : answerTo(name, args.flat());
  };
  const answerTo = (name: string, args: readonly unknown[]): unknown => {
    const ask = log[name as keyof Log] as Question | undefined;
    try {
      return ask ? ask(...args) : gone;
    } catch {
      return gone;
    }
  };

  const entryDigests = new Map<Node, string>();
  const entryDigestNow = (node: Node): string => {
    const digest = entryDigests.get(node) ?? digestBy(() => textOfNode(node));
    entryDigests.set(node, digest);
    return digest;
  };
  /** A text that differs for different entries. What an entry has as it was read is as different as its text. */
  const textOfNode = (node: Node): string => {
    const entry = site.sources.entryOf(node.key);
    if (!entry) return `${textOf(Object.keys(node))}${textOfParts(node)}`;
    const read = { ...entry, ...entry.fields } as Readonly<Record<string, unknown>>;
    let text = textOf(site.sources.hashOf(node.key));
    for (const [name, part] of Object.entries(node)) {
      text += `${textOf(name)}${part === read[name] ? '=' : textOf(part)}`;
    }
    return text;
  };
  const sameEntries: (boolean | undefined)[] = [];
  /** Whether nothing has changed in an entry, by the number of its key. */
  const isSameEntry = (key: number): boolean => {
    const node = byKey.get(keys.names[key] ?? '');
    const now = sameEntries[key] === undefined && node ? entryDigestNow(node) : undefined;
    sameEntries[key] ??= now !== undefined && now !== unknownDigest && now === earlier.entries[key];
    return sameEntries[key];
  };
  const properties: (boolean | undefined)[] = [];
  /** Whether this is a property of an entry of which nothing has changed. */
  const isOfSameEntry = (key: number, aspect: number): boolean => {
    properties[aspect] ??= isProperty(aspects.names[aspect] ?? '');
    return properties[aspect] && isSameEntry(key);
  };

  const earlierDigests: {
    readonly ofEntries: (readonly string[] | undefined)[];
    readonly ofOthers: readonly string[];
  } = {
    ofEntries: [],
    ofOthers: listIn(earlier.otherDigests),
  };
  /** The digest of a cell in the earlier build. Undefined if nobody had read it. */
  const digestBefore = (number: number): string | undefined => {
    if (number >= firstOther) return earlierDigests.ofOthers[number - firstOther];
    const place = Math.trunc(number / mostAspects);
    const known = earlierDigests.ofEntries[place] ?? listIn(earlier.digests[place] ?? '');
    earlierDigests.ofEntries[place] = known;
    return known[number % mostAspects] || undefined;
  };
  const digests = new Map<number, string>();
  const digestNow = (number: number): string => {
    const known = digests.get(number);
    if (known !== undefined) return known;
    const aspect = number % mostAspects;
    const isSame = number < firstOther && isOfSameEntry((number - aspect) / mostAspects, aspect);
    const digest = (isSame ? digestBefore(number) : undefined) ?? digestOf(valueAt(number));
    digests.set(number, digest);
    return digest;
  };
  const isUnchanged = (number: number): boolean => {
    const now = digestNow(number);
    return now !== unknownDigest && now === digestBefore(number);
  };
  /** For each group and each other cell of the earlier build, 1 if it is the same, 2 if it is not, and 0 until somebody asks. */
  const states = {
    ofGroups: new Uint8Array(earlier.groups.length / 2),
    ofOthers: new Uint8Array(earlierDigests.ofOthers.length),
  };
  const isUnchangedGroup = (group: number): boolean => {
    if (group >= states.ofGroups.length) return false;
    if (states.ofGroups[group] === 0) states.ofGroups[group] = compareGroup(group) ? 1 : 2;
    return states.ofGroups[group] === 1;
  };
  const compareGroup = (group: number): boolean => {
    const key = groups.keyOf(group);
    return aspectsIn(groups.setOf(group)).every(
      (aspect) => isOfSameEntry(key, aspect) || isUnchanged(key * mostAspects + aspect),
    );
  };
  const isUnchangedOther = (number: number): boolean => {
    const at = number - firstOther;
    if (at >= states.ofOthers.length) return false;
    if (states.ofOthers[at] === 0) states.ofOthers[at] = isUnchanged(number) ? 1 : 2;
    return states.ofOthers[at] === 1;
  };

  return {
    site: shownSite,
    during: async (work) => {
      const mine = { cells: [], isComplete: true };
      reading = mine;
      readings += 1;
      try {
        const result = await work();
        return { result, reads: mine.isComplete ? grouped(mine.cells) : undefined };
      } finally {
        reading = undefined;
      }
    },
    areUnchanged: (reads) => {
      // Faster than `every()` for hundreds of thousands of reads.
      for (let at = 0; at < reads.length; at += 1) {
        const number = reads[at] ?? 0;
        if (!(number < firstOther ? isUnchangedGroup(number) : isUnchangedOther(number))) return false;
      }
      return true;
    },
    changesIn: (reads) =>
      [...reads]
        .flatMap(cellsIn)
        .filter((number) => !isUnchanged(number))
        .map((number) => describe(cellAt(number))),
    cells: (reads) => {
      const isUsed = { groups: new Uint8Array(groups.count()), others: new Uint8Array(others.names.length) };
      for (let at = 0; at < reads.length; at += 1) {
        const number = reads[at] ?? 0;
        if (number < firstOther) isUsed.groups[number] = 1;
        else isUsed.others[number - firstOther] = 1;
      }
      const usedGroups = placesOf(isUsed.groups);
      const usedOthers = placesOf(isUsed.others);
      const [newGroups, newOthers] = [inverted(usedGroups), inverted(usedOthers)];
      for (let at = 0; at < reads.length; at += 1) {
        const number = reads[at] ?? 0;
        reads[at] = number < firstOther ? (newGroups[number] ?? 0) : firstOther + (newOthers[number - firstOther] ?? 0);
      }
      const isUsedIn = { keys: new Uint8Array(keys.names.length), sets: new Uint8Array(sets.names.length) };
      const changed = new Map<number, Set<number>>();
      for (const group of usedGroups) {
        isUsedIn.keys[groups.keyOf(group)] = 1;
        isUsedIn.sets[groups.setOf(group)] = 1;
        if (!isUnchangedGroup(group)) changed.set(groups.keyOf(group), new Set());
      }
      // A digest that is not needed any more would not be compared either, and would soon be out of date.
      for (let group = 0; group < states.ofGroups.length; group += 1) {
        if (isUsed.groups[group] === 0) changed.set(groups.keyOf(group), new Set());
      }
      // If anything has changed that was read of an entry, all of its digests are written again.
      for (const group of usedGroups) {
        const cells = changed.get(groups.keyOf(group));
        if (cells) for (const cell of cellsIn(group)) cells.add(cell);
      }
      const [usedKeys, usedSets] = [placesOf(isUsedIn.keys), placesOf(isUsedIn.sets)];
      const [newKeys, newSets] = [inverted(usedKeys), inverted(usedSets)];
      const pairs = new Uint32Array(usedGroups.length * 2);
      for (const [at, group] of usedGroups.entries()) {
        pairs[at * 2] = newKeys[groups.keyOf(group)] ?? 0;
        pairs[at * 2 + 1] = newSets[groups.setOf(group)] ?? 0;
      }
      const digestsOf = (key: number): string => {
        const cells = changed.get(key);
        if (!cells) return earlier.digests[key] ?? '';
        const list: string[] = [];
        for (const cell of cells) list[cell % mostAspects] = digestNow(cell);
        return list.join(separator);
      };
      return {
        keys: usedKeys.map((key) => keys.names[key] ?? ''),
        aspects: aspects.names,
        digests: usedKeys.map(digestsOf),
        entries: usedKeys.map((key) => {
          const node = byKey.get(keys.names[key] ?? '');
          return node ? entryDigestNow(node) : unknownDigest;
        }),
        sets: usedSets.map((set) => sets.names[set] ?? ''),
        groups: pairs,
        others: usedOthers.map((other) => others.names[other] ?? '').join(separator),
        otherDigests: usedOthers.map((other) => digestNow(firstOther + other)).join(separator),
      };
    },
    digestOf,
  };
}

/** A text, or a hash of it if that is shorter. */
function shortened(text: string): string {
  return text.length <= longestPlain && !text.includes(separator)
    ? text
    : hash('sha256', text, 'base64').slice(0, longestPlain);
}

/** Whether something read of an entry is a property of it or of its body, or the list of its properties. */
function isProperty(aspect: string): boolean {
  return /^(?:entry|body\n(?!\*))/.test(aspect);
}

function describe({ key, aspect }: { readonly key: string; readonly aspect: string }): string {
  const [kind = '', first = '', second] = aspect.split('\n');
  const subject = kind === 'log' || kind === 'site' ? `the ${kind}` : key;
  const args = second === undefined ? [key] : [...second.matchAll(/[^\s[\]{}":]+(?="[},\]])/g)].map(([arg]) => arg);
  const descriptions: Readonly<Record<string, string>> = {
    body: `${first} of the text of ${subject}`,
    html: `text of ${subject}`,
    source: `file of ${subject}`,
    node: `path to ${subject}`,
    graph: 'paths of the log',
    bodies: 'list of entries',
    cards: 'list of share pictures',
    share: `share picture of ${first}`,
    answer: `${first}(${args.join(', ')})`,
  };
  return descriptions[kind] ?? `${first === '*' ? 'list of fields' : first} of ${subject}`;
}

type Question = (...args: readonly unknown[]) => unknown;

/** The value of what no longer exists. */
const gone = { gone: true };

/** A value that has no digest. */
const neverTheSame = () => undefined;
