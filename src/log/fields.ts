import type { z } from 'zod';
import type { EntryKind } from './entry.ts';
import { schemas } from './schema.ts';

/** What a schema says of a field of frontmatter. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  /** What the field says, in a sentence. */
  readonly says: string;
  /** What it takes, in words: `a text`, `one of free, registration, paid`. */
  readonly takes: string;
  /** `list` where several values are taken, `pairs` where names have values, `flag` where it is true or false. */
  readonly shape: 'value' | 'list' | 'pairs' | 'flag';
  /** The values it takes, where they are few. */
  readonly options: readonly string[];
  readonly schema: z.ZodType;
}

/** The fields of a kind of entry, in the order of its schema. */
export function fieldsOf(kind: EntryKind): readonly Field[] {
  return Object.entries<z.ZodType>(schemas[kind].shape).map(([name, schema]) => {
    if (schema.description === undefined) throw new Error(`The field "${name}" of a ${kind} has no description.`);
    const isRequired = !schema.safeParse(undefined).success;
    return { name, isRequired, says: schema.description, ...taken(schema), schema };
  });
}

/** What a field takes, by what it answers to a value that no field takes. */
function taken(schema: z.ZodType): Pick<Field, 'takes' | 'shape' | 'options'> {
  const issue = schema.safeParse(Symbol('of no kind')).error?.issues[0];
  if (!issue) throw new Error('This field takes everything.');
  const value = /^is (.+?)(?:, with ~ .*)?$/.exec(issue.message)?.[1];
  const isList = issue.path.length > 0;
  const isFlag = schema.safeParse(true).success;
  const words = value ?? '`key: value` pairs';
  return {
    takes: isList ? `one or more: ${words}` : words,
    shape: isList ? 'list' : isFlag ? 'flag' : value === undefined ? 'pairs' : 'value',
    options: issue.code === 'invalid_value' ? issue.values.map(String) : [],
  };
}
