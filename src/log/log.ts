import type { CalendarDate } from './date.ts';
import type { Duration } from './length.ts';
import type { Effort } from './effort.ts';
import type { Body, ContentsLine, EntryKey, NoteId, PageId, ResourceId, ShownLink, TopicId, WeekId } from './entry.ts';
import type { Facet } from './facets.ts';
import type { InlineHtml } from './inlineText.ts';
import type { PathGraph, PathNode } from './path.ts';
import type { Discussion, EntryDates, LinkFacts } from './records.ts';
import type { LogAuthor } from './values.ts';
import type { LogFields, NoteFields, PageFields, ResourceFields, ResourceType, WeekFields } from './schema.ts';

/** The properties shared by weeks, notes, pages and resources. */
interface OfEntry extends EntryDates {
  readonly key: EntryKey;
  readonly title: string;
  /** The HTML of fields with inline Markdown. The fields themselves are text without it. */
  readonly inline?: InlineHtml;
  /** The file, relative to the log's folder. */
  readonly file: string;
  readonly body: Body;
  /** Where it is discussed. */
  readonly discussions: readonly Discussion[];
  readonly isDraft: boolean;
}

/** Validated frontmatter, without the fields that the graph converts. */
type Facts<Fields, Changed extends keyof Fields> = Readonly<
  Omit<Fields, Changed | keyof EntryDates | 'draft' | 'discussions'>
>;

/** A dated period of the log. */
export interface Week extends OfEntry, Facts<WeekFields, 'spent' | 'rough' | 'topics'> {
  readonly kind: 'week';
  readonly id: WeekId;
  /** 1 for the first week of the log. */
  readonly number: number;
  /** `end`, or else the day before the next week; missing if the last week is still open. */
  readonly end?: CalendarDate;
  /** Time by topic that was not spent on a particular resource. */
  readonly spent: ReadonlyMap<TopicId, Duration>;
  readonly topics: readonly Topic[];
  readonly isRough: boolean;
  /** Whether to show only its first day, as for an issue of a newsletter: see `hasOnlyStarts()`. */
  readonly hasOnlyStart: boolean;
}

/** A text about something learned that is not one source. `added` is its date. */
export interface Note extends OfEntry, Facts<NoteFields, 'topics'> {
  readonly kind: 'note';
  readonly id: NoteId;
  readonly topics: readonly Topic[];
}

/** Undated prose next to the weeks. */
export interface Page extends OfEntry, Facts<PageFields, 'topics'> {
  readonly kind: 'page';
  readonly id: PageId;
  readonly topics: readonly Topic[];
}

/** Something studied, such as a paper or a video. */
export interface Resource
  extends OfEntry,
    Facts<ResourceFields, 'topics' | 'best' | 'series' | 'prerequisites' | 'sessions' | 'authors' | 'editors' | 'key'> {
  readonly kind: 'resource';
  readonly id: ResourceId;
  /** Its `url`, or else the address of its DOI or arXiv page; missing if it has only an ISBN. */
  readonly url?: string;
  /** The key by which texts cite it, if it is not the id. */
  readonly citationKey?: string;
  /** Names; `hasMoreAuthors` is true if the list is incomplete. */
  readonly authors: readonly string[];
  readonly hasMoreAuthors: boolean;
  readonly editors: readonly string[];
  readonly hasMoreEditors: boolean;
  /** The authors and editors that are not persons. */
  readonly institutions: readonly string[];
  readonly topics: readonly Topic[];
  /** The titles of topics, or other subjects in the author's words. */
  readonly best: readonly string[];
  /** `spent`, or else the sum of the sessions. */
  readonly spent?: Duration;
  /** Time spent by day, as written; empty if `spent` gives the total. */
  readonly sessions: readonly Session[];
  readonly series?: ResourceId;
  readonly prerequisites: readonly {
    readonly resource: ResourceId;
    /** Alternatives. */
    readonly or: readonly ResourceId[];
    readonly reason?: string;
  }[];
  /** The result of the last check of its address; missing if the author has checked it since. */
  readonly link?: LinkFacts;
  /** An archived copy: the one in frontmatter, or else one found for a dead address. */
  readonly archived?: string;
}

/** Prose: what is read from start to end. */
export type Prose = Week | Note | Page;

/** Everything that has its own page. */
export type Node = Prose | Resource;

/** Time spent on a resource on one day, or in a month or year if the day is unknown. */
export interface Session {
  readonly on: CalendarDate;
  readonly time: Duration;
}

/** A subject from the vocabulary in `content/log.md`, or a folder of notes. */
export interface Topic {
  readonly id: TopicId;
  readonly title: string;
  readonly summary?: string;
  /** The HTML of its title and summary, if they have inline Markdown. */
  readonly inline?: InlineHtml;
  /** The topic that it is in. */
  readonly parent?: Topic;
  /** 1 for the first topic of the log; topics that are in no other come first. */
  readonly number: number;
}

/** A link from an entry to a note or a resource. */
export interface Mention {
  readonly from: Node;
  /** The heading above the link, if any. */
  readonly section?: ContentsLine;
  readonly link: ShownLink;
}

/** A resource to study before another one. */
export interface Prerequisite {
  readonly resource: Resource;
  /** Alternatives. */
  readonly or: readonly Resource[];
  readonly reason?: string;
}

/** A resource in the path graph. */
export interface ResourceNode extends PathNode {
  readonly resource: Resource;
}

/** The amount to study before a resource, without the resource itself. */
export interface Beforehand {
  readonly resources: number;
  readonly effort: Effort;
}

/** A resource with another one as a prerequisite. */
export interface Dependent {
  readonly resource: Resource;
  readonly reason?: string;
}

