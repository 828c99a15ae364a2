import type { Entry, EntryOfKind, TopicId } from './entry.ts';
import {
  foldersOfNote,
  hasFolderTopic,
  listedTopics,
  namedTopics,
  titleFromName,
  topicsByLowerCase,
} from './folderTopics.ts';
import { inlineHtml } from './inlineText.ts';
import type { Topic } from './log.ts';
import { compareText } from './problem.ts';

/** How the topics of a log nest: by `parent` in log.md, or else by the folders of notes. */
export interface TopicTree {
  /**
   * The topics of log.md in their order, then those that only folders have, and if log.md lists none, those of entries.
   */
  readonly ids: readonly string[];
  /** Without cycles. */
  readonly parents: ReadonlyMap<string, string>;
  /**
   * Topics that contain themselves. The first one in each list has its parent in log.md, and that parent is ignored.
   */
  readonly cycles: readonly (readonly [string, ...string[]])[];
  /** Folders of the same name in several places. They are one topic, without a parent unless log.md lists one. */
  readonly shared: readonly SharedFolder[];
}

/** A topic that is a folder in several places. */
export interface SharedFolder {
  readonly topic: string;
  /** A note in each of these folders, with the path of that folder below `notes/`. */
  readonly places: readonly { readonly note: EntryOfKind<'note'>; readonly folder: string }[];
}

/** The tree of the topics of these entries, whose notes have the topics of their folders. */
export function topicTree(entries: readonly Entry[]): TopicTree {
  const listed = listedTopics(entries);
  const isOpen = Object.keys(listed).length === 0;
  const named = entries.filter(({ kind }) => isOpen || kind === 'note').flatMap(namedTopics);
  const places = folderPlaces(entries);
  const made = [...new Set([...named, ...places.keys()])].filter((id) => !Object.hasOwn(listed, id)).sort(compareText);
  const ids = [...Object.keys(listed), ...made];
  const known = new Set(ids);
  const parents = new Map<string, string>();
  for (const id of ids) {
    const [place, ...others] = places.get(id)?.keys() ?? [];
    const parent = (Object.hasOwn(listed, id) && listed[id]?.parent) || (others.length === 0 ? place : '');
    if (parent && known.has(parent)) parents.set(id, parent);
  }
  const isListed = (id: string) => Object.hasOwn(listed, id) && listed[id]?.parent !== undefined;
  const cycles = withoutCycles(ids, parents, isListed);
  const shared = made.flatMap((topic): SharedFolder[] => {
    const all = [...(places.get(topic)?.values() ?? [])];
    return all.length > 1 ? [{ topic, places: all }] : [];
  });
  return { ids, parents, cycles, shared };
}

type Places = ReadonlyMap<string, SharedFolder['places'][number]>;

/** For each folder of a note without `topics`, by its topic: the topics of its parent folders, '' for none. */
function folderPlaces(entries: readonly Entry[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Map<string, SharedFolder['places'][number]>>();
  const byLowerCase = topicsByLowerCase(entries);
  for (const note of entries.filter(hasFolderTopic)) {
    const folders = foldersOfNote(note.key);
    let above = '';
    for (const [index, folder] of folders.entries()) {
      const topic = byLowerCase.get(folder.toLowerCase()) ?? folder;
      byLowerCase.set(folder.toLowerCase(), topic);
      // A folder inside one with the same name is the same topic.
      if (topic === above) continue;
      const known = places.get(topic) ?? new Map<string, SharedFolder['places'][number]>();
      places.set(topic, known);
      if (!known.has(above)) known.set(above, { note, folder: folders.slice(0, index + 1).join('/') });
      above = topic;
    }
  }
  return places;
}

/**
 * Removes one edge of each cycle and returns the cycles. Folders alone never form one: the outermost folder of its topics
 * would have to be in another.
 */
function withoutCycles(ids: readonly string[], parents: Map<string, string>, isListed: (id: string) => boolean) {
  const cycles: (readonly [string, ...string[]])[] = [];
  const metFrom = new Map<string, string>();
  for (const start of ids) {
    const trail: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !metFrom.has(at)) {
      metFrom.set(at, start);
      trail.push(at);
      at = parents.get(at);
    }
    if (at === undefined || metFrom.get(at) !== start) continue;
    const cycle = trail.slice(trail.indexOf(at));
    const first = cycle.findIndex(isListed);
    const [head = at, ...rest] = [...cycle.slice(first), ...cycle.slice(0, Math.max(0, first))];
    cycles.push([head, ...rest]);
    parents.delete(head);
  }
  return cycles;
}

/** The topics of a log, each before its children, which follow it. */
export function toTopics(entries: readonly Entry[]): readonly Topic[] {
  const root = entries.find((entry) => entry.kind === 'log');
  const listed = listedTopics(entries);
  const { ids, parents } = topicTree(entries);
  const childrenOf = Map.groupBy(ids, (id) => parents.get(id));
  const topics = new Map<string, Topic>();
  const byLevel = [...(childrenOf.get(undefined) ?? [])];
  for (const id of byLevel) {
    byLevel.push(...(childrenOf.get(id) ?? []));
    const { title = titleFromName(id), summary } = (Object.hasOwn(listed, id) && listed[id]) || {};
    const inline = inlineHtml(root?.inline, `topics.${id}.`);
    const parent = topics.get(parents.get(id) ?? '');
    topics.set(id, {
      id: id as TopicId,
      number: topics.size + 1,
      title,
      ...(summary !== undefined && { summary }),
      ...(parent && { parent }),
      ...(inline && { inline }),
    });
  }
  const sorted: Topic[] = [];
  const open = [...(childrenOf.get(undefined) ?? [])].reverse();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const topic = topics.get(id);
    if (topic) sorted.push(topic);
    open.push(...[...(childrenOf.get(id) ?? [])].reverse());
  }
  return sorted;
}

/** A topic after the topics that it is in, outermost first. */
export function topicPath(topic: Topic): readonly [...Topic[], Topic] {
  const above: Topic[] = [];
  for (let at = topic.parent; at; at = at.parent) above.push(at);
  return [...above.reverse(), topic];
}

/** These topics and all that contain them, each once. */
export function withParents(topics: readonly Topic[]): readonly Topic[] {
  return [...new Set(topics.flatMap(topicPath))];
}

/** These topics without those that contain others of them. */
export function innermost(topics: readonly Topic[]): readonly Topic[] {
  const outer = new Set(topics.flatMap((topic) => topicPath(topic).slice(0, -1)));
  return topics.filter((topic) => !outer.has(topic));
}
