import type { KnownLog } from '../entries/newEntry.ts';
import { rootOf } from '../entries/newEntry.ts';
import { idFrom } from '../entries/entryId.ts';
import { listedTopics, titleFromName, topicsByLowerCase } from '../../log/folderTopics.ts';
import { topicKey } from '../../log/values.ts';
import type { Reading } from './found.ts';

/** What a person wants to call the topics of an import: the names in the import, and ids. An empty id drops a topic. */
export type TopicMap = ReadonlyMap<string, string>;

/** The topics of an import, as ids of topics of the log. */
export interface ImportTopics {
  /** The ids in the log for the topics of a record. */
  readonly resolve: (ids: readonly string[]) => readonly string[];
  /** The title of a new topic; undefined if it is the one made from its id. */
  readonly titleOf: (id: string) => string | undefined;
  /** The parent of a new topic. */
  readonly parentOf: (id: string) => string | undefined;
}

/** A topic as `content/log.md` lists it. */
export interface TopicToList {
  readonly title: string;
  readonly parent?: string | undefined;
}

/** The most characters of the id of a topic. */
const longestTopic = 60;

/** The id of a topic from its name, such as a keyword; undefined if an id can have none of its characters. */
export function topicIdFrom(name: string): string | undefined {
  const spoken = name
    .trim()
    .replace(/(?<=\p{L})#/gu, '-sharp')
    .replace(/(?<=\p{L})\+\+/gu, '-plus-plus');
  const id = [...idFrom(spoken)].slice(0, longestTopic).join('').replace(/-$/, '');
  return topicKey.safeParse(id).success ? id : undefined;
}

/** The topics for names such as keywords: their ids, and their titles if these do not follow from the ids. */
export function topicsNamed(names: readonly string[]): Readonly<Record<string, string>> {
  const topics: Record<string, string> = {};
  for (const name of names) {
    const id = topicIdFrom(name);
    if (id !== undefined && !Object.hasOwn(topics, id)) topics[id] = name.trim();
  }
  return topics;
}

/**
 * Finds the topic of the log for each topic of an import: the one in the map, or one with the same id or title in any
 * case, or else a new one.
 */
export function importTopics(log: KnownLog, reading: Pick<Reading, 'topics' | 'parents'>, map: TopicMap): ImportTopics {
  const listed = rootOf(log)?.topics ?? {};
  const known = topicsByLowerCase(log.entries);
  for (const [id, { title }] of Object.entries(listed)) {
    const name = (title ?? titleFromName(id)).toLowerCase();
    if (!known.has(name)) known.set(name, id);
  }
  const titles = new Map<string, string>();
  const origins = new Map<string, string>();
  const resolved = new Map<string, string | undefined>();
  const wanted = new Map([...map].map(([name, id]) => [name.trim().toLowerCase(), id.trim()]));
  const resolve = (id: string): string | undefined => {
    const title = reading.topics && Object.hasOwn(reading.topics, id) ? (reading.topics[id] ?? id) : undefined;
    const given = wanted.get(id.toLowerCase()) ?? (title === undefined ? undefined : wanted.get(title.toLowerCase()));
    if (given === '') return undefined;
    const name = given ?? title ?? id;
    const same = known.get((given ?? id).toLowerCase()) ?? known.get(name.toLowerCase());
    if (same !== undefined) return same;
    const next = topicKey.safeParse(given ?? id).success ? (given ?? id) : topicIdFrom(name);
    if (next === undefined) return undefined;
    const spelled = known.get(next.toLowerCase()) ?? next;
    known.set(spelled.toLowerCase(), spelled);
    origins.set(spelled, id);
    const isOwn = /\p{Lu}/u.test(name) || !isTitleOf(name, spelled);
    if (isOwn && name !== titleFromName(spelled)) titles.set(spelled, name);
    return spelled;
  };
  const resolveOnce = (id: string) => {
    if (!resolved.has(id)) resolved.set(id, resolve(id));
    return resolved.get(id);
  };
  const parents = reading.parents ?? {};
  /** The nearest parent that is not left out. */
  const topicAround = (id: string): string | undefined => {
    for (let around = parents[origins.get(id) ?? '']; around !== undefined; around = parents[around]) {
      const found = resolveOnce(around);
      if (found !== undefined && found !== id) return found;
    }
    return undefined;
  };
  /** Excludes topics that contain themselves because a person gave several the same id. */
  const parentOf = (id: string): string | undefined => {
    const seen = new Set<string>();
    for (let around = topicAround(id); around !== undefined && !seen.has(around); around = topicAround(around)) {
      if (around === id) return undefined;
      seen.add(around);
    }
    return topicAround(id);
  };
  return {
    resolve: (ids) => [...new Set(ids.map(resolveOnce).filter((id) => id !== undefined))],
    titleOf: (id) => titles.get(id),
    parentOf,
  };
}

/** The most characters of a list of topics: frontmatter is limited to 16 KiB, and has other fields. */
const longestList = 12 * 1024;

/** Whether a title is the one made from the id, except for case. */
function isTitleOf(title: string, id: string): boolean {
  return title.toLowerCase() === titleFromName(id).toLowerCase();
}

/**
 * The topics that `content/log.md` must list for entries on these. None are needed if it lists none, no title is
 * special and no topic has a parent, because then entries name the topics of the log. None either if the list does not
 * fit.
 */
export function topicsToList(
  log: KnownLog,
  used: readonly string[],
  { titleOf, parentOf }: Pick<ImportTopics, 'titleOf' | 'parentOf'>,
): Readonly<Record<string, TopicToList>> {
  const listed = listedTopics(log.entries);
  const isOpen = Object.keys(listed).length === 0;
  const known = topicsByLowerCase(log.entries);
  const around = (id: string): readonly string[] => {
    const parent = parentOf(id);
    return parent === undefined ? [id] : [...around(parent), id];
  };
  const fresh = [...new Set(used.flatMap(around))].filter(
    (id) => !Object.hasOwn(listed, id) && (isOpen || !known.has(id.toLowerCase())),
  );
  const isPlain = (id: string) => isTitleOf(titleOf(id) ?? titleFromName(id), id) && parentOf(id) === undefined;
  if (isOpen && fresh.every(isPlain)) return {};
  const all = isOpen ? [...new Set([...known.values(), ...fresh])] : fresh;
  const list = all.map((id) => [id, { title: titleOf(id) ?? titleFromName(id), parent: parentOf(id) }] as const);
  const length = list.reduce(
    (sum, [id, { title, parent }]) => sum + id.length + title.length + (parent === undefined ? 6 : parent.length + 30),
    0,
  );
  return isOpen && length > longestList ? {} : Object.fromEntries(list);
}
