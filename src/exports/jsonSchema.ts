import { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { logFileVersion, sharedFields } from '../log/logFile.ts';
import { fieldAliases, foreignFields, schemas } from '../log/schema.ts';
import { implyingFields } from '../log/typeFromAddress.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of the frontmatter of a kind of entry, as people write it and a YAML 1.2 parser reads it.
 *
 * It is draft-07 (json-schema.org/draft-07): the newest draft that VS Code fully supports, the only one in older YAML
 * language servers, and Ajv's default. It uses only standard keywords, because Ajv in strict mode rejects others.
 * Unlike the zod schema, it checks neither check digits nor how a number is written. It accepts an entry without a
 * title, because the first heading may have it, and it accepts fields of other programs, as `check` does.
 */
export function frontmatterSchema(kind: EntryKind): object {
  const { $schema, ...schema } = z.toJSONSchema(schemas[kind], {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'pipe' && jsonSchema.type === 'array') allowOneAlone(jsonSchema);
      delete jsonSchema.readOnly;
      // Editors would insert the default, an empty list, which is invalid.
      if (typeof jsonSchema.default === 'object') delete jsonSchema.default;
    },
  });
  const foreign = { [`^(?:${[...foreignFields].join('|')})$`]: {} };
  // Only a check can tell whether one of the others implies the type.
  const anyOf = ['type', ...implyingFields].map((field) => ({ required: [field] }));
  return {
    $schema,
    title: titles[kind],
    ...withAliases(kind, schema),
    ...(kind === 'resource' && { anyOf }),
    patternProperties: foreign,
  };
}

/**
 * The JSON Schema of a log file, `log.json`, in the same draft. Programs should ignore what it does not name, since later
 * versions of Learnlog may add to it without a new version of the format.
 */
export function logFileSchema(): object {
  const { $schema, properties = {} } = frontmatterSchema('resource') as JsonSchema & { properties?: object };
  const facts = Object.entries(properties).filter(([name]) => (sharedFields as readonly string[]).includes(name));
  const text = { type: 'string' };
  const id = { type: 'string', minLength: 1 };
  const list = (about: string, items: object) => ({ type: 'array', description: about, items });
  const entry = {
    type: 'object',
    properties: { id, title: text, topics: { type: 'array', items: id } },
    required: ['id', 'title'],
  };
  return {
    $schema,
    title: 'Log file',
    description: 'The graph of a learning log: its topics, and the facts about its resources.',
    type: 'object',
    properties: {
      $schema: { ...text, description: 'The address of this schema.' },
      learnlog: { type: 'integer', minimum: 1, maximum: logFileVersion, description: 'The version of the format.' },
      title: { ...text, description: 'The title of the log.' },
      site: { ...text, description: 'The address of the log.' },
      guide: { ...text, description: 'The address of its llms.txt (llmstxt.org).' },
      markdown: {
        ...text,
        description:
          'A URI template (RFC 6570) for the address of an entry as Markdown. `list` is the name of the list in this file that it is in.',
      },
      language: { ...text, description: 'The language of the log, as a BCP 47 tag.' },
      authors: list('Who keeps the log. `orcid` is an identifier without its address.', {
        type: 'object',
        properties: { name: text, url: text, orcid: text, institution: { type: 'boolean' } },
        required: ['name'],
      }),
      license: {
        type: 'object',
        description: 'The licence of the log.',
        properties: { name: text, url: text },
        required: ['name'],
      },
      topics: {
        type: 'object',
        description: 'The topics of the log by their ids, in display order.',
        additionalProperties: {
          anyOf: [
            text,
            { type: 'object', properties: { title: text, summary: text, parent: id }, required: ['title'] },
          ],
        },
      },
      resources: list('The resources of the log, in order of appearance, with fields of their frontmatter.', {
        type: 'object',
        properties: { id, ...Object.fromEntries(facts) },
        required: ['id', 'title', 'type'],
      }),
      notes: list('The notes of the log.', {
        ...entry,
        properties: { ...entry.properties, aliases: { type: 'array', items: id }, added: text },
      }),
      weeks: list('The weeks that are on topics.', entry),
      pages: list('The pages that are on topics.', entry),
    },
    required: ['learnlog', 'title', 'language', 'topics', 'resources'],
  };
}

/** Adds the other names of fields. If a field is required, either name will do; a title can be in the body. */
function withAliases(kind: EntryKind, schema: JsonSchema): object {
  const { properties = {}, required = [], ...rest } = schema;
  const aliases = Object.entries(fieldAliases[kind]);
  const others = Object.fromEntries(aliases.map(([name, field]) => [name, properties[field]]));
  const either = aliases.filter(([, field]) => required.includes(field));
  return {
    ...rest,
    properties: { ...properties, ...others },
    required: required.filter((name) => name !== 'title' && !either.some(([, field]) => field === name)),
    ...(either.length > 0 && {
      allOf: either.map(([name, field]) => ({ oneOf: [{ required: [field] }, { required: [name] }] })),
    }),
  };
}

/** Titles that editors show above the description of a field. */
const titles: Readonly<Record<EntryKind, string>> = {
  log: 'Log',
  week: 'Week',
  note: 'Note',
  page: 'Page',
  resource: 'Resource',
};

/** Turns the schema of a list into a schema of a list or a single value. */
function allowOneAlone(list: JsonSchema): void {
  const { type, minItems, items } = list;
  const item = items as JsonSchema;
  for (const keyword of ['type', 'minItems', 'items']) delete list[keyword];
  list.anyOf = [...(item.anyOf ?? [item]), { type, minItems, items }];
}
