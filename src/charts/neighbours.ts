import type { Log, Resource } from '../log/log.ts';

/** A resource in the drawing of another one's neighbours. */
export interface Neighbour {
  readonly resource: Resource;
  /** Steps from the resource in the middle; negative for its prerequisites. */
  readonly distance: -2 | -1 | 0 | 1 | 2;
}

/** A prerequisite and its dependent, as indexes of neighbours. */
export interface NeighbourEdge {
  readonly from: number;
  readonly to: number;
  /** Whether the prerequisite is one of several alternatives. */
  readonly isEither: boolean;
}

/** The prerequisites and dependents of a resource, at most two steps away. */
export interface Neighbours {
  readonly all: readonly Neighbour[];
  /** Edges between neighbours whose distances differ by one. */
  readonly edges: readonly NeighbourEdge[];
  /** The number of neighbours left out on each side. */
  readonly more: { readonly before: number; readonly behind: number };
}

/** More boxes on one side would be too many to read. */
const mostOnSide = 7;

/** The neighbours of a resource, nearest first, at most seven on each side. */
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
  const placed = new Map(all.map((one, index) => [one.resource, { index, distance: one.distance }]));
  const edges = all.flatMap(({ resource: of, distance }, to) =>
    log.prerequisitesOf(of).flatMap(({ resource: first, or }) =>
      [first, ...or].flatMap((one) => {
        const from = placed.get(one);
        return from?.distance === distance - 1 ? [{ from: from.index, to, isEither: or.length > 0 }] : [];
      }),
    ),
  );
  const left = (side: readonly unknown[]) => Math.max(0, side.length - mostOnSide);
  return { all, edges, more: { before: left(before), behind: left(behind) } };
}

/** Resources one and two steps away, nearest first, without duplicates. */
function around(resource: Resource, next: (of: Resource) => readonly Resource[]) {
  const near = new Set(next(resource));
  const all = new Set([...near, ...[...near].flatMap(next)]);
  return [...all].map((one) => ({ resource: one, isNear: near.has(one) }));
}
