import { z } from 'zod';
import { parseDate, timeForm, yearOf } from './date.ts';
import { parseDuration, parseLength } from './length.ts';
import { isbnDigits, isIsbn, parseArxiv, parseDoi, parseOrcid, parseYoutube } from './identifiers.ts';
import { idForm, noteIdForm, unmetByName } from './ids.ts';
import { periodNames } from './period.ts';
import type { RuleId } from './rules.ts';

/** Facts about a value that are not in its zod schema. */
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

/** An identifier, which can be part of an address. */
function identifier(read: (text: string) => string | undefined, takes: string, keywords: Keywords) {
  return readAs(read, { takes, rule: 'invalid-identifier', keywords });
}

/** A key of a record; always a string in YAML. */
function key(form: RegExp, takes: string) {
  return z
    .string(`is ${takes}`)
    .trim()
    .regex(form, `is ${takes}`)
    .superRefine((value, context) => {
      const names = form.test(value) ? value.split('/') : [value];
      const message = names.map(unmetByName).find((unmet) => unmet !== undefined);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .register(valueFacts, facts(takes));
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
function shortOrLong<const T extends readonly z.ZodType[]>(forms: T, takes: string, { isProse = false } = {}) {
  const union = z.union(forms, { error: `is ${takes}` });
  valueFacts.add(union, facts(takes, { isProse }));
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

/** A visible character. Hangul and Braille have blanks among their letters and signs. */
const visible = /(?![\u115F\u1160\u2800\u3164\uFFA0])[\p{L}\p{N}\p{P}\p{S}]/u;

export const text = z
  .string('is text')
  .trim()
  .regex(/\S/, 'is not empty')
  .refine((value) => value === '' || visible.test(value), 'has a visible character')
  .max(1000, 'is at most 1,000 characters long')
  .refine((value) => !value.startsWith(pictureMark), `does not start with ${pictureMark}`)
  .meta({ type: ['string', 'number'] })
  .register(valueFacts, facts('text', { isProse: true }));

/** A text of several sentences. */
export const longText = z
  .string('is text')
  .trim()
  .regex(/\S/, 'is not empty')
  .refine((value) => value === '' || visible.test(value), 'has a visible character')
  .max(5000, 'is at most 5,000 characters long')
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

function siteUrl(value: string): string | undefined {
  const address = httpUrl(value);
  if (address === undefined) return undefined;
  const { pathname, search, hash } = new URL(address);
  return /^[\w./~-]*$/.test(pathname) && !pathname.includes('//') && search === '' && hash === '' ? address : undefined;
}

/** The address of a site: its path is also the name of folders. */
export const site = readAs(siteUrl, {
  takes: 'an address like https://example.org/log/',
  note: 'with only letters from a to z, digits, ".", "-", "_" and "~" in its path',
  rule: 'invalid-address',
  keywords: { type: 'string', pattern: whole(String.raw`[Hh][Tt][Tt][Pp][Ss]?://${host}(?:/[\w.~-]+)*/?`) },
});

/** A normalized web address. */
export const url = readAs(httpUrl, {
  takes: 'an address like https://example.org/page',
  rule: 'invalid-address',
  keywords: { type: 'string', pattern: String.raw`^\s*[Hh][Tt][Tt][Pp][Ss]?://${host}(?:[/?#]|\s*$)` },
});

const year = String.raw`\d{4}`;
const leapYear = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`;
const calendarDay = [
  String.raw`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`,
  `${year}-(?:0[13-9]|1[0-2])-(?:29|30)`,
  `${year}-(?:0[13578]|1[02])-31`,
  `${leapYear}-02-29`,
].join('|');
const calendarDate = `${year}(?:-(?:0[1-9]|1[0-2]))?|(?:${calendarDay})(?:${timeForm})?`;

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

/** The first and last year allowed for a day in the log. Charts have a place for every day in between. */
const [firstYear, lastYear] = [1900, 2199];

/** A date on which something was done. */
export const logDate = readAs(
  (value) => {
    const read = parseDate(value);
    return read && yearOf(read) >= firstYear && yearOf(read) <= lastYear ? read : undefined;
  },
  {
    takes: 'a date like 2025, 2025-02 or 2025-02-07',
    note: `from ${firstYear} to ${lastYear}, with ~ before it if it is reconstructed`,
    rule: 'invalid-date',
    keywords: {
      type: ['string', 'integer'],
      pattern: whole(`~?(?=19|20|21)(?:${calendarDate})`),
      minimum: firstYear,
      maximum: lastYear,
      examples: ['2025-02-07', '2025-02', '~2025'],
    },
  },
);

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

const page = String.raw`[\p{L}\p{N}][\p{L}\p{N}.:]{0,19}`;
const fewPages = String.raw`${page}(?:\s*(?:--?|[‐-―])\s*${page}|\+|ff?\.?)?`;
const pagesForm = String.raw`(?:[Pp]{1,2}\.\s*)?${fewPages}(?:,\s*${fewPages}){0,9}`;
const pagesPattern = new RegExp(`^(?:${pagesForm})$`, 'u');

/** Pages with an en dash: `1–12`, `e1–e4, 17`. */
function parsePages(value: string): string | undefined {
  if (!pagesPattern.test(value)) return undefined;
  const parts = value.replace(/^pp?\.\s*/i, '').split(/--?|[‐-―]/);
  return parts.map((part) => part.trim()).join('–');
}

/** The pages of a text in its journal or book. */
export const pageRange = readAs(parsePages, {
  takes: 'the first and last page, like 1–12',
  note: 'without “pages”: a number of pages is the "length"',
  keywords: { type: ['string', 'integer'], pattern: whole(pagesForm), minimum: 0, examples: ['1–12', 'e1024'] },
});

const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

function isLanguage(value: string): boolean {
  try {
    return languageTag.test(value) && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

export const language = readAs((value) => (isLanguage(value) ? value : undefined), {
  takes: 'a language tag like en or pt-BR',
  keywords: { type: 'string', pattern: whole(languageTag) },
});

const http = '(?:[Hh][Tt][Tt][Pp][Ss]?://)?';

export const arxiv = identifier(parseArxiv, 'an arXiv identifier like 1706.03762', {
  pattern: whole(
    String.raw`(?:[Aa][Rr][Xx][Ii][Vv]:\s*|${http}(?:\w+\.)?arxiv\.org/(?:abs|pdf|html)/)?(?:\d{4}\.\d{4,5}|[a-z.-]{2,21}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?(?:\.pdf)?`,
  ),
  type: ['string', 'number'],
  exclusiveMinimum: 0,
  exclusiveMaximum: 10_000,
  not: { type: 'integer' },
});

export const doi = identifier(parseDoi, 'a DOI like 10.1000/182', {
  type: 'string',
  pattern: whole(String.raw`(?:[Dd][Oo][Ii]:\s*|${http}(?:\w+\.)?doi\.org/)?10\.\d{1,9}(?:\.\d{1,9})*(?:/|%2[Ff])\S+`),
});

export const isbn = readAs((value) => (isIsbn(value) ? isbnDigits(value) : undefined), {
  takes: 'an ISBN with a correct check digit',
  rule: 'invalid-identifier',
  keywords: {
    type: ['string', 'integer'],
    pattern: whole(
      String.raw`(?:[Ii][Ss][Bb][Nn](?:-1[03])?:?)?[\s‐-―-]*(?:\d[\s‐-―-]*){9}(?:[\dX]|(?:\d[\s‐-―-]*){4})[\s‐-―-]*`,
    ),
    minimum: 0,
    maximum: 9_999_999_999_999,
    not: { type: 'integer', minimum: 10_000_000_000, maximum: 999_999_999_999 },
  },
});

export const youtube = identifier(parseYoutube, 'a YouTube video id of 11 characters', {
  pattern: whole(String.raw`[\w-]{11}|${http}(?:\w+\.)?youtu(?:\.be|be\.com)/\S+`),
  type: ['string', 'integer'],
  minimum: 0,
  maximum: 99_999_999_999,
});

/** The key by which texts cite a resource. */
export const citationKey = z
  .string('is a citation key like vaswani2017')
  .trim()
  .regex(
    /^[\p{L}\p{N}_][\p{L}\p{N}_:.+/-]{0,99}$/u,
    'is a citation key like vaswani2017: letters, digits, "_", ":", ".", "+", "/" and "-"',
  )
  .meta({ type: ['string', 'number'], minimum: 0 })
  .register(valueFacts, facts('a citation key like vaswani2017'));

export const topicKey = key(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'an id: letters, digits, ".", "_" and "-"');
export const topicId = keyAsValue(topicKey);
/** The id of an entry. */
export const reference = keyAsValue(key(idForm, 'an id: a file name without ".md"'));
/** The id of a note, with its folders. */
export const noteReference = keyAsValue(key(noteIdForm, 'an id: a file name without ".md", after its folders'));
export const macroName = key(/^\\[A-Za-z]+$/, 'the name of a TeX macro, like \\RR');

export interface Named {
  readonly name: string;
  readonly url?: string | undefined;
}

/** Anything with a name and perhaps an address, such as a licence. */
export const named = shortOrLong(
  [text.transform((name): Named => ({ name })), fieldsOf({ name: text, url: url.optional() })],
  'a name, or { name: …, url: … }',
);

export const orcid = identifier(parseOrcid, 'an ORCID iD with a correct check digit, like 0000-0002-1825-0097', {
  type: 'string',
  pattern: whole(
    String.raw`(?:${http}(?:[Ww]{3}\.)?[Oo][Rr][Cc][Ii][Dd]\.[Oo][Rr][Gg]/|[Oo][Rr][Cc][Ii][Dd]:\s*)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]/?`,
  ),
});

/** Who keeps a log. */
export const logAuthor = shortOrLong(
  [
    text.transform((name): LogAuthor => ({ name })),
    fieldsOf({ name: text, url: url.optional(), orcid: orcid.optional(), institution: flag.optional() }),
  ],
  'a name, or { name: …, url: …, orcid: …, institution: true }',
);

export interface LogAuthor {
  readonly name: string;
  readonly url?: string | undefined;
  /** The identifier without its address. */
  readonly orcid?: string | undefined;
  /** Whether it is not a person, so that its name is never taken apart. */
  readonly institution?: boolean | undefined;
}

/** An author. A name in braces, `{European Commission}`, is an institution; YAML reads it as a key without a value. */
export const author = shortOrLong(
  [
    text.transform((name) => toAuthor(name)),
    z.record(z.string(), z.null()).transform((names) => ({ name: Object.keys(names).join(', '), isInstitution: true })),
    fieldsOf({ name: text, institution: flag.default(false) }).transform(({ name, institution }) => {
      return { name: toAuthor(name).name, isInstitution: institution || toAuthor(name).isInstitution };
    }),
  ],
  'a name, or { name: …, institution: true }',
  { isProse: true },
);

function toAuthor(written: string): { readonly name: string; readonly isInstitution: boolean } {
  const [, name] = /^\{+([^{}]+)\}+$/.exec(written) ?? [];
  return { name: name?.trim() ?? written, isInstitution: name !== undefined };
}

export interface WrittenTopic {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly parent?: string | undefined;
}

export const topic = shortOrLong(
  [
    text.transform((title): WrittenTopic => ({ title })),
    fieldsOf({ title: text.optional(), summary: text.optional(), parent: topicId.optional() }),
  ],
  'a title, or { title: …, summary: …, parent: … }',
);

/** A word inserted into phrases of the site, without signs that mean something there or in Markdown. */
const periodWord = z
  .string('is a word')
  .trim()
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} '’.-]{0,38}[\p{L}\p{M}\p{N}])?$/u,
    'is a word or two of letters and digits, with at most 40 characters',
  );

export const period = shortOrLong(
  [z.enum(periodNames), fieldsOf({ one: periodWord, other: periodWord })],
  `one of ${periodNames.join(', ')}, or { one: …, other: … }`,
);

export const prerequisite = shortOrLong(
  [
    reference.transform((resource) => ({ resource, or: [] })),
    fieldsOf({ resource: reference, or: oneOrMore(reference).default([]), reason: text.optional() }),
  ],
  'the id of a resource, or { resource: …, or: …, reason: … }',
);

/** A resource, or anything else with a title, and a remark about it. */
export const finding = shortOrLong(
  [
    reference.transform((resource): WrittenFinding => ({ resource })),
    fieldsOf({ resource: reference.optional(), title: text.optional(), because: text.optional() }).refine(
      ({ resource, title }) => (resource === undefined) !== (title === undefined),
      'has either a "resource" or a "title"',
    ),
  ],
  'the id of a resource, or { resource: …, because: … }, or { title: …, because: … }',
);

export interface WrittenFinding {
  readonly resource?: string | undefined;
  readonly title?: string | undefined;
  readonly because?: string | undefined;
}

/** An amount of something, like `20 papers`, or a number alone. */
export function amountOf<const Unit extends string>(units: readonly Unit[]) {
  const form = `([1-9]\\d{0,3})(?:\\s+(${units.join('|')})s?)?`;
  const read = (value: string): { readonly count: number; readonly unit?: Unit | undefined } | undefined => {
    const [, count, unit] = new RegExp(`^${form}$`).exec(value) ?? [];
    return count === undefined ? undefined : { count: Number(count), unit: units.find((one) => one === unit) };
  };
  const takes = `a number like 20, or a number with a type, like "20 ${units[0]}s"`;
  return readAs(read, {
    takes,
    keywords: { type: ['string', 'integer'], pattern: whole(form), minimum: 1, maximum: 9999 },
  });
}

export const titledLink = fieldsOf({ title: text, url }).register(valueFacts, isPairs);
export const credit = fieldsOf({ text, url: url.optional() }).register(valueFacts, isPairs);
export const session = fieldsOf({ on: logDate, time: duration }).register(valueFacts, isPairs);
