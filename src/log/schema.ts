import { z } from 'zod';
import { parseDate } from './date.ts';
import { parseDuration, parseLength } from './duration.ts';
import { levels } from './level.ts';
import type { RuleId } from './rules.ts';
import { arxivForm, doiForm, isIsbn, youtubeForm } from './identifiers.ts';

/** Kinds of thing studied, in the order of lists and facets. */
export const resourceTypes = [
  'paper',
  'video',
  'lecture',
  'course',
  'article',
  'book',
  'code',
  'thread',
  'reference',
  'podcast',
  'tool',
] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** How far the author got with a resource. */
export const statuses = ['finished', 'reading', 'skimmed', 'abandoned', 'queued'] as const;
export type Status = (typeof statuses)[number];

/** What it takes to get at a resource. */
export const accesses = ['free', 'registration', 'paid'] as const;
export type Access = (typeof accesses)[number];

/** Astro takes a text of its content store that starts so for the path of a picture, and looks for the file. */
const pictureMark = '__ASTRO_IMAGE_';
const text = z
  .string('is a text')
  .trim()
  .min(1, 'is not empty')
  .max(1000, 'is shorter than 1,000 characters')
  .refine((value) => !value.startsWith(pictureMark), `does not start with ${pictureMark}`);

/** A text read by a function that gives undefined for what it does not understand; it breaks the given rule then. */
function readAs<T>(read: (text: string) => T | undefined, expected: string, rule: RuleId = 'invalid-value') {
  return z.string(expected).transform((value, context) => {
    const result = read(value.trim());
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: expected, params: { rule } });
    return z.NEVER;
  });
}

/** A text that must have a form, and is kept as it is. */
function identifier(pattern: RegExp, expected: string) {
  return readAs((value) => (pattern.test(value) ? value : undefined), expected, 'invalid-identifier');
}

/** One value alone counts as a list of one. */
function oneOrMore<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (Array.isArray(value) ? value : [value]),
    z.array(item).min(1, 'is not empty').readonly(),
  );
}

function matching(pattern: RegExp, expected: string) {
  return z.string(expected).trim().regex(pattern, expected);
}

function httpUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const web = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  return web ? url.href : undefined;
}

/** An address of the web, in its normal form. */
export const url = readAs(httpUrl, 'is an address like https://example.org/page', 'invalid-address');
const date = readAs(
  parseDate,
  'is a date like 2025, 2025-02 or 2025-02-07, with ~ before it where it is reconstructed',
  'invalid-date',
);
const duration = readAs(
  parseDuration,
  'is a duration like 45m, 3h or 1h 45m, with ~ before it where it is estimated',
  'invalid-duration',
);
const length = readAs(
  parseLength,
  'is a duration like 1h 45m or a number of pages like "15 pages"',
  'invalid-duration',
);
const positiveInteger = readAs(
  (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined),
  'is a whole number from 1 on',
);
const flag = z.boolean('is true or false');
const reference = matching(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'is an id: a file name without its ending');
const language = readAs(
  (value) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value) ? value : undefined),
  'is a language tag like en or pt-BR',
);

function choice<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `is one of ${values.join(', ')}` });
}

const person = z.union([text.transform((name) => ({ name })), z.strictObject({ name: text, url: url.optional() })], {
  error: 'is a name, or { name: …, url: … }',
});
const titledLink = z.strictObject({ title: text, url });
const credit = z.strictObject({ text, url: url.optional() });
const topic = z.union(
  [text.transform((title) => ({ title })), z.strictObject({ title: text, summary: text.optional() })],
  {
    error: 'is a title, or { title: …, summary: … }',
  },
);
const prerequisite = z.union(
  [
    reference.transform((resource) => ({ resource, or: [] })),
    z.strictObject({ resource: reference, or: oneOrMore(reference).default([]), reason: text.optional() }),
  ],
  { error: 'is the id of a resource, or { resource: …, or: …, reason: … }' },
);
const session = z.strictObject({ on: date, time: duration });

const topicId = matching(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'is an id: letters, digits, ".", "_" and "-"');

const entryDates = {
  added: date.optional().describe('When it was written; by default the day of the first change of the file in git.'),
  updated: date
    .optional()
    .describe('When it was last changed; by default the day of the last change of the file in git.'),
};

/** Frontmatter of `content/log.md`. */
export const logSchema = z.strictObject({
  title: text.describe('What the log is called.'),
  tagline: text.optional().describe('One sentence under the title.'),
  author: person.optional().describe('Who keeps the log: a name, or `{ name: …, url: … }`.'),
  site: url
    .optional()
    .describe('Where the site is published; the base path follows from it. Feeds and the sitemap need it.'),
  repository: url
    .optional()
    .describe('Where the files are kept, or the folder there that holds `content/`; turns on “Propose a change”.'),
  language: language.default('en').describe('Language of the log, as a BCP 47 tag.'),
  topics: z
    .record(topicId, topic)
    .default({})
    .describe('The log’s vocabulary, in the order of lists: `id: Title` or `id: { title: …, summary: … }`.'),
  macros: z
    .record(matching(/^\\[A-Za-z]+$/, 'is the name of a TeX macro, like \\RR'), text)
    .default({})
    .describe('TeX macros for the formulas of the whole log.'),
  credits: oneOrMore(credit).default([]).describe('What the log is built on: `{ text: …, url: … }`.'),
  discussions: oneOrMore(titledLink).default([]).describe('Where the log is discussed: `{ title: …, url: … }`.'),
});

