import type { EntryKind } from '../../log/entry.ts';

/** The frontmatter of a file as plain data, in the order of its lines. */
export type Fields = Readonly<Record<string, unknown>>;

/** A change of the format of logs in a version. */
export interface Migration {
  /** The first version with the new format, such as `1.2.0`. */
  readonly version: string;
  /** One sentence for the owner of a log. */
  readonly description: string;
  /** Returns the new frontmatter, or the old one if nothing changes. */
  readonly change: (fields: Fields, kind: EntryKind) => Fields;
}

/**
 * Every change of the format since the first version, oldest first. A change of a schema that makes a valid log invalid
 * needs one here, with a test beside it. `renameField()` and `changeField()` cover the usual cases.
 */
export const migrations: readonly Migration[] = [];

/** Renames a field in place. If both names exist, changes nothing. */
export function renameField(fields: Fields, from: string, to: string): Fields {
  if (!Object.hasOwn(fields, from) || Object.hasOwn(fields, to)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key === from ? to : key, value]));
}

/** Changes the value of a field, if it exists. */
export function changeField(fields: Fields, name: string, change: (value: unknown) => unknown): Fields {
  if (!Object.hasOwn(fields, name)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, key === name ? change(value) : value]));
}
