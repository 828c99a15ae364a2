import semver from 'semver';
import { isMap, parseDocument } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { cutFrontmatter } from '../../log/frontmatterFence.ts';

import type { Fields, Migration } from './migrations.ts';
import { rewriteYaml } from './rewriteYaml.ts';

/** The migrations after version `from` up to and including `to`, oldest first. */
export function migrationsBetween(all: readonly Migration[], from: string, to: string): readonly Migration[] {
  return all
    .filter(({ version }) => semver.gt(version, from) && semver.lte(version, to))
    .toSorted((a, b) => semver.compare(a.version, b.version));
}

/** The new text of a file, and the migrations that changed it. */
export interface Migrated {
  readonly text: string;
  readonly applied: readonly Migration[];
}

/**
 * Converts the frontmatter of a file to a later format; every other byte stays. A file without valid frontmatter is left
 * to `check`. Throws if a change cannot be written without loss.
 */
export function migrate(text: string, kind: EntryKind, migrations: readonly Migration[]): Migrated {
  const cut = cutFrontmatter(text);
  if (!cut) return { text, applied: [] };
  const { yaml } = cut;
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
  return { text: cut.opening + rewriteYaml(yaml, fields) + cut.rest, applied };
}
