import type { Log, Resource } from '../log/log.ts';

/** A resource in the drawing of what is around another one. */
export interface Neighbour {
  readonly resource: Resource;
  /** How many steps it lies behind the resource in the middle; below zero where that rests on it. */
  readonly distance: -2 | -1 | 0 | 1 | 2;
}

/** One resource that rests on another one, both by their places among the neighbours. */
export interface NeighbourEdge {
  readonly from: number;
  readonly to: number;
  /** Whether it is one of several that do as well. */
  readonly isEither: boolean;
}

/** What is around a resource: what it rests on and what rests on it, at most two steps away. */
export interface Neighbours {
  readonly all: readonly Neighbour[];
  /** Those that lead a step away from or to the middle. */
  readonly edges: readonly NeighbourEdge[];
  /** How many more there are on each side. */
  readonly more: { readonly before: number; readonly behind: number };
}

/** So many boxes on a side can be taken in. */
const mostOnSide = 7;

/** What is around a resource: those next to it first, then those behind them, seven on each side. */
export function neighboursOf(log: Log, resource: Resource): Neighbours {
  const before = around(resource, (one) =>
    log.prerequisitesOf(one).flatMap(({ resource: first, or }) => [first, ...or]),
  );
  const behind = around(resource, (one) => log.requiredBy(one).map((link) => link.resource));
  const all: readonly Neighbour[] = [
    ...before
      .slice(0, mostOnSide)
      .map(({ resource: one, isNear }) => ({ resource: one, distance: isNear ? -1 : -2 }) as const),
    { resource, distance: 0 },
    ...behind
      .slice(0, mostOnSide)
      .map(({ resource: one, isNear }) => ({ resource: one, distance: isNear ? 1 : 2 }) as const),
  ];
  const place = new Map(all.map((one, index) => [one.resource, { index, distance: one.distance }]));
  const edges = all.flatMap(({ resource: of, distance }, to) =>
    log.prerequisitesOf(of).flatMap(({ resource: first, or }) =>
      [first, ...or].flatMap((one) => {
        const from = place.get(one);
        return from?.distance === distance - 1 ? [{ from: from.index, to, isEither: or.length > 0 }] : [];
      }),
    ),
  );
  const left = (side: readonly unknown[]) => Math.max(0, side.length - mostOnSide);
  return { all, edges, more: { before: left(before), behind: left(behind) } };
}

/** Those next to a resource, then those next to them, each once. */
function around(resource: Resource, next: (of: Resource) => readonly Resource[]) {
  const near = new Set(next(resource));
  const all = new Set([...near, ...[...near].flatMap(next)]);
  return [...all].map((one) => ({ resource: one, isNear: near.has(one) }));
}
