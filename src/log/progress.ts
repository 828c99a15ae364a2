import { pathTo, readyNext, type PathGraph, type PathNode } from './path.ts';

/** A reader’s progress on a path. */
export interface Progress<Node extends PathNode = PathNode> {
  /** The number of known steps before the goal. */
  readonly known: number;
  /** Steps before the goal that are still to be studied, in order. */
  readonly left: readonly Node[];
  /** Unknown steps that are no longer needed because an alternative is known. */
  readonly needless: ReadonlySet<string>;
  /** Steps that can be studied next, possibly including the goal. */
  readonly ready: ReadonlySet<string>;
}

/**
 * A reader’s progress on the path that the site shows. Known resources only remove steps, never add any. Nothing is
 * left if the goal is known.
 */
export function progressOn<Node extends PathNode>(
  goal: string,
  graph: PathGraph<Node>,
  known: ReadonlySet<string>,
  options: { readonly freeOnly?: boolean } = {},
): Progress<Node> {
  const { steps } = pathTo(goal, graph, options);
  const shown = new Map(steps.map(({ node }) => [node.id, node]));
  const isThere = (id: string) => shown.has(id) || known.has(id);
  const shownGraph = new Map([...shown].map(([id, node]) => [id, { ...node, prerequisites: kept(node, isThere) }]));
  const open = pathTo(goal, shownGraph, { known }).steps.map(({ node }) => node.id);
  const before = [...shown.keys()].filter((id) => id !== goal);
  const isOpen = new Set(open);
  return {
    known: before.filter((id) => known.has(id)).length,
    left: open.flatMap((id) => (id === goal ? [] : (shown.get(id) ?? []))),
    needless: new Set(before.filter((id) => !known.has(id) && !isOpen.has(id))),
    ready: new Set(readyNext(shownGraph, known).flatMap(({ id }) => (isOpen.has(id) ? [id] : []))),
  };
}

/** The prerequisites of a step, limited to alternatives on the path or known. */
function kept({ prerequisites }: PathNode, isThere: (id: string) => boolean): PathNode['prerequisites'] {
  return prerequisites.flatMap(({ resource: first, or: others }) => {
    const [resource, ...or] = [first, ...others].filter(isThere);
    return resource === undefined ? [] : [{ resource, or }];
  });
}
