import { hash } from 'node:crypto';
import type { EntryKey, ResourceId } from '../log/entry.ts';
import type { Log, Node, Topic } from '../log/log.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import type { Href } from '../urls/urls.ts';

/** What something has read, or undefined if some of it cannot be recorded. Each read is the number of a cell. */
export type Reads = Uint32Array | undefined;

/** Cells: what pages can read, with digests of their values, by number. */
export interface Cells {
  readonly names: readonly string[];
  readonly digests: readonly string[];
  /** Digests of whole entries. While one stays the same, so do all cells of its entry. */
  readonly entries: ReadonlyMap<EntryKey, string>;
}

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
  /** The cells that have been read, with their present digests and these numbers, for the next build. */
  cells(numbers: Iterable<number>): Cells;
  /** A digest of a value. Entries in it are represented by their keys. `unknownDigest` if it cannot be compared. */
  digestOf(value: unknown): string;
}

/** The digest of a value that cannot be compared. */
export const unknownDigest = '?';

/** Thrown for a read whose value cannot be compared, such as a function. */
class Unrecordable extends Error {}

export const noCells: Cells = { names: [], digests: [], entries: new Map() };

/** The properties of an entry that are the same as long as its key is. */
const identity = new Set<PropertyKey>(['key', 'id', 'kind']);

/** The parts of a site that are the same for all pages with the same settings. */
const isShared = new Set<PropertyKey>(['urls', 'wording', 'remember'] satisfies (keyof LoadedSite)[]);

/** A value is kept as it is if its digest would not be shorter. */
const longestPlain = 24;

/** A list of this length has a digest of its own, since it can be part of many values, as of the props of each of its pages. */
const longList = 50;

