import { levels, type Level } from './level.ts';
import type { Access } from './schema.ts';

/** The facts about a resource that paths need, kept small so the browser can load the whole log. */
export interface PathNode {
  readonly id: string;
  readonly prerequisites: readonly { readonly resource: string; readonly or: readonly string[] }[];
  /** Minutes to study; missing if the length is unknown. */
  readonly minutes?: number;
  readonly level?: Level;
  readonly isBest: boolean;
  readonly access?: Access;
  /** Its unique index in order of appearance. */
  readonly position: number;
}

/** Resources by id. Prerequisites are acyclic; missing ones are ignored. */
export type PathGraph<Node extends PathNode = PathNode> = ReadonlyMap<string, Node>;

/** A resource on the path to another one. */
export interface Step<Node extends PathNode = PathNode> {
  readonly node: Node;
  /** 1 without prerequisites on the path, otherwise one more than the highest stage among them. */
  readonly stage: number;
  /** The chosen alternative for each prerequisite, in order; undefined if all are paid. */
  readonly chosen: readonly (string | undefined)[];
}

/** The path to a resource. */
export interface Path<Node extends PathNode = PathNode> {
  /** Sorted by stage, then as in `studyOrder()`. The goal comes last. */
  readonly steps: readonly Step<Node>[];
  /** Paid resources and their free replacements. */
  readonly replaced: readonly { readonly costly: Node; readonly by: Node }[];
  /** Paid resources without a free alternative. They are not steps, nor is anything that only they need. */
  readonly missing: readonly Node[];
}

/**
 * All resources in topological order (Kahn's algorithm, Communications of the ACM 5 (1962), 558–562); only the first
 * alternative of each prerequisite counts. Ties: easier first, then shorter, then best on a topic, then by appearance.
 */
export function studyOrder<Node extends PathNode>(nodes: Iterable<Node>): Node[] {
  return sortByEdges([...nodes], (node) => node.prerequisites.map(({ resource }) => resource));
}

/**
 * The path to a resource, without known resources and anything that only they need. Among alternatives, it prefers one
 * already known, then one already on the path, then the first (with `freeOnly`, the first free one). A resource without
 * `access` counts as free. The path is empty if the goal is known, missing, or paid although `freeOnly` is set.
 */
export function pathTo<Node extends PathNode>(
  goal: string,
  graph: PathGraph<Node>,
  options: { readonly known?: ReadonlySet<string>; readonly freeOnly?: boolean } = {},
): Path<Node> {
  const { known = new Set<string>(), freeOnly = false } = options;
  const isMet = (id: string) => known.has(id) || !graph.has(id);
  const isCostly = (id: string) => freeOnly && !isMet(id) && graph.get(id)?.access === 'paid';
  const chosenBy = isMet(goal) || isCostly(goal) ? new Map<string, Chosen>() : findPath(goal, graph, isMet, isCostly);
  shorten(chosenBy, goal, graph, isMet);

  const taken = [...chosenBy].flatMap(([id, chosen]) => {
    const node = graph.get(id);
    return node ? [{ node, chosen }] : [];
  });
  const costly = taken.flatMap(({ node, chosen }) =>
    node.prerequisites.flatMap(({ resource }, index) => {
      const first = isCostly(resource) ? graph.get(resource) : undefined;
      const by = chosen[index];
      return first && by !== first.id ? [{ costly: first, by }] : [];
    }),
  );
  const replaced = costly.flatMap(({ costly: first, by: id }) => {
    const by = id === undefined || isMet(id) ? undefined : graph.get(id);
    return by ? [{ costly: first, by }] : [];
  });
  const own = isCostly(goal) ? graph.get(goal) : undefined;
  const missing = new Set([own, ...costly.map(({ costly: first, by }) => (by === undefined ? first : undefined))]);
  return { steps: inStages(taken), replaced, missing: [...missing].filter((node) => node !== undefined) };
}

/** The chosen alternative for each prerequisite of a resource on the path. */
type Chosen = (string | undefined)[];

