import semver from 'semver';
import { isMap, parseDocument } from 'yaml';
import type { EntryKind } from '../core/entry.ts';

import type { Fields, Migration } from './migrations.ts';
import { rewriteYaml } from './rewriteYaml.ts';

/** The migrations of the versions after one, up to and with another, oldest first. */
export function migrationsBetween(all: readonly Migration[], from: string, to: string): readonly Migration[] {
  return all
    .filter(({ version }) => semver.gt(version, from) && semver.lte(version, to))
    .toSorted((a, b) => semver.compare(a.version, b.version));
}

/** The text of a file, and what was changed in it. */
export interface Migrated {
  readonly text: string;
  readonly applied: readonly Migration[];
}

const frontmatter = /^(\uFEFF?---[^\S\n]*\r?\n)([\s\S]*?)^---[^\S\n]*\r?$/m;

/**
 * Brings the frontmatter of a file to a later form; the rest of the file stays as it is, byte for byte. A file without
 * frontmatter that can be read is left to `check`. Throws where a change cannot be written without loss.
 */
export function migrate(text: string, kind: EntryKind, migrations: readonly Migration[]): Migrated {
  const match = frontmatter.exec(text);
  const yaml = match?.[2];
  if (match?.index !== 0 || yaml === undefined) return { text, applied: [] };
  const document = parseDocument(yaml);
  if (document.errors.length > 0 || !isMap(document.contents)) return { text, applied: [] };
  let fields = document.toJS() as Fields;
  const applied: Migration[] = [];
  for (const migration of migrations) {
    const next = migration.change(fields, kind);
    if (JSON.stringify(next) !== JSON.stringify(fields)) applied.push(migration);
    fields = next;
  }
  if (applied.length === 0) return { text, applied };
  const start = match[1]?.length ?? 0;
  return { text: text.slice(0, start) + rewriteYaml(yaml, fields) + text.slice(start + yaml.length), applied };
}