/** A character that is neither in the name of a cell nor in a digest. */
export const separator = '\u0001';

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
  const byKey = new Map<EntryKey, Node>(log.nodes.map((node) => [node.key, node]));
  const proxies = new WeakMap<object, object>();
  const originals = new WeakMap<object, Node>();
  const names = [...earlier.names];
  let numbers: Map<string, number> | undefined;
  const digests: (string | undefined)[] = [];
  let reading: { readonly cells: number[]; isComplete: boolean } | undefined;
  let readings = 0;
  /** The last reading of each cell. Faster than a set of the cells of each page, of which there are millions. */
  const lastReading: number[] = [];

  const numberOf = (name: string): number => {
    numbers ??= new Map(names.map((one, number) => [one, number]));
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const number = names.push(name) - 1;
    numbers.set(name, number);
    return number;
  };
  /** Returns a function that records reads of parts of something. It names a part only once, since pages read millions. */
  const reader = <Part>(nameOf: (part: Part) => string) => {
    const known = new Map<Part, number>();
    return (part: Part): void => {
      if (!reading) return;
      let number = known.get(part);
      if (number === undefined) {
        number = numberOf(nameOf(part));
        known.set(part, number);
      }
      if (lastReading[number] === readings) return;
      lastReading[number] = readings;
      reading.cells.push(number);
    };
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
    proxies.set(value, made);
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
    const readBody = reader((property: string) => `body\n${node.key}\n${property}`);
    const body = observed(node.body, readBody, (property, value) => {
      readBody(property);
      return value;
    });
    const read = reader((property: string) => `entry\n${node.key}\n${property}`);
    const proxy = observed(node, read, (property, value) => {
      if (property === 'body') return body;
      if (!identity.has(property)) read(property);
      return shown(value);
    });
    originals.set(proxy, node);
    return proxy;
  };

  const graph = log.pathGraph;
  const readNode = reader((id: ResourceId) => `node\n${id}`);
  const readGraph = reader(() => 'graph');
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

  const readLog = reader((property: string) => `log\n${property}`);
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
    const readAnswer = reader((written: string) => `answer\n${name}\n${written}`);
    const readAnswerOn = reader((arg: unknown) => `answer\n${name}\n${JSON.stringify([writeArgument(arg)])}`);
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

  const readHtml = reader((key: EntryKey) => `html\n${key}`);
  const readKeys = reader(() => 'bodies');
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

  const readShare = reader((page: Href | undefined) => `share\n${page ?? ''}`);
  const readCards = reader(() => 'cards');
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

  const readSource = reader((key: EntryKey) => `source\n${key}`);
  const sources: LoadedSite['sources'] = {
    get: (key) => {
      readSource(key);
      return site.sources.get(key);
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

  const readSite = reader((property: string) => `site\n${property}`);
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
  const valueIn = (name: string): unknown => {
    const [kind = '', first = '', second = ''] = name.split('\n');
    const property = (target: object | undefined, key: string) => {
      if (!target) return gone;
      return key === '*' ? Object.keys(target) : (Reflect.get(target, key) as unknown);
    };
    switch (kind) {
      case 'entry':
        return property(byKey.get(first as EntryKey), second);
      case 'body':
        return property(byKey.get(first as EntryKey)?.body, second);
      case 'log':
        return property(log, first);
      case 'site':
        return property(site, first);
      case 'node':
        return graph.get(first as ResourceId);
      case 'graph':
        return graph;
      case 'html':
        return site.html.hashOf(first as EntryKey);
      case 'source':
        return site.sources.hashOf(first as EntryKey);
      case 'bodies':
        return [...site.html.keys()];
      case 'cards':
        // The name of a picture is a hash of what it shows.
        return [...site.shares.cards.keys()];
      case 'share':
        return site.shares.of(first === '' ? undefined : (first as Href));
      case 'answer':
        return answerTo(first, JSON.parse(second) as readonly unknown[]);
      default:
        return neverTheSame;
    }
  };
  const answerTo = (name: string, written: readonly unknown[]): unknown => {
    const args = written.map(readArgument);
    const ask = log[name as keyof Log] as Question | undefined;
    if (!ask || args.some((arg) => arg.length === 0)) return gone;
    try {
      return ask(...args.map(([arg]) => arg));
    } catch {
      return gone;
    }
  };

  const entryDigests = new Map<Node, string>();
  const entryDigestNow = (node: Node): string => {
    const digest = entryDigests.get(node) ?? digestBy(() => textOfParts(node));
    entryDigests.set(node, digest);
    return digest;
  };
  /** Whether a cell belongs to an entry of which nothing has changed. */
  const isOfSameEntry = (name: string): boolean => {
    if (!/^(?:entry|body)\n/.test(name) || name.endsWith('\n*')) return false;
    const start = name.indexOf('\n') + 1;
    const node = byKey.get(name.slice(start, name.indexOf('\n', start)) as EntryKey);
    if (!node) return false;
    const now = entryDigestNow(node);
    return now !== unknownDigest && now === earlier.entries.get(node.key);
  };

  const digestNow = (number: number): string => {
    const known = digests[number];
    if (known !== undefined) return known;
    const name = names[number] ?? '';
    const before = earlier.digests[number];
    const digest = before !== undefined && isOfSameEntry(name) ? before : digestOf(valueIn(name));
    digests[number] = digest;
    return digest;
  };
  /** For each cell of the earlier build, 1 if its value is the same, 2 if it is not, and 0 until somebody asks. */
  const states = new Uint8Array(earlier.digests.length);
  const isUnchanged = (number: number): boolean => {
    if (states[number] === 0) {
      const now = digestNow(number);
      states[number] = now !== unknownDigest && now === earlier.digests[number] ? 1 : 2;
    }
    return states[number] === 1;
  };

  return {
    site: shownSite,
    during: async (work) => {
      const mine = { cells: [], isComplete: true };
      reading = mine;
      readings += 1;
      try {
        const result = await work();
        return { result, reads: mine.isComplete ? Uint32Array.from(mine.cells) : undefined };
      } finally {
        reading = undefined;
      }
    },
    areUnchanged: (reads) => {
      // Faster than `every()` for millions of reads.
      for (let at = 0; at < reads.length; at += 1) {
        const number = reads[at] ?? 0;
        if (states[number] !== 1 && !isUnchanged(number)) return false;
      }
      return true;
    },
    changesIn: (reads) =>
      [...reads].filter((number) => !isUnchanged(number)).map((number) => describe(names[number] ?? '')),
    cells: (chosen) => {
      const list = [...chosen];
      return {
        names: list.map((number) => names[number] ?? ''),
        digests: list.map(digestNow),
        entries: new Map(log.nodes.map((node) => [node.key, entryDigestNow(node)])),
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

function describe(cell: string): string {
  const [kind = '', first = '', second = ''] = cell.split('\n');
  const [subject, property] = kind === 'log' || kind === 'site' ? [`the ${kind}`, first] : [first, second];
  const descriptions: Readonly<Record<string, string>> = {
    body: `${property} of the text of ${subject}`,
    html: `text of ${subject}`,
    source: `file of ${subject}`,
    node: `path to ${subject}`,
    graph: 'paths of the log',
    bodies: 'list of entries',
    cards: 'list of share pictures',
    share: `share picture of ${first}`,
    answer: `${first}(${[...second.matchAll(/[^\s[\]{}":]+(?="[},\]])/g)].join(', ')})`,
  };
  return descriptions[kind] ?? `${property === '*' ? 'list of fields' : property} of ${subject}`;
}

type Question = (...args: readonly unknown[]) => unknown;

/** The value of what no longer exists. */
const gone = { gone: true };

/** A value that has no digest. */
const neverTheSame = () => undefined;
