import { z } from 'zod';
import { levels } from './level.ts';
import {
  arxiv,
  author,
  choice,
  credit,
  date,
  doi,
  duration,
  factsOf,
  flag,
  isbn,
  language,
  length,
  logDate,
  macroName,
  noteReference,
  oneOrMore,
  pairsOf,
  person,
  positiveInteger,
  prerequisite,
  reference,
  session,
  site,
  text,
  titledLink,
  topic,
  topicId,
  topicKey,
  url,
  youtube,
  type ValueFacts,
} from './values.ts';

/** Types of resources, in the order of lists and facets. */
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

/** The author’s progress with a resource. */
export const statuses = ['finished', 'reading', 'skimmed', 'abandoned', 'queued'] as const;
export type Status = (typeof statuses)[number];

/** The requirements for access to a resource. */
export const accesses = ['free', 'registration', 'paid'] as const;
export type Access = (typeof accesses)[number];

const commonFields = {
  added: logDate.optional().describe('When it was written. Default: the day of the file’s first commit.'),
  updated: logDate.optional().describe('When it was last changed. Default: the day of the file’s last commit.'),
  draft: flag.default(false).describe('Shows the entry in `dev` but leaves it out of the published site.'),
};

/** Frontmatter of `content/log.md`. */
export const logSchema = z.strictObject({
  title: text.describe('The title of the log.'),
  tagline: text.optional().describe('One sentence below the title.'),
  author: person.optional().describe('Who keeps the log: a name, or `{ name: …, url: … }`.'),
  site: site
    .optional()
    .describe('The address of the published site, including the base path. Feeds and the sitemap need it.'),
  repository: url
    .optional()
    .describe(
      'The address of the repository, or of the folder in it that contains `content/`. Turns on “Propose a change”.',
    ),
  language: language.default('en').describe('The language of the log, as a BCP 47 tag.'),
  order: choice(['oldest', 'newest'])
    .optional()
    .describe('Which week comes first on the timeline. Default: the oldest; with more than 26 weeks, the newest.'),
  topics: pairsOf(topicKey, topic, 'id: Title')
    .default({})
    .describe('The topics of the log, in display order: `id: Title` or `id: { title: …, summary: … }`.'),
  macros: pairsOf(macroName, text, String.raw`\RR: '\mathbb{R}'`)
    .default({})
    .describe('TeX macros for all formulas in the log.'),
  credits: oneOrMore(credit).default([]).describe('What the log is built on: `{ text: …, url: … }`.'),
  discussions: oneOrMore(titledLink).default([]).describe('Where the log is discussed: `{ title: …, url: … }`.'),
});

/** Frontmatter of a file in `content/weeks/`. */
export const weekSchema = z.strictObject({
  title: text.describe('What the week was about.'),
  summary: text.optional().describe('One sentence for the timeline.'),
  start: logDate.describe('First day. `date` means the same.'),
  end: logDate
    .optional()
    .describe('Last day. Default: a week after the first, or the day before the next week if that is sooner.'),
  planned: duration.optional().describe('How much time you planned to spend.'),
  spent: pairsOf(topicKey, duration, 'topic: 3h')
    .optional()
    .describe('Time by topic that belongs to no single resource, such as exercises.'),
  rough: flag.default(false).describe('Whether to label the page as rough notes.'),
  ...commonFields,
});

/** Frontmatter of a file in `content/notes/` or in a folder there. */
export const noteSchema = z.strictObject({
  title: text.describe('The title of the note.'),
  summary: text.optional().describe('One sentence for lists and for search engines.'),
  topics: oneOrMore(topicId).optional().describe('The ids of its topics. Default: the folder that it is in.'),
  aliases: oneOrMore(noteReference).default([]).describe('Old ids, with their folders, which redirect to this page.'),
  ...commonFields,
  added: logDate
    .optional()
    .describe('When it was written. `date` means the same. Default: the day of the file’s first commit.'),
});

/** Frontmatter of a file in `content/pages/`. */
export const pageSchema = z.strictObject({
  title: text.describe('The title of the page.'),
  summary: text.optional().describe('One sentence for the timeline and for search engines.'),
  place: choice(['before', 'after'])
    .optional()
    .describe('Whether it comes before or after the weeks on the timeline. Without it, the footer links to the page.'),
  menu: flag
    .default(false)
    .describe(
      'Whether the footer links to it. By default, it links to the first six pages that are not on the timeline.',
    ),
  ...commonFields,
});

