import type { z } from 'zod';
import type { EntryKind } from './entry.ts';
import { schemas } from './schema.ts';
import { factsOf, type ValueFacts } from './values.ts';

/** A frontmatter field, as its schema describes it. */
export interface Field extends ValueFacts {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** The fields of a kind of entry, in the order of its schema. */
export function fieldsOf(kind: EntryKind): readonly Field[] {
  return Object.entries<z.ZodType>(schemas[kind].shape).map(([name, schema]) => {
    if (schema.description === undefined) throw new Error(`The field "${name}" of a ${kind} has no description.`);
    const isRequired = !schema.safeParse(undefined).success;
    return { name, isRequired, description: schema.description, ...factsOf(schema), schema };
  });
}