function findPath(
  goal: string,
  graph: PathGraph,
  isMet: (id: string) => boolean,
  isCostly: (id: string) => boolean,
): Map<string, Chosen> {
  const chosenBy = new Map<string, Chosen>();
  const toVisit: string[] = [goal];
  const toChoose: { readonly chosen: Chosen; readonly index: number; readonly names: readonly string[] }[] = [];
  const choose = ({ chosen, index, names }: (typeof toChoose)[number]): void => {
    const wanted = names.find(isMet) ?? names.find((id) => chosenBy.has(id)) ?? names.find((id) => !isCostly(id));
    chosen[index] = wanted;
    if (wanted !== undefined && !isMet(wanted)) toVisit.push(wanted);
  };
  let turn = 0;
  while (toVisit.length > 0 || turn < toChoose.length) {
    const id = toVisit.pop();
    const choice = id === undefined ? toChoose[turn] : undefined;
    if (choice) {
      choose(choice);
      turn += 1;
    }
    if (id === undefined || chosenBy.has(id)) continue;
    const chosen: Chosen = [];
    chosenBy.set(id, chosen);
    // Visit prerequisites without alternatives first, to let choices reuse as much of the path as possible.
    graph.get(id)?.prerequisites.forEach((prerequisite, index) => {
      const names = namesOf(prerequisite);
      const choiceHere = { chosen, index, names };
      if (names.length === 1) choose(choiceHere);
      else toChoose.push(choiceHere);
    });
  }
  return chosenBy;
}

/**
 * Replaces a choice if an alternative joined the path later, until nothing changes. Every change removes a resource, so
 * this terminates. References are counted: without cycles, a resource with no references is not needed.
 */
function shorten(chosenBy: Map<string, Chosen>, goal: string, graph: PathGraph, isMet: (id: string) => boolean): void {
  const counts = new Map<string, number>([[goal, 1]]);
  for (const id of [...chosenBy.values()].flat()) {
    if (id !== undefined && chosenBy.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const choices = [...chosenBy].flatMap(([id, chosen]) =>
    (graph.get(id)?.prerequisites ?? []).flatMap((prerequisite, index) => {
      const names = namesOf(prerequisite);
      return names.length > 1 && !names.some(isMet) ? [{ id, chosen, index, names }] : [];
    }),
  );
  const count = (id: string, by: number) => counts.set(id, (counts.get(id) ?? 0) + by);
  const isNeeded = (id: string) => (counts.get(id) ?? 0) > 0;
  const release = (id: string): readonly string[] => {
    const gone: string[] = [];
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!chosenBy.has(next)) continue;
      count(next, -1);
      if (isNeeded(next)) continue;
      gone.push(next);
      open.push(...(chosenBy.get(next) ?? []).filter((one) => one !== undefined));
    }
    return gone;
  };
  let isShorter = true;
  while (isShorter) {
    isShorter = false;
    for (const { id, chosen, index, names } of choices) {
      const now = chosen[index];
      const isAlone = now !== undefined && counts.get(now) === 1;
      if (!isAlone || !isNeeded(id) || names.every((name) => name === now || !isNeeded(name))) continue;
      const gone = release(now);
      const other = names.find(isNeeded);
      if (other === undefined) {
        count(now, 1);
        for (const one of gone.flatMap((passed) => chosenBy.get(passed) ?? [])) if (one !== undefined) count(one, 1);
      } else {
        chosen[index] = other;
        count(other, 1);
        for (const passed of gone) chosenBy.delete(passed);
        isShorter = true;
      }
    }
  }
}

/** All resources as steps by stage; only the first alternative of each prerequisite counts. */
export function allInStages<Node extends PathNode>(graph: PathGraph<Node>): readonly Step<Node>[] {
  const firstOf = (node: Node) => node.prerequisites.map(({ resource }) => resource);
  return inStages([...graph.values()].map((node) => ({ node, chosen: firstOf(node) })));
}

/** The unknown resources whose prerequisites are all met, sorted as in `studyOrder()`. */
export function readyNext<Node extends PathNode>(graph: PathGraph<Node>, known: ReadonlySet<string>): Node[] {
  const isMet = (id: string) => known.has(id) || !graph.has(id);
  const ready = [...graph.values()].filter(
    (node) => !known.has(node.id) && node.prerequisites.every((one) => namesOf(one).some(isMet)),
  );
  return ready.sort(compareNodes);
}

