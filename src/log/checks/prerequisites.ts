import type { ResourceFields } from '../schema.ts';

type Prerequisites = ResourceFields['prerequisites'];

/** A resource that the frontmatter of another one names among its prerequisites. */
export interface NamedPrerequisite {
  readonly id: string;
  /** Where it stands in the frontmatter: `prerequisites.0.resource`, `prerequisites.0.or.1`. */
  readonly path: string;
}

/** Every resource that is named among prerequisites, those under `or` too, in the order written. */
export function namedIn(prerequisites: Prerequisites): readonly NamedPrerequisite[] {
  return prerequisites.flatMap(({ resource, or }, index) => [
    { id: resource, path: `prerequisites.${index}.resource` },
    ...or.map((id, position) => ({ id, path: `prerequisites.${index}.or.${position}` })),
  ]);
}

/** The prerequisites without some of the resources named there: the first one under `or` that is left steps in. */
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