/** Frontmatter of a file in `content/resources/`. */
export const resourceSchema = z.strictObject({
  title: text.describe('The full title.'),
  type: choice(resourceTypes).describe('The type of resource.'),
  url: url.optional().describe('The address, if it has one.'),
  authors: oneOrMore(author)
    .default([])
    .describe('Who made it: names, or `{ name: …, institution: true }`. End the list with `et al.` if there are more.'),
  published: date.optional().describe('When it was published, as precisely as you know.'),
  topics: oneOrMore(topicId).default([]).describe('The ids of its topics.'),
  level: choice(levels).optional().describe('How hard it is.'),
  length: length.optional().describe('A duration, or a number of pages for a text.'),
  status: choice(statuses).optional().describe('How far you got.'),
  because: text.optional().describe('Why it is abandoned, skimmed or queued.'),
  finished: logDate.optional().describe('When you finished it.'),
  spent: duration.optional().describe('Time spent on it.'),
  sessions: oneOrMore(session).optional().describe('Time spent, day by day: `{ on: 2025-02-14, time: 2h }`.'),
  verdict: text.optional().describe('Your verdict in one line.'),
  best: oneOrMore(text)
    .default([])
    .describe('Topics, or other purposes in your own words, for which this is the best resource.'),
  series: reference.optional().describe('The id of the series that this is part of.'),
  part: positiveInteger.optional().describe('The number of this part in the series.'),
  prerequisites: oneOrMore(prerequisite)
    .default([])
    .describe('What to study first: ids, or `{ resource: …, or: …, reason: … }`, where `or` lists alternatives.'),
  access: choice(accesses).optional().describe('What a reader needs for access.'),
  checked: logDate.optional().describe('When you last checked the address and `access`.'),
  archived: url.optional().describe('The address of a copy.'),
  arxiv: arxiv.optional().describe('arXiv identifier. Default: taken from `url`.'),
  doi: doi.optional().describe('DOI. Default: taken from `url`.'),
  isbn: isbn.optional().describe('ISBN-10 or ISBN-13.'),
  youtube: youtube.optional().describe('YouTube video id. Default: taken from `url`.'),
  aliases: oneOrMore(reference).default([]).describe('Old ids, which redirect to this page.'),
  ...commonFields,
});

/** Validated frontmatter of each kind of entry. */
export type LogFields = Readonly<z.output<typeof logSchema>>;
export type WeekFields = Readonly<z.output<typeof weekSchema>>;
export type NoteFields = Readonly<z.output<typeof noteSchema>>;
export type PageFields = Readonly<z.output<typeof pageSchema>>;
export type ResourceFields = Readonly<z.output<typeof resourceSchema>>;

/** The schema of the frontmatter of each kind of entry. */
export const schemas = {
  log: logSchema,
  week: weekSchema,
  note: noteSchema,
  page: pageSchema,
  resource: resourceSchema,
} as const;

/** A frontmatter field, as its schema describes it. */
export interface Field extends ValueFacts {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** The fields of a kind of entry, in the order of its schema. */
export function fieldsOf(kind: keyof typeof schemas): readonly Field[] {
  return Object.entries<z.ZodType>(schemas[kind].shape).map(([name, schema]) => {
    if (schema.description === undefined) throw new Error(`The field "${name}" of a ${kind} has no description.`);
    const isRequired = !schema.safeParse(undefined).success;
    return { name, isRequired, description: schema.description, ...factsOf(schema), schema };
  });
}

/** Other names that a field may have, as in the frontmatter of Jekyll and Hugo. */
export const fieldAliases: Readonly<Record<keyof typeof schemas, Readonly<Record<string, string>>>> = {
  log: {},
  week: { date: 'start' },
  note: { date: 'added' },
  page: { date: 'added' },
  resource: {},
};

/** Fields of other programs without a meaning here (Jekyll, Hugo, Obsidian, Quarto). */
export const foreignFields: ReadonlySet<string> = new Set([
  ...['layout', 'permalink', 'slug', 'category', 'categories', 'tags', 'tag', 'keywords', 'weight', 'menu', 'lang'],
  ...['toc', 'math', 'mathjax', 'katex', 'mermaid', 'comments', 'pin', 'share', 'sitemap', 'robots', 'redirect_from'],
  ...['cssclass', 'cssclasses', 'publish', 'cover', 'image', 'banner', 'thumbnail', 'format', 'jupyter', 'execute'],
]);