/** Everything that directly or indirectly needs a resource, including as an alternative. */
export function unlocks<Node extends PathNode>(graph: PathGraph<Node>, id: string): Node[] {
  const dependents = dependentsIn([...graph.values()], allNeeds);
  const found = new Set<Node>();
  const open = [...(dependents.get(id) ?? [])];
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...(dependents.get(node.id) ?? []));
  }
  return [...found].sort((a, b) => a.position - b.position);
}

function namesOf(prerequisite: PathNode['prerequisites'][number] | undefined): readonly string[] {
  return prerequisite ? [prerequisite.resource, ...prerequisite.or] : [];
}

function allNeeds(node: PathNode): readonly string[] {
  return node.prerequisites.flatMap(namesOf);
}

function compareNodes(a: PathNode, b: PathNode): number {
  return (
    difficulty(a) - difficulty(b) ||
    (a.minutes ?? Number.MAX_SAFE_INTEGER) - (b.minutes ?? Number.MAX_SAFE_INTEGER) ||
    Number(b.isBest) - Number(a.isBest) ||
    a.position - b.position
  );
}

/** Resources without a level count as intermediate. */
function difficulty({ level = 'intermediate' }: PathNode): number {
  return levels.indexOf(level);
}

function dependentsIn<Node extends PathNode>(nodes: readonly Node[], needsOf: (node: Node) => readonly string[]) {
  const dependents = new Map<string, Node[]>(nodes.map(({ id }) => [id, []]));
  for (const node of nodes) {
    for (const id of new Set(needsOf(node))) dependents.get(id)?.push(node);
  }
  return dependents;
}

/** Sorts nodes topologically, ties by `compareNodes()`; ignores edges to missing nodes. */
function sortByEdges<Node extends PathNode>(
  nodes: readonly Node[],
  needsOf: (node: Node) => readonly string[],
): Node[] {
  const sorted = [...nodes].sort(compareNodes);
  const rank = new Map(sorted.map((node, index) => [node.id, index]));
  const dependents = dependentsIn(sorted, needsOf);
  const unmet = new Map(sorted.map(({ id }) => [id, 0]));
  for (const list of dependents.values()) for (const { id } of list) unmet.set(id, (unmet.get(id) ?? 0) + 1);
  // Ranks of the nodes that can come next, in descending order.
  const ready = sorted.flatMap(({ id }, index) => (unmet.get(id) === 0 ? [index] : [])).reverse();
  const order: Node[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const node = sorted[next];
    if (!node) continue;
    order.push(node);
    for (const { id } of dependents.get(node.id) ?? []) {
      const left = (unmet.get(id) ?? 0) - 1;
      unmet.set(id, left);
      if (left === 0) insert(ready, rank.get(id) ?? 0);
    }
  }
  return order;
}

/** Inserts a number into a descending list. */
function insert(falling: number[], number: number): void {
  let [from, to] = [0, falling.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((falling[middle] ?? 0) > number) from = middle + 1;
    else to = middle;
  }
  falling.splice(from, 0, number);
}

function inStages<Node extends PathNode>(
  taken: readonly { readonly node: Node; readonly chosen: readonly (string | undefined)[] }[],
): Step<Node>[] {
  const chosenBy = new Map(taken.map(({ node, chosen }) => [node.id, chosen]));
  const needsOf = (node: PathNode) => (chosenBy.get(node.id) ?? []).filter((id) => id !== undefined);
  const stages = new Map<string, number>();
  const steps = sortByEdges(
    taken.map(({ node }) => node),
    needsOf,
  ).map((node): Step<Node> => {
    const stage = Math.max(0, ...needsOf(node).map((id) => stages.get(id) ?? 0)) + 1;
    stages.set(node.id, stage);
    return { node, stage, chosen: chosenBy.get(node.id) ?? [] };
  });
  return steps.sort((a, b) => a.stage - b.stage || compareNodes(a.node, b.node));
}
