import { z } from 'zod';
import { levels } from './level.ts';
import {
  amountOf,
  arxiv,
  author,
  choice,
  citationKey,
  credit,
  date,
  doi,
  duration,
  factsOf,
  finding,
  flag,
  isbn,
  logAuthor,
  language,
  length,
  logDate,
  longText,
  macroName,
  noteReference,
  oneOrMore,
  pageRange,
  pairsOf,
  period,
  named,
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
  discussions: oneOrMore(url)
    .default([])
    .describe('Where it is discussed: addresses on Hacker News, Lobsters, GitHub or elsewhere.'),
  draft: flag.default(false).describe('Shows the entry in `dev` but leaves it out of the published site.'),
};

const fieldsOfLog = z.strictObject({
  title: text.describe('The title of the log.'),
  tagline: text.optional().describe('One sentence below the title.'),
  author: logAuthor
    .optional()
    .describe(
      'Who keeps the log: a name, or `{ name: …, url: …, orcid: … }`. For an institution, add `institution: true`.',
    ),
  authors: oneOrMore(logAuthor)
    .optional()
    .describe('Who keeps the log, if there are several. Each is written like `author`.'),
  site: site
    .optional()
    .describe('The address of the published site, including the base path. Feeds and the sitemap need it.'),
  license: named.optional().describe('The licence of the log, shown in the footer: a name, or `{ name: …, url: … }`.'),
  repository: url
    .optional()
    .describe(
      'The address of the repository, or of the folder in it that contains `content/`. Turns on “Propose a change”.',
    ),
  language: language.default('en').describe('The language of the log, as a BCP 47 tag.'),
  order: choice(['oldest', 'newest'])
    .optional()
    .describe('Which week comes first on the timeline. Default: the oldest; with more than 26 weeks, the newest.'),
  period: period
    .default('week')
    .describe('What the log is kept in. It can be a word of your own: `{ one: sprint, other: sprints }`.'),
  numbered: flag
    .default(true)
    .describe('Whether weeks, or whatever the log is kept in, have numbers. If not, they have dates.'),
  topics: pairsOf(topicKey, topic, 'id: Title')
    .default({})
    .describe(
      'The topics of the log, in display order: `id: Title` or `id: { title: …, summary: …, parent: … }`. Folders of notes need not be listed.',
    ),
  macros: pairsOf(macroName, text, String.raw`\RR: '\mathbb{R}'`)
    .default({})
    .describe('TeX macros for all formulas in the log.'),
  offline: flag
    .default(true)
    .describe('Whether readers who install the site as an app can read visited pages without a network.'),
  madeWith: flag.default(true).describe('Whether the footer says what the site is made with.'),
  sharePictures: flag
    .default(true)
    .describe('Whether pages have a picture that other sites show with a link to them. They need `site`.'),
  credits: oneOrMore(credit).default([]).describe('What the log is built on: `{ text: …, url: … }`.'),
  discussions: oneOrMore(titledLink).default([]).describe('Where the log is discussed: `{ title: …, url: … }`.'),
});

/** Frontmatter of `content/log.md`. */
export const logSchema = fieldsOfLog.refine(({ author, authors }) => author === undefined || authors === undefined, {
  path: ['author'],
  message: 'is left out beside "authors", which lists everybody',
});

/** Frontmatter of a file in `content/weeks/`, or in the folder named after the log’s period. */
export const weekSchema = z.strictObject({
  title: text.describe('What the week was about.'),
  summary: text.optional().describe('One sentence for the timeline.'),
  start: logDate.describe('First day. `date` means the same.'),
  end: logDate
    .optional()
    .describe(
      'Last day. Default: the seventh day (with another `period`, the first day or the end of the month), or the day before the next one if that is sooner.',
    ),
  planned: duration.optional().describe('How much time you planned to spend.'),
  spent: pairsOf(topicKey, duration, 'topic: 3h')
    .optional()
    .describe('Time by topic that was not spent on a particular resource, such as exercises.'),
  topics: oneOrMore(topicId).default([]).describe('The ids of its topics.'),
  rough: flag.default(false).describe('Whether to label the page as rough notes.'),
  find: finding
    .optional()
    .describe(
      'The best find of the week: the id of a resource, or `{ resource: …, because: … }`, or `{ title: …, because: … }`. Default: its first new resource that is `best` for something.',
    ),
  deadEnd: finding
    .optional()
    .describe('The dead end of the week, written like `find`. Default: its first new resource that is abandoned.'),
  unrecorded: amountOf(resourceTypes)
    .optional()
    .describe('How many more resources you studied that week but did not add to the log, like `20` or `20 papers`.'),
  ...commonFields,
});

