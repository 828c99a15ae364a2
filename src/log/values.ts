import { z } from 'zod';
import { parseDate } from './date.ts';
import { parseDuration, parseLength } from './duration.ts';
import { arxivForm, doiForm, isIsbn, youtubeForm } from './identifiers.ts';
import type { RuleId } from './rules.ts';

/** Facts about a value that its zod schema does not hold. */
export interface ValueFacts {
  /** A description of valid values: `text`, `one of free, registration, paid`. */
  readonly takes: string;
  /** `list` for several values, `pairs` for values by name, `flag` for true or false. */
  readonly shape: 'value' | 'list' | 'pairs' | 'flag';
  /** Whether it is prose or a list of prose, in which commas and brackets are part of the text. */
  readonly isProse: boolean;
  /** All valid values; empty if there is no fixed set. */
  readonly options: readonly string[];
}

/**
 * The facts of each value schema. They have their own registry because zod copies everything in `.meta()` into the JSON
 * Schema. `.meta()` holds only the JSON Schema keywords that zod cannot derive from a function.
 */
const valueFacts = z.registry<ValueFacts>();

function facts(takes: string, others: Partial<ValueFacts> = {}): ValueFacts {
  return { takes, shape: 'value', isProse: false, options: [], ...others };
}

/** JSON Schema keywords for the value as parsed by YAML 1.2. */
type Keywords = Pick<
  z.core.JSONSchema.BaseSchema,
  'type' | 'pattern' | 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'not' | 'examples'
>;

/**
 * A string parsed by a function. If the function returns undefined, the value breaks the given rule. The keywords
 * describe the function as closely as JSON Schema can.
 */
function readAs<T>(
  read: (text: string) => T | undefined,
  expected: { readonly takes: string; readonly note?: string; readonly rule?: RuleId; readonly keywords: Keywords },
) {
  const { takes, note, rule = 'invalid-value', keywords } = expected;
  const message = `is ${takes}${note === undefined ? '' : `, ${note}`}`;
  return z
    .string(message)
    .meta({ ...keywords })
    .transform((value, context) => {
      const result = read(value.trim());
      if (result !== undefined) return result;
      context.addIssue({ code: 'custom', message, params: { rule } });
      return z.NEVER;
    })
    .register(valueFacts, facts(takes));
}

/** A string that must match a pattern and is kept unchanged. */
function identifier(form: RegExp, takes: string, keywords: Keywords) {
  return readAs((value) => (form.test(value) ? value : undefined), {
    takes,
    rule: 'invalid-identifier',
    keywords: { pattern: whole(form), ...keywords },
  });
}

/** A key of a record; always a string in YAML. */
function key(form: RegExp, takes: string) {
  return z.string(`is ${takes}`).trim().regex(form, `is ${takes}`).register(valueFacts, facts(takes));
}

/** A key used as a value; YAML parses one like 2025 as a number. */
function keyAsValue(schema: ReturnType<typeof key>) {
  return schema.meta({ type: ['string', 'number'], minimum: 0 });
}

/** A list, or a single value that counts as a list of one. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  const { takes, isProse } = factsOf(item);
  return z
    .preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1, 'is not empty').readonly())
    .register(valueFacts, facts(`one or more: ${takes}`, { shape: 'list', isProse }));
}

/** One of a few words. */
export function choice<const T extends readonly string[]>(options: T) {
  const takes = `one of ${options.join(', ')}`;
  return z.enum(options, { error: `is ${takes}` }).register(valueFacts, facts(takes, { options }));
}

/** A value with a short and a long form. */
function shortOrLong<const T extends readonly [z.ZodType, z.ZodType]>(forms: T, takes: string) {
  const union = z.union(forms, { error: `is ${takes}` });
  valueFacts.add(union, facts(takes));
  return union;
}

const isPairs = facts('`key: value` pairs', { shape: 'pairs' });

/** Values under names that the author chooses, like `name: value`. */
export function pairsOf<Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  names: Key,
  value: Value,
  example: string,
) {
  return z.record(names, value, `is written as { ${example} }`).register(valueFacts, isPairs);
}

/** Values under given names. */
function fieldsOf<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, `is written as { ${Object.keys(shape).join(': …, ')}: … }`);
}

/** The facts of a value schema, including an optional one. */
export function factsOf(schema: z.ZodType): ValueFacts {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  const known = isWrapped ? factsOf(schema.unwrap() as z.ZodType) : valueFacts.get(schema);
  if (!known) throw new Error('The schema of this value is not in the registry of facts.');
  return known;
}

/** Anchors a pattern; allows surrounding whitespace, such as the last line break of a YAML block. */
function whole(form: string | RegExp): string {
  return String.raw`^\s*(?:${typeof form === 'string' ? form : form.source.slice(1, -1)})\s*$`;
}

/** Astro treats a string in its content store with this prefix as an image path and tries to load the file. */
const pictureMark = '__ASTRO_IMAGE_';

export const text = z
  .string('is text')
  .trim()
  .regex(/\S/, 'is not empty')
  .max(1000, 'is at most 1,000 characters long')
  .refine((value) => !value.startsWith(pictureMark), `does not start with ${pictureMark}`)
  .meta({ type: ['string', 'number'] })
  .register(valueFacts, facts('text', { isProse: true }));

