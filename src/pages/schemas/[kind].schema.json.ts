import type { APIRoute, GetStaticPaths } from 'astro';
import type { EntryKind } from '../../log/entry.ts';
import { schemas } from '../../log/schema.ts';
import { frontmatterSchema } from '../../exports/jsonSchema.ts';

const kinds = Object.keys(schemas) as readonly EntryKind[];

export const getStaticPaths = (() => kinds.map((kind) => ({ params: { kind } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { kind: EntryKind }> = ({ params }) =>
  new Response(`${JSON.stringify(frontmatterSchema(params.kind), null, 2)}\n`, {
    headers: { 'Content-Type': 'application/schema+json; charset=utf-8' },
  });