/** Frontmatter of a file in `content/notes/` or in a folder there. */
export const noteSchema = z.strictObject({
  title: text.describe('The title of the note.'),
  summary: text.optional().describe('One sentence for lists and for search engines.'),
  topics: oneOrMore(topicId).optional().describe('The ids of its topics. Default: its folder.'),
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
    .describe(
      'Whether it comes before or after the weeks on the timeline. Without it or without weeks, the footer links to the page.',
    ),
  menu: flag
    .default(false)
    .describe(
      'Whether the footer links to it. By default, it links to the first six pages that are not on the timeline.',
    ),
  topics: oneOrMore(topicId).default([]).describe('The ids of its topics.'),
  ...commonFields,
});

/** Frontmatter of a file in `content/resources/`. */
export const resourceSchema = z.strictObject({
  title: text.describe('The full title.'),
  short: text
    .optional()
    .describe('A short name, such as “InstructGPT”, for drawings, lists of steps and small screens.'),
  type: choice(resourceTypes)
    .optional()
    .describe('The type of resource. Required unless the address or an identifier implies it.'),
  url: url.optional().describe('The address, if it has one.'),
  authors: oneOrMore(author)
    .default([])
    .describe('Who made it: names, or `{ name: …, institution: true }`. End the list with `et al.` if there are more.'),
  published: date.optional().describe('When it was published, as precisely as you know.'),
  venue: text.optional().describe('The journal, conference, channel or website in which it appeared.'),
  volume: text.optional().describe('The volume of the journal, proceedings or book.'),
  issue: text.optional().describe('The issue of the journal.'),
  pages: pageRange
    .optional()
    .describe('Its pages in the journal or book, like `1–12`. For how long it is, use `length`.'),
  publisher: text.optional().describe('Who published it.'),
  editors: oneOrMore(author).optional().describe('Who edited the book or proceedings, written like `authors`.'),
  edition: text.optional().describe('The edition of a book, like `2nd`.'),
  summary: text.optional().describe('What it is, in one line without a verdict. Shown if there is no `verdict`.'),
  abstract: longText.optional().describe('Its own abstract, at most 5,000 characters.'),
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
  code: url.optional().describe('The address of its code.'),
  slides: url.optional().describe('The address of its slides.'),
  video: url.optional().describe('The address of a video of it.'),
  arxiv: arxiv.optional().describe('arXiv identifier. Default: taken from `url`.'),
  doi: doi.optional().describe('DOI. Default: taken from `url`.'),
  isbn: isbn.optional().describe('ISBN-10 or ISBN-13.'),
  youtube: youtube.optional().describe('YouTube video id. Default: taken from `url`.'),
  key: citationKey.optional().describe('Its citation key, for exports. Default: its id.'),
  aliases: oneOrMore(reference).default([]).describe('Old ids, which redirect to this page.'),
  ...commonFields,
});

/** Validated frontmatter of each kind of entry. */
export type LogFields = Readonly<z.output<typeof logSchema>>;
export type WeekFields = Readonly<z.output<typeof weekSchema>>;
export type NoteFields = Readonly<z.output<typeof noteSchema>>;
export type PageFields = Readonly<z.output<typeof pageSchema>>;
/** The type is as written, or as the address or an identifier implies. */
export type ResourceFields = Readonly<z.output<typeof resourceSchema>> & { readonly type: ResourceType };

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

const fieldsByKind = new Map<keyof typeof schemas, readonly Field[]>();

/** The fields of a kind of entry, in the order of its schema. */
export function fieldsOf(kind: keyof typeof schemas): readonly Field[] {
  const fields = fieldsByKind.get(kind) ?? readFields(kind);
  fieldsByKind.set(kind, fields);
  return fields;
}

function readFields(kind: keyof typeof schemas): readonly Field[] {
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
