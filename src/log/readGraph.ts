import { pagesFor, type Length } from './length.ts';
import { effortOf } from './effort.ts';
import { levels } from './level.ts';
import type { PathGraph, PathNode } from './path.ts';

/** A resource in the compact graph, encoded to keep the file small. */
export type CompactResource = readonly [
  id: string,
  /** Indexes of prerequisites; alternatives are in a list. */
  prerequisites: readonly (number | readonly number[])[],
  /** From its own length; 0 if unknown. */
  minutes: number,
  /** The index in `levels` plus one; 0 for none. */
  level: number,
  /** A bitmask of `compactFlags`. */
  flags: number,
  /** Indexes of its parts. */
  parts?: readonly number[],
  aliases?: readonly string[],
];

/** The bits of `flags` in the compact graph. */
export const compactFlags = { best: 1, paid: 2, about: 4, pages: 8 } as const;

/** The path data of all resources, in order of appearance, as a file for scripts. */
export interface CompactGraph {
  readonly resources: readonly CompactResource[];
}

/** A resource in a browser script. */
export interface CompactNode extends PathNode {
  readonly length?: Length;
}

/** The path graph, the parts of each series, and a lookup from old ids to current ones. */
export interface ReadGraph {
  readonly graph: PathGraph<CompactNode>;
  partsOf(series: CompactNode): readonly CompactNode[];
  idOf(id: string): string | undefined;
}

/** Decodes the output of `writeGraph()`. */
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
      ...(minutes > 0 && { length: readLength(minutes, flags) }),
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

function readLength(minutes: number, flags: number): Length {
  const about = (flags & compactFlags.about) > 0;
  return (flags & compactFlags.pages) > 0 ? { pages: pagesFor(minutes), about } : { minutes, about };
}
