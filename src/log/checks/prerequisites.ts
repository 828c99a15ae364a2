import type { ResourceFields } from '../schema.ts';

type Prerequisites = ResourceFields['prerequisites'];

/** A reference to a resource in the `prerequisites` of another one. */
export interface NamedPrerequisite {
  readonly id: string;
  /** Its path in the frontmatter: `prerequisites.0.resource`, `prerequisites.0.or.1`. */
  readonly path: string;
}

/** Every resource named in prerequisites, including under `or`, in the order written. */
export function namedIn(prerequisites: Prerequisites): readonly NamedPrerequisite[] {
  return prerequisites.flatMap(({ resource, or }, index) => [
    { id: resource, path: `prerequisites.${index}.resource` },
    ...or.map((id, position) => ({ id, path: `prerequisites.${index}.or.${position}` })),
  ]);
}

/** The prerequisites without some of the named resources; the first remaining alternative replaces each. */
export function withoutNamed(
  prerequisites: Prerequisites,
  isLeftOut: (named: NamedPrerequisite) => boolean,
): Prerequisites {
  const named = namedIn(prerequisites);
  const kept = new Set(named.filter((one) => !isLeftOut(one)).map(({ path }) => path));
  return prerequisites.flatMap((prerequisite, index) => {
    const own = named.filter(({ path }) => path.startsWith(`prerequisites.${index}.`) && kept.has(path));
    const [resource, ...or] = own.map(({ id }) => id);
    return resource === undefined ? [] : [{ ...prerequisite, resource, or }];
  });
}
