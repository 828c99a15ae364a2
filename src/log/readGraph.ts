import type { Duration } from './duration.ts';
import { effortOf } from './effort.ts';
import { levels } from './level.ts';
import type { PathGraph, PathNode } from './path.ts';

/** A resource in the compact graph, in as few letters as it takes. */
export type CompactResource = readonly [
  id: string,
  /** Places of prerequisites; several that do as well in a list. */
  prerequisites: readonly (number | readonly number[])[],
  /** Of its own length, 0 where none is known. */
  minutes: number,
  /** The place in `levels`, one more than that: 0 for none. */
  level: number,
  /** The sum of those in `compactFlags` that hold. */
  flags: number,
  /** Places of its parts, where it has no length of its own. */
  parts?: readonly number[],
  aliases?: readonly string[],
];

/** What a flag of a resource in the compact graph says; each is a bit of one number. */
export const compactFlags = { best: 1, paid: 2, about: 4 } as const;

/** What a path knows of all resources, in the order met, in a file for scripts. */
export interface CompactGraph {
  readonly resources: readonly CompactResource[];
}

/** A resource as a script in the browser knows it. */
export interface CompactNode extends PathNode {
  readonly length?: Duration;
}

/** The graph as paths need it, with the parts of series, and who has an id now that may be an old one. */
export interface ReadGraph {
  readonly graph: PathGraph<CompactNode>;
  partsOf(series: CompactNode): readonly CompactNode[];
  idOf(id: string): string | undefined;
}

/** Reads what `writeGraph()` wrote. */
export function readGraph({ resources }: CompactGraph): ReadGraph {
  const ids = resources.map(([id]) => id);
  const idAt = (index: number) => ids[index] ?? '';
  const bare = resources.map(([id, prerequisites, minutes, level, flags], position): CompactNode => {
    const rank = levels[level - 1];
    return {
      id,
      position,
      prerequisites: prerequisites.map((one) => {
        const [first = -1, ...or] = typeof one === 'number' ? [one] : one;
        return { resource: idAt(first), or: or.map(idAt) };
      }),
      isBest: (flags & compactFlags.best) > 0,
      ...(rank && { level: rank }),
      ...((flags & compactFlags.paid) > 0 && { access: 'paid' as const }),
      ...(minutes > 0 && { length: { minutes, about: (flags & compactFlags.about) > 0 } }),
    };
  });
  const partsOf = ({ position }: CompactNode) => (resources[position]?.[5] ?? []).flatMap((index) => bare[index] ?? []);
  const nodes = bare.map((node): CompactNode => {
    const { minutes } = effortOf(node, partsOf);
    return minutes > 0 ? { ...node, minutes } : node;
  });
  const names = new Map(resources.flatMap(([id, , , , , , aliases = []]) => aliases.map((alias) => [alias, id])));
  for (const id of ids) names.set(id, id);
  return { graph: new Map(nodes.map((node) => [node.id, node])), partsOf, idOf: (id) => names.get(id) };
}
