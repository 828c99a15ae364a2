import type { APIRoute, GetStaticPaths } from 'astro';
import type { EntryKind } from '../../log/entry.ts';
import { schemas } from '../../log/schema.ts';
import { frontmatterSchema, logFileSchema } from '../../exports/jsonSchema.ts';

/** The frontmatter of each kind of entry, and the log file. */
const names = [...(Object.keys(schemas) as EntryKind[]), 'log-file'] as const;
type Name = (typeof names)[number];

export const getStaticPaths = (() => names.map((kind) => ({ params: { kind } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { kind: Name }> = ({ params: { kind } }) => {
  const schema = kind === 'log-file' ? logFileSchema() : frontmatterSchema(kind);
  return new Response(`${JSON.stringify(schema, null, 2)}\n`, {
    headers: { 'Content-Type': 'application/schema+json; charset=utf-8' },
  });
};
