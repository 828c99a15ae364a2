import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText } from '../loader/files.ts';
import { parseJson } from '../log/json.ts';
import { compareText } from '../log/problem.ts';
import { writeWhole } from './replaceFile.ts';

/** The file next to `content/` that records which facts of resources came from a source. */
export const factsFile = 'facts.lock.json';

const record = z.strictObject({
  source: z.string().max(100),
  /** The hash of each field as it was written, by its name. Whoever edits a field makes it their own. */
  facts: z.record(z.string(), z.string().regex(/^[\da-f]{16}$/)),
});

const lock = z.strictObject({ version: z.literal(1), resources: z.record(z.string(), record) });

/** Which facts of a resource came from which source. */
export type FactsRecord = Readonly<z.output<typeof record>>;

/** The records of resources, by id. */
export type FactsRecords = Readonly<Record<string, FactsRecord>>;

const largestLock = 32 * 1024 * 1024;

/** The records of a log; none if nothing has been fetched yet. A message if the file cannot be used. */
export async function readFactsLock(
  folder: string,
): Promise<{ readonly records: FactsRecords } | { readonly message: string }> {
  if (!existsSync(join(folder, factsFile))) return { records: {} };
  const read = await readText(folder, factsFile, largestLock);
  if (!('text' in read)) return { message: read.message };
  const json = parseJson(read.text);
  const { data, error } = lock.safeParse(json);
  if (data) return { records: data.resources };
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'the start';
  return { message: `"${factsFile}" has an unexpected value at "${where}". Repair it, or delete it to start over.` };
}

/** Adds records to those of a log. Returns a message if its file cannot be used, and then leaves it alone. */
export async function addFactsRecords(folder: string, added: FactsRecords): Promise<string | undefined> {
  if (Object.keys(added).length === 0) return undefined;
  const read = await readFactsLock(folder);
  if ('message' in read) return read.message;
  await writeWhole(join(folder, factsFile), formatFactsLock({ ...read.records, ...added }));
  return undefined;
}

/** The text of the file: sorted, one resource per line, to keep diffs small. */
function formatFactsLock(records: FactsRecords): string {
  const lines = Object.entries(records)
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, { source, facts }]) => `    ${JSON.stringify(id)}: ${JSON.stringify({ source, facts })}`);
  return `{\n  "version": 1,\n  "resources": {${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}}\n}\n`;
}

/** The hash of a value as it is in frontmatter. */
export function hashOfFact(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 16);
}

/** The record of these fields, as they are written in an entry. */
export function recordOf(
  source: string,
  written: Readonly<Record<string, unknown>>,
  names: Iterable<string>,
): FactsRecord {
  const facts = [...names]
    .filter((name) => Object.hasOwn(written, name))
    .map((name) => [name, hashOfFact(written[name])] as const);
  return { source, facts: Object.fromEntries(facts) };
}
