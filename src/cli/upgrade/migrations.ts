import type { EntryKind } from '../../log/entry.ts';

/** The frontmatter of a file as plain data, in the order of its lines. */
export type Fields = Readonly<Record<string, unknown>>;

/** A change of the format of logs that came with a version. */
export interface Migration {
  /** The first version that reads the new form, such as `1.2.0`. */
  readonly version: string;
  /** What it changes, in one sentence for the owner of a log. */
  readonly says: string;
  /** The new frontmatter for the old one; the same where nothing is to change. */
  readonly change: (fields: Fields, kind: EntryKind) => Fields;
}

/**
 * Every change of the format since the first version, oldest first. A change of a schema that makes a valid log invalid
 * needs one here, with a test beside it. `renameField()` and its like write the usual ones.
 */
export const migrations: readonly Migration[] = [];

/** The fields with one under a new name, in its old place; where both are there, nothing is changed. */
export function renameField(fields: Fields, from: string, to: string): Fields {
  if (!Object.hasOwn(fields, from) || Object.hasOwn(fields, to)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key === from ? to : key, value]));
}

/** The fields with the value of one changed, where it is there. */
export function changeField(fields: Fields, name: string, change: (value: unknown) => unknown): Fields {
  if (!Object.hasOwn(fields, name)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, key === name ? change(value) : value]));
}
