import { effortOfAll, type Effort } from './effort.ts';
import type { Beforehand, Log, Resource, ResourceNode, Topic } from './log.ts';
import { allInStages, pathTo, type Path, type PathNode, type Step } from './path.ts';
import { listPageSize } from './listPages.ts';

/** The steps of a path with the same stage. */
export interface Stage<Node extends PathNode> {
  readonly number: number;
  readonly steps: readonly Step<Node>[];
}

/** Groups steps by stage. A long path is cut to its last hundred steps; `earlier` counts the rest. */
export function stagesOf<Node extends PathNode>(
  steps: readonly Step<Node>[],
  most = listPageSize,
): { readonly stages: readonly Stage<Node>[]; readonly earlier: number } {
  const shown = steps.slice(-most);
  const stages = [...Map.groupBy(shown, ({ stage }) => stage)].map(([number, list]) => ({ number, steps: list }));
  return { stages, earlier: steps.length - shown.length };
}

/** A path, the effort before its goal, and the effort with it. */
interface StagedPath extends Path<ResourceNode> {
  readonly before: Beforehand;
  readonly whole: Effort;
}

/** The default path to a resource, and one that avoids paid resources. */
export interface PathsTo {
  readonly usual: StagedPath;
  /** Missing if the default path is free, or the resource itself is paid. */
  readonly free?: StagedPath;
}

/** The paths to a resource. */
export function pathsTo(log: Log, resource: Resource): PathsTo {
  const stagedPath = (freeOnly: boolean): StagedPath => {
    const path = pathTo(resource.id, log.pathGraph, { freeOnly });
    const all = path.steps.map(({ node }) => node.resource);
    const before = all.slice(0, -1);
    return {
      ...path,
      before: { resources: before.length, effort: effortOfAll(before, log.partsOf) },
      whole: effortOfAll(all, log.partsOf),
    };
  };
  const usual = stagedPath(false);
  if (resource.access === 'paid' || !usual.steps.some(({ node }) => node.access === 'paid')) return { usual };
  const free = stagedPath(true);
  const different = new Map(free.replaced.map((one) => [`${one.costly.id} ${one.by.id}`, one]));
  return { usual, free: { ...free, replaced: [...different.values()] } };
}

/** A resource in the list of all paths, or a series with its parts, at the position of its first part. */
export interface PathLine {
  readonly resource: Resource;
  readonly parts: readonly Resource[];
  readonly stage: number;
}

/** A page of the list of all paths. */
export interface PathListPage {
  readonly number: number;
  /** How many pages the list has. */
  readonly all: number;
  /** Resources without a topic come last. */
  readonly topics: readonly {
    readonly topic: Topic | undefined;
    readonly stages: readonly { readonly number: number; readonly lines: readonly PathLine[] }[];
  }[];
}

/**
 * The pages of the list of all paths. It includes every resource that has a prerequisite, is one, or is in a series
 * with such a part, grouped by first topic, then by stage, about 100 to a page; without prerequisites, it has one
 * empty page. `unlinked` counts the other resources.
 */
export function pathListPages(log: Log): { readonly listPages: readonly PathListPage[]; readonly unlinked: number } {
  const lines = pathLines(log);
  const byTopic = Map.groupBy(lines, topicOf);
  const sorted = [...log.topics, undefined].flatMap((topic) => byTopic.get(topic) ?? []);
  const listPages: PathLine[][] = sorted.length === 0 ? [[]] : [];
  let room = 0;
  for (const line of sorted) {
    const size = 1 + line.parts.length;
    if (size > room) listPages.push([]);
    room = (size > room ? listPageSize : room) - size;
    listPages.at(-1)?.push(line);
  }
  const listed = lines.reduce((sum, { parts }) => sum + 1 + parts.length, 0);
  return {
    unlinked: log.resources.length - listed,
    listPages: listPages.map((listPage, index) => ({
      number: index + 1,
      all: listPages.length,
      topics: grouped(listPage),
    })),
  };
}

function grouped(lines: readonly PathLine[]): PathListPage['topics'] {
  return [...Map.groupBy(lines, topicOf)].map(([topic, ofTopic]) => ({
    topic,
    stages: [...Map.groupBy(ofTopic, ({ stage }) => stage)].map(([number, list]) => ({ number, lines: list })),
  }));
}

function topicOf({ resource, parts }: PathLine): Topic | undefined {
  return [resource, ...parts].find(({ topics }) => topics.length > 0)?.topics[0];
}

/** All lines of the list of paths, by stage. */
function pathLines(log: Log): readonly PathLine[] {
  const listed = new Set<Resource>();
  return allInStages(log.pathGraph).flatMap(({ node, stage }) => {
    const resource = wholeSeries(log, node.resource);
    const parts = allParts(log, resource);
    const isLinked = [resource, ...parts].some((one) => one.prerequisites.length + log.requiredBy(one).length > 0);
    if (listed.has(node.resource) || !isLinked) return [];
    for (const one of [resource, ...parts]) listed.add(one);
    return [{ resource, parts, stage }];
  });
}

/** The outermost series that contains a resource; the resource itself if it is not in a series. */
function wholeSeries(log: Log, resource: Resource): Resource {
  const seen = new Set([resource]);
  let whole = resource;
  while (whole.series !== undefined) {
    const next = log.resource(whole.series);
    if (seen.has(next)) break;
    seen.add(next);
    whole = next;
  }
  return whole;
}

/** The parts of a series, each followed by its own parts. */
function allParts(log: Log, series: Resource): readonly Resource[] {
  const seen = new Set([series]);
  const parts: Resource[] = [];
  const open = [...log.partsOf(series)].reverse();
  for (let part = open.pop(); part; part = open.pop()) {
    if (seen.has(part)) continue;
    seen.add(part);
    parts.push(part);
    open.push(...[...log.partsOf(part)].reverse());
  }
  return parts;
}