/** Frontmatter of a file in `content/weeks/`. */
export const weekSchema = z.strictObject({
  title: text.describe('What the week was about.'),
  summary: text.optional().describe('One sentence for the timeline.'),
  start: date.describe('First day.'),
  end: date.optional().describe('Last day; by default the day before the next week.'),
  planned: duration.optional().describe('How much time was meant to be spent.'),
  spent: z
    .record(topicId, duration)
    .optional()
    .describe('Time by topic that was not spent on one resource, such as exercises.'),
  rough: flag.default(false).describe('Whether the page says that these are rough notes.'),
  ...entryDates,
  draft: flag.default(false).describe('Shown in `dev`, absent from the published site.'),
});

/** Frontmatter of a file in `content/pages/`. */
export const pageSchema = z.strictObject({
  title: text.describe('Title of the page.'),
  summary: text.optional().describe('One sentence for the timeline and for search engines.'),
  place: choice(['before', 'after'])
    .optional()
    .describe('Before or after the weeks on the timeline; without it, the page is linked in the footer.'),
  ...entryDates,
  draft: flag.default(false).describe('Shown in `dev`, absent from the published site.'),
});

/** Frontmatter of a file in `content/resources/`. */
export const resourceSchema = z
  .strictObject({
    title: text.describe('Its full title.'),
    type: choice(resourceTypes).describe('What kind of thing it is.'),
    url: url.optional().describe('Where it is found.'),
    authors: oneOrMore(text).default([]).describe('Who made it; `et al.` as the last one stands for the rest.'),
    published: date.optional().describe('When it came out, as precisely as known.'),
    topics: oneOrMore(topicId).default([]).describe('Ids of topics of the log.'),
    level: choice(levels).optional().describe('How hard it is.'),
    length: length.optional().describe('A duration for what is watched or heard, `15 pages` for what is read.'),
    status: choice(statuses).optional().describe('How far the author got.'),
    because: text.optional().describe('Why it was abandoned, skimmed, or is queued.'),
    finished: date.optional().describe('When the author was through with it.'),
    spent: duration.optional().describe('Time spent on it.'),
    sessions: oneOrMore(session).optional().describe('Time spent, day by day: `{ on: 2025-02-14, time: 2h }`.'),
    verdict: text.optional().describe('The author’s judgement in one line.'),
    best: oneOrMore(text).default([]).describe('Topics, or words of your own, for which this is the one to pick.'),
    series: reference.optional().describe('Id of the resource that this is a part of.'),
    part: positiveInteger.optional().describe('Which part of the series.'),
    prerequisites: oneOrMore(prerequisite)
      .default([])
      .describe(
        'What to study first: ids, or `{ resource: …, or: …, reason: … }`, where one of those under `or` does as well.',
      ),
    access: choice(accesses).optional().describe('What it takes to get at it.'),
    checked: date.optional().describe('When `access` was last true.'),
    archived: url.optional().describe('Where a copy is kept.'),
    arxiv: identifier(arxivForm, 'is an arXiv identifier like 1706.03762')
      .optional()
      .describe('arXiv identifier; read from `url` where it tells.'),
    doi: identifier(doiForm, 'is a DOI like 10.1000/182').optional().describe('DOI; read from `url` where it tells.'),
    isbn: readAs(
      (value) => (isIsbn(value) ? value.replace(/[\s-]/g, '') : undefined),
      'is an ISBN with a right check digit',
      'invalid-identifier',
    )
      .optional()
      .describe('ISBN-10 or ISBN-13.'),
    youtube: identifier(youtubeForm, 'is a YouTube video id of 11 characters')
      .optional()
      .describe('YouTube video id; read from `url` where it tells.'),
    aliases: oneOrMore(reference).default([]).describe('Old ids, kept alive as redirects.'),
    ...entryDates,
    draft: flag.default(false).describe('Shown in `dev`, absent from the published site.'),
  })
  .refine((fields) => ['url', 'doi', 'isbn', 'arxiv'].some((key) => key in fields), {
    error: 'A resource needs one of "url", "doi", "isbn" or "arxiv", so that a reader can find it.',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

/** Validated frontmatter of each kind of entry. */
export type LogFields = Readonly<z.output<typeof logSchema>>;
export type WeekFields = Readonly<z.output<typeof weekSchema>>;
export type PageFields = Readonly<z.output<typeof pageSchema>>;
export type ResourceFields = Readonly<z.output<typeof resourceSchema>>;

/** The schema of the frontmatter of each kind of entry. */
export const schemas = { log: logSchema, week: weekSchema, page: pageSchema, resource: resourceSchema } as const;