/** The resources first mentioned in one section of a week, note or page. */
export interface MetInSection {
  /** A `##` heading; missing for the text above the first one. */
  readonly section?: ContentsLine;
  readonly resources: readonly Resource[];
}

/** A value of a facet, with the resources that have it. */
export interface FacetValue {
  readonly value: string;
  readonly resources: readonly Resource[];
}

/** A page of the timeline. The home page is the first one. */
export interface TimelinePage {
  /** 1 for the first page. */
  readonly number: number;
  /** The number of pages. */
  readonly all: number;
  readonly months: readonly TimelineMonth[];
}

/** The entries of a month, or all entries if the timeline is short. */
export interface TimelineMonth {
  /** `YYYY-MM`, or `YYYY` for a week whose month is unknown; missing if the timeline has no headings. */
  readonly month?: string;
  readonly entries: readonly (Week | Page)[];
}

/** A subject, and the resource that the log calls the best on it. */
export interface BestHere {
  readonly subject: string;
  readonly resource: Resource;
}

/** The whole graph. Immutable; complete if it was built without problems. */
export interface Log extends Facts<LogFields, 'topics' | 'macros' | 'author' | 'authors'> {
  readonly discussions: LogFields['discussions'];
  /** Who keeps the log; may be empty. */
  readonly authors: readonly LogAuthor[];
  /** The HTML of fields with inline Markdown. */
  readonly inline?: InlineHtml;
  readonly introduction: Body;
  readonly weeks: readonly Week[];
  /** Oldest first; those without a date come last. */
  readonly notes: readonly Note[];
  /** Newest first; those without a date come last, by their first topic. */
  readonly newestNotes: readonly Note[];
  readonly pages: readonly Page[];
  /** Pages before the weeks, the weeks, pages after them; empty without weeks, when no page has a place. */
  readonly timeline: readonly (Week | Page)[];
  /** In order of appearance; those never mentioned come last. */
  readonly resources: readonly Resource[];
  /** Everything that has its own page: resources, weeks, notes, pages, each in their order. */
  readonly nodes: readonly Node[];
  /**
   * The topics of log.md in their order, then those that only folders of notes have. The topics in a topic follow it.
   */
  readonly topics: readonly Topic[];
  /** Types that occur, in facet order. */
  readonly types: readonly ResourceType[];
  find(key: EntryKey): Node | undefined;
  resource(id: ResourceId): Resource;
  readonly timelinePages: readonly TimelinePage[];
  /**
   * All mentions of a note or a resource in other entries, in timeline order, then in notes, the other pages and
   * resources. A card is left out if a sentence in the same section mentions the resource too.
   */
  mentionsOf(of: Note | Resource): readonly Mention[];
  /** The prerequisites of a resource. */
  prerequisitesOf(resource: Resource): readonly Prerequisite[];
  /** The resources that have this one as a prerequisite or an alternative, in order of appearance. */
  requiredBy(resource: Resource): readonly Dependent[];
  /** The key by which texts cite a resource: its `key`, unless another resource has it too, or else its id. */
  citationKeyOf(resource: Resource): string;
  /**
   * The best resources on the subjects of a resource, which its title, short name, id and topics name, without itself
   * and without the subjects on which it is one of the best.
   */
  bestHere(resource: Resource): readonly BestHere[];
  /** The parts of a series: numbered ones first, the rest by publication date. */
  partsOf(series: Resource): readonly Resource[];
  /** The topics in this one; without an argument, the topics that are in no other. */
  topicsIn(parent?: Topic): readonly Topic[];
  /** Resources on a topic or on a topic in it, best first, then in order of appearance. */
  resourcesOn(topic: Topic): readonly Resource[];
  /** Notes on a topic or on a topic in it, newest first, then weeks, newest first, then pages. */
  proseOn(topic: Topic): readonly Prose[];
  resourcesOfType(type: ResourceType): readonly Resource[];
  /** The occurring values of a facet, each with its resources in order of appearance. */
  facetValues(facet: Facet): readonly FacetValue[];
  /** Resources with a facet value, in order of appearance. */
  resourcesWith(facet: Facet, value: string): readonly Resource[];
  /** Resources first mentioned in a week, note or page, by section, in order of appearance. */
  metIn(entry: Prose): readonly MetInSection[];
  /** The first entry of the timeline to mention a resource, or else the first note. */
  firstMet(resource: Resource): Prose | undefined;
  /**
   * The number of the timeline page with a week, a page with a `place`, or a resource mentioned in one of them;
   * undefined for all others.
   */
  timelinePageOf(of: Node): number | undefined;
  /** The pages that the footer links to. None of them is on the timeline. */
  readonly menuPages: readonly Page[];
  /** The week or page before this one on the timeline. For a note, the next older one. */
  previous(entry: Prose): Prose | undefined;
  /** The week or page after this one on the timeline. For a note, the next newer one. */
  next(entry: Prose): Prose | undefined;
  /** The path graph, by resource id. */
  readonly pathGraph: PathGraph<ResourceNode>;
  /** Resources with prerequisites, in order of appearance. */
  readonly withPath: readonly Resource[];
  /** The amount to study before a resource. */
  beforehand(resource: Resource): Beforehand;
  /** All resources, each after its prerequisites, by `studyOrder()`. */
  readonly studyOrder: readonly Resource[];
}

/** A summary of a link target, from its frontmatter only. */
export type EntrySummary =
  | Pick<Week | Page, 'kind' | 'key'>
  | Pick<Note, 'kind' | 'key' | 'title' | 'inline' | 'added'>
  | Pick<
      Resource,
      | 'kind'
      | 'key'
      | 'title'
      | 'inline'
      | 'type'
      | 'url'
      | 'youtube'
      | 'level'
      | 'authors'
      | 'hasMoreAuthors'
      | 'institutions'
      | 'published'
      | 'length'
    >;
