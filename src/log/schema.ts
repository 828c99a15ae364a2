import { z } from 'zod';
import { levels } from './level.ts';
import {
  arxiv,
  choice,
  credit,
  date,
  doi,
  duration,
  flag,
  isbn,
  language,
  length,
  macroName,
  oneOrMore,
  pairsOf,
  person,
  positiveInteger,
  prerequisite,
  reference,
  session,
  text,
  titledLink,
  topic,
  topicId,
  topicKey,
  url,
  youtube,
} from './values.ts';

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
  topics: pairsOf(topicKey, topic)
    .default({})
    .describe('The log’s vocabulary, in the order of lists: `id: Title` or `id: { title: …, summary: … }`.'),
  macros: pairsOf(macroName, text).default({}).describe('TeX macros for the formulas of the whole log.'),
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
  spent: pairsOf(topicKey, duration)
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

/** The fields of which a resource needs one. */
const findable = ['url', 'doi', 'isbn', 'arxiv'] as const;

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
    arxiv: arxiv.optional().describe('arXiv identifier; read from `url` where it tells.'),
    doi: doi.optional().describe('DOI; read from `url` where it tells.'),
    isbn: isbn.optional().describe('ISBN-10 or ISBN-13.'),
    youtube: youtube.optional().describe('YouTube video id; read from `url` where it tells.'),
    aliases: oneOrMore(reference).default([]).describe('Old ids, kept alive as redirects.'),
    ...entryDates,
    draft: flag.default(false).describe('Shown in `dev`, absent from the published site.'),
  })
  .refine((fields) => findable.some((key) => key in fields), {
    error: 'A resource needs one of "url", "doi", "isbn" or "arxiv", so that a reader can find it.',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .meta({ anyOf: findable.map((key) => ({ required: [key] })) });

/** Validated frontmatter of each kind of entry. */
export type LogFields = Readonly<z.output<typeof logSchema>>;
export type WeekFields = Readonly<z.output<typeof weekSchema>>;
export type PageFields = Readonly<z.output<typeof pageSchema>>;
export type ResourceFields = Readonly<z.output<typeof resourceSchema>>;

/** The schema of the frontmatter of each kind of entry. */
export const schemas = { log: logSchema, week: weekSchema, page: pageSchema, resource: resourceSchema } as const;
