import { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { schemas } from '../log/schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of the frontmatter of a kind of entry, as a person writes it and a YAML 1.2 parser reads it.
 *
 * It is draft-07 (json-schema.org/draft-07), the newest that VS Code's JSON service fully reads, the only
 * one of older YAML language servers, and Ajv's default. It has standard keywords alone, because a strict Ajv
 * refuses all others. It sees less than the zod schema: no check digits, and nothing of how a number was written.
 */
export function frontmatterSchema(kind: EntryKind): object {
  const { $schema, ...schema } = z.toJSONSchema(schemas[kind], {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'pipe' && jsonSchema.type === 'array') allowOneAlone(jsonSchema);
      delete jsonSchema.readOnly;
      // An editor would write an empty list, which a list that is written down must not be.
      if (typeof jsonSchema.default === 'object') delete jsonSchema.default;
    },
  });
  return { $schema, title: titles[kind], ...schema };
}

/** What an editor shows above the description of a field. */
const titles: Readonly<Record<EntryKind, string>> = { log: 'Log', week: 'Week', page: 'Page', resource: 'Resource' };

/** Turns the schema of a list into one of a list or one value alone. */
function allowOneAlone(list: JsonSchema): void {
  const { type, minItems, items } = list;
  const item = items as JsonSchema;
  for (const keyword of ['type', 'minItems', 'items']) delete list[keyword];
  list.anyOf = [...(item.anyOf ?? [item]), { type, minItems, items }];
}
