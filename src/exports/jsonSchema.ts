import { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { arxivForm, doiForm, youtubeForm } from '../log/identifiers.ts';
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
    override: ({ zodSchema, jsonSchema, path }) => {
      const { def } = zodSchema._zod;
      if (def.type === 'string') {
        // A key is always a text, and its own pattern is all there is to say.
        if (path.at(-1) !== 'propertyNames') replace(jsonSchema, formOf(zodSchema, jsonSchema));
      }
      if (def.type === 'pipe' && jsonSchema.type === 'array') replace(jsonSchema, oneOrMore(jsonSchema));
      if (def.type === 'pipe' && jsonSchema.type === 'string' && jsonSchema.pattern === undefined)
        throw new Error(`There is no form for a text that "${expected(zodSchema)}".`);
      delete jsonSchema.readOnly;
      // An editor would write an empty list, which a list that is written down must not be.
      if (typeof jsonSchema.default === 'object') delete jsonSchema.default;
    },
  });
  const named = { $schema, title: titles[kind], ...schema };
  return kind === 'resource' ? { ...named, anyOf: findable.map((key) => ({ required: [key] })) } : named;
}

/** What an editor shows above the description of a field. */
const titles: Readonly<Record<EntryKind, string>> = { log: 'Log', week: 'Week', page: 'Page', resource: 'Resource' };

/** The fields of which a resource needs one; a test holds them to the rule of its zod schema. */
const findable = ['url', 'doi', 'isbn', 'arxiv'];

const year = String.raw`\d{4}`;
const leapYear = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`;
const calendarDate = [
  String.raw`${year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?`,
  `${year}-(?:0[13-9]|1[0-2])-(?:29|30)`,
  `${year}-(?:0[13578]|1[02])-31`,
  `${leapYear}-02-29`,
].join('|');
const minutes = String.raw`\d{1,4}\s*(?:m|min)`;
const duration = String.raw`~?(?=.*[1-9])(?:\d{1,4}\s*h\s*(?:${minutes})?|\s*${minutes})`;
const host = String.raw`(?:\[[\d:.A-Fa-f]+\]|[^\s/?#@:[\]]+)(?::\d{0,5})?`;

/** What JSON Schema can say of the texts that a function reads, by what their message says is expected. */
const forms: Readonly<Record<string, JsonSchema>> = {
  'is text': { type: ['string', 'number'], pattern: String.raw`\S`, maxLength: 1000 },
  'is an address like https://example.org/page': {
    type: 'string',
    pattern: String.raw`^\s*[Hh][Tt][Tt][Pp][Ss]?://${host}(?:[/?#]|\s*$)`,
  },
  'is a date like 2025, 2025-02 or 2025-02-07, with ~ before it if it is reconstructed': {
    type: ['string', 'integer'],
    pattern: whole(`~?(?:${calendarDate})`),
    minimum: 1000,
    maximum: 9999,
    examples: ['2025-02-07', '2025-02', '~2025'],
  },
  'is a duration like 45m, 3h or 1h 45m, with ~ before it if it is an estimate': {
    type: 'string',
    pattern: whole(duration),
    examples: ['45m', '1h 45m', '~4h'],
  },
  'is a duration like 1h 45m or a number of pages like "15 pages"': {
    type: 'string',
    pattern: whole(String.raw`~?[1-9]\d{0,5}\s+pages?|${duration}`),
    examples: ['1h 45m', '15 pages'],
  },
  'is a whole number of 1 or more': {
    type: ['string', 'integer'],
    pattern: whole(String.raw`[1-9]\d{0,5}`),
    minimum: 1,
    maximum: 999_999,
  },
  'is a language tag like en or pt-BR': { type: 'string', pattern: whole('[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*') },
  'is an arXiv identifier like 1706.03762': {
    type: ['string', 'number'],
    pattern: whole(arxivForm),
    exclusiveMinimum: 0,
    exclusiveMaximum: 10_000,
    not: { type: 'integer' },
  },
  'is a DOI like 10.1000/182': { type: 'string', pattern: whole(doiForm) },
  'is an ISBN with a correct check digit': {
    type: ['string', 'integer'],
    pattern: whole(String.raw`[\s-]*(?:\d[\s-]*){9}(?:[\dX]|(?:\d[\s-]*){4})[\s-]*`),
    minimum: 0,
    maximum: 9_999_999_999_999,
    not: { type: 'integer', minimum: 10_000_000_000, maximum: 999_999_999_999 },
  },
  'is a YouTube video id of 11 characters': {
    type: ['string', 'integer'],
    pattern: whole(youtubeForm),
    minimum: 0,
    maximum: 99_999_999_999,
  },
};

function formOf(schema: z.core.$ZodType, own: JsonSchema): JsonSchema {
  const form = forms[expected(schema)];
  if (form || own.pattern === undefined) return form ?? own;
  // YAML makes a number of an id like 2025.
  return { type: ['string', 'number'], pattern: own.pattern, minimum: 0 };
}

/** What a schema takes, in the words of its message. */
function expected(schema: z.core.$ZodType): string {
  return z.safeParse(schema, undefined).error?.issues[0]?.message ?? '';
}

/** The pattern for all of a text, with blanks around it, such as the last line break of a YAML block. */
function whole(form: string | RegExp): string {
  return String.raw`^\s*(?:${typeof form === 'string' ? form : form.source.slice(1, -1)})\s*$`;
}

/** A list, or one value alone. */
function oneOrMore(list: JsonSchema): JsonSchema {
  const item = list.items as JsonSchema;
  const { items, minItems, type } = list;
  return { anyOf: [...(item.anyOf ?? [item]), { type, minItems, items }] };
}

function replace(schema: JsonSchema, by: JsonSchema): void {
  const { description } = schema;
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, by, description !== undefined && { description });
}
