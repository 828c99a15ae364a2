import type { SourceRange } from './problem.ts';
import type { LogFields, PageFields, ResourceFields, WeekFields } from './schema.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Where an entry stands below `content/`, without its ending: `resources/ppo`, `weeks/01-pre-training`, `log`. */
export type EntryKey = Branded<'EntryKey'>;
export type WeekId = Branded<'WeekId'>;
export type PageId = Branded<'PageId'>;
export type ResourceId = Branded<'ResourceId'>;
export type TopicId = Branded<'TopicId'>;

/** A heading of a body. */
export interface Heading {
  /** The fragment that leads to it, made as GitHub makes it. */
  readonly id: string;
  /** 2 for `##`, and so on. */
  readonly depth: number;
  readonly text: string;
  /** The words of the first paragraph below it; empty where there is none before the next heading. */
  readonly opening: string;
}

/** A heading as a list of contents shows it. */
export type ContentsLine = Omit<Heading, 'opening'>;

/** A link from a body to another entry. */
export interface EntryLink {
  readonly target: EntryKey;
  /** What follows `#`: the id of a heading, an equation or a line of code, or empty. */
  readonly fragment: string;
  /** Seconds from the start, where the link is to a moment of a recording. */
  readonly moment?: number;
  /** The id of the link itself on its page. */
  readonly id: string;
  /** The id of the last heading above it, or empty. */
  readonly section: string;
  /** The words of the sentence around the link; empty around a card. */
  readonly sentence: { readonly before: string; readonly text: string; readonly after: string };
  readonly range: SourceRange;
  /** The address as it is written, and where; missing where it has escapes. */
  readonly address?: WrittenAddress;
}

/** The address of a link as it stands in the file, without brackets and title. */
export interface WrittenAddress {
  readonly text: string;
  readonly range: SourceRange;
}

/** A link from a body to an http address. */
export interface WebLink {
  readonly url: string;
  readonly range: SourceRange;
}

/** A picture in a body. */
export interface ImageReference {
  /** Its path below `content/`. */
  readonly path: string;
  readonly range: SourceRange;
}

/** What is known of the body of an entry without rendering it. */
export interface Body {
  readonly headings: readonly Heading[];
  readonly links: readonly EntryLink[];
  readonly webLinks: readonly WebLink[];
  readonly images: readonly ImageReference[];
  /** The words of the first paragraph. */
  readonly opening: string;
  readonly words: number;
  /** How many displayed equations there are. */
  readonly equations: number;
  /** How many lines each block of code has. */
  readonly codeLines: readonly number[];
  readonly hasMath: boolean;
  readonly isEmpty: boolean;
}

interface EntryOf<Kind extends string, Fields> {
  readonly kind: Kind;
  readonly key: EntryKey;
  /** The file, relative to the log's folder, with forward slashes. */
  readonly file: string;
  readonly fields: Fields;
  /** The frontmatter as it is written, before the schema reads it: numbers are texts. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Where each value of the frontmatter stands, by its path (`prerequisites.0.resource`). */
  readonly ranges: Readonly<Record<string, SourceRange>>;
  /** Where each key of `spent` stands, by its path. */
  readonly keyRanges?: Readonly<Record<string, SourceRange>>;
  readonly body: Body;
}

/** A Markdown file of a log, its frontmatter valid, before the graph is built. */
export type Entry =
  | EntryOf<'log', LogFields>
  | EntryOf<'week', WeekFields>
  | EntryOf<'page', PageFields>
  | EntryOf<'resource', ResourceFields>;

export type EntryKind = Entry['kind'];
export type EntryOfKind<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>;

/** The folder below `content/` that holds each kind of entry. */
export const folders = { week: 'weeks', page: 'pages', resource: 'resources' } as const;

/** The key of `content/log.md`. */
export const logKey = 'log' as EntryKey;

/** The key of the entry with this id in this folder. */
export function entryKey(folder: string, id: string): EntryKey {
  return `${folder}/${id}` as EntryKey;
}

/** The key of the entry that a resource id names. */
export function resourceKey(id: string): EntryKey {
  return entryKey(folders.resource, id);
}

/** The file name of an entry without its ending. */
export function idOf(key: EntryKey): string {
  return key.slice(key.indexOf('/') + 1);
}