export const flag = z.boolean('is true or false').register(valueFacts, facts('true or false', { shape: 'flag' }));

function httpUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const address = new URL(value);
  const { protocol, username, password } = address;
  const isWeb = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  return isWeb ? address.href : undefined;
}

const host = String.raw`(?:\[[\d:.A-Fa-f]+\]|[^\s/?#@:[\]]+)(?::\d{0,5})?`;

/** A normalized web address. */
export const url = readAs(httpUrl, {
  takes: 'an address like https://example.org/page',
  rule: 'invalid-address',
  keywords: { type: 'string', pattern: String.raw`^\s*[Hh][Tt][Tt][Pp][Ss]?://${host}(?:[/?#]|\s*$)` },
});

const year = String.raw`\d{4}`;
const leapYear = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`;
const calendarDate = [
  String.raw`${year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?`,
  `${year}-(?:0[13-9]|1[0-2])-(?:29|30)`,
  `${year}-(?:0[13578]|1[02])-31`,
  `${leapYear}-02-29`,
].join('|');

export const date = readAs(parseDate, {
  takes: 'a date like 2025, 2025-02 or 2025-02-07',
  note: 'with ~ before it if it is reconstructed',
  rule: 'invalid-date',
  keywords: {
    type: ['string', 'integer'],
    pattern: whole(`~?(?:${calendarDate})`),
    minimum: 1000,
    maximum: 9999,
    examples: ['2025-02-07', '2025-02', '~2025'],
  },
});

const minutes = String.raw`\d{1,4}\s*(?:m|min)`;
const hoursAndMinutes = String.raw`~?(?=.*[1-9])(?:\d{1,4}\s*h\s*(?:${minutes})?|\s*${minutes})`;

export const duration = readAs(parseDuration, {
  takes: 'a duration like 45m, 3h or 1h 45m',
  note: 'with ~ before it if it is an estimate',
  rule: 'invalid-duration',
  keywords: { type: 'string', pattern: whole(hoursAndMinutes), examples: ['45m', '1h 45m', '~4h'] },
});

export const length = readAs(parseLength, {
  takes: 'a duration like 1h 45m or a number of pages like "15 pages"',
  rule: 'invalid-duration',
  keywords: {
    type: 'string',
    pattern: whole(String.raw`~?[1-9]\d{0,5}\s+pages?|${hoursAndMinutes}`),
    examples: ['1h 45m', '15 pages'],
  },
});

export const positiveInteger = readAs((value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined), {
  takes: 'a whole number of 1 or more',
  keywords: { type: ['string', 'integer'], pattern: whole(String.raw`[1-9]\d{0,5}`), minimum: 1, maximum: 999_999 },
});

const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/;

export const language = readAs((value) => (languageTag.test(value) ? value : undefined), {
  takes: 'a language tag like en or pt-BR',
  keywords: { type: 'string', pattern: whole(languageTag) },
});

export const arxiv = identifier(arxivForm, 'an arXiv identifier like 1706.03762', {
  type: ['string', 'number'],
  exclusiveMinimum: 0,
  exclusiveMaximum: 10_000,
  not: { type: 'integer' },
});

export const doi = identifier(doiForm, 'a DOI like 10.1000/182', { type: 'string' });

export const isbn = readAs((value) => (isIsbn(value) ? value.replace(/[\s-]/g, '') : undefined), {
  takes: 'an ISBN with a correct check digit',
  rule: 'invalid-identifier',
  keywords: {
    type: ['string', 'integer'],
    pattern: whole(String.raw`[\s-]*(?:\d[\s-]*){9}(?:[\dX]|(?:\d[\s-]*){4})[\s-]*`),
    minimum: 0,
    maximum: 9_999_999_999_999,
    not: { type: 'integer', minimum: 10_000_000_000, maximum: 999_999_999_999 },
  },
});

export const youtube = identifier(youtubeForm, 'a YouTube video id of 11 characters', {
  type: ['string', 'integer'],
  minimum: 0,
  maximum: 99_999_999_999,
});

export const topicKey = key(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'an id: letters, digits, ".", "_" and "-"');
export const topicId = keyAsValue(topicKey);
/** The id of an entry. */
export const reference = keyAsValue(key(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'an id: a file name without ".md"'));
export const macroName = key(/^\\[A-Za-z]+$/, 'the name of a TeX macro, like \\RR');

export const person = shortOrLong(
  [text.transform((name) => ({ name })), fieldsOf({ name: text, url: url.optional() })],
  'a name, or { name: …, url: … }',
);

export const topic = shortOrLong(
  [text.transform((title) => ({ title })), fieldsOf({ title: text, summary: text.optional() })],
  'a title, or { title: …, summary: … }',
);

export const prerequisite = shortOrLong(
  [
    reference.transform((resource) => ({ resource, or: [] })),
    fieldsOf({ resource: reference, or: oneOrMore(reference).default([]), reason: text.optional() }),
  ],
  'the id of a resource, or { resource: …, or: …, reason: … }',
);

export const titledLink = fieldsOf({ title: text, url }).register(valueFacts, isPairs);
export const credit = fieldsOf({ text, url: url.optional() }).register(valueFacts, isPairs);
export const session = fieldsOf({ on: date, time: duration }).register(valueFacts, isPairs);
