import type { CalendarDate } from './date.ts';
import type { Duration } from './duration.ts';
import type { Effort } from './effort.ts';
import type { Body, EntryKey, EntryLink, Heading, PageId, ResourceId, TopicId, WeekId } from './entry.ts';
import type { Facet } from './facets.ts';
import type { PathGraph, PathNode } from './path.ts';
import type { EntryDates, LinkFacts } from './records.ts';
import type { LogFields, PageFields, ResourceFields, ResourceType, WeekFields } from './schema.ts';

/** What a week, a page and a resource have in common. */
interface Node extends EntryDates {
  readonly key: EntryKey;
  readonly title: string;
  /** The file, relative to the log's folder. */
  readonly file: string;
  readonly body: Body;
  readonly isDraft: boolean;
}

/** What the graph has of frontmatter as it was validated: all but the fields that it makes something else of. */
type Facts<Fields, Changed extends keyof Fields> = Readonly<Omit<Fields, Changed | keyof EntryDates | 'draft'>>;

/** A dated stretch of the log. */
export interface Week extends Node, Facts<WeekFields, 'spent' | 'rough'> {
  readonly kind: 'week';
  readonly id: WeekId;
  /** 1 for the first week of the log. */
  readonly number: number;
  /** `end`, else the day before the next week; missing for a last week that is still open. */
  readonly end?: CalendarDate;
  /** Time by topic that was not spent on one resource. */
  readonly spent: ReadonlyMap<TopicId, Duration>;
  readonly isRough: boolean;
}

/** Undated prose with a place beside the weeks. */
export interface Page extends Node, Facts<PageFields, never> {
  readonly kind: 'page';
  readonly id: PageId;
}

/** A thing studied. */
export interface Resource extends Node, Facts<ResourceFields, 'topics' | 'series' | 'prerequisites' | 'sessions'> {
  readonly kind: 'resource';
  readonly id: ResourceId;
  /** Where it is found: its `url`, else the address of its DOI or arXiv page; missing for a bare ISBN. */
  readonly url?: string;
  /** Names; `hasMoreAuthors` is true if the list is incomplete. */
  readonly authors: readonly string[];
  readonly hasMoreAuthors: boolean;
  readonly topics: readonly Topic[];
  /** `spent`, else the sum of the sessions. */
  readonly spent?: Duration;
  /** Time spent day by day, as it was written; empty where `spent` says it in one. */
  readonly sessions: readonly Session[];
  readonly series?: ResourceId;
  readonly prerequisites: readonly {
    readonly resource: ResourceId;
    /** Alternatives. */
    readonly or: readonly ResourceId[];
    readonly reason?: string;
  }[];
  /** What was found at its `url`, where that was looked at and its author has not looked since. */
  readonly link?: LinkFacts;
  /** A copy: the one that its author names, else one that was found of what is gone. */
  readonly archived?: string;
}

/** Time spent on a resource on one day, or in a month or year where the day is not known. */
export interface Session {
  readonly on: CalendarDate;
  readonly time: Duration;
}

/** A subject, from the log's own vocabulary. */
export interface Topic {
  readonly id: TopicId;
  readonly title: string;
  readonly summary?: string;
  /** 1 for the first topic of the vocabulary. */
  readonly number: number;
}

/** A place where an entry links to a resource. */
export interface Mention {
  readonly from: Week | Page | Resource;
  /** The heading above the link, where there is one. */
  readonly section?: Heading;
  readonly link: EntryLink;
}

/** The mentions of a resource in one entry, by section, in the order of the text. */
export interface MentionsInEntry {
  readonly from: Week | Page | Resource;
  readonly sections: readonly { readonly section?: Heading; readonly links: readonly EntryLink[] }[];
}

/** A resource that another one rests on. */
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

/** How much there is to study before a resource, without the resource itself. */
export interface Beforehand {
  readonly resources: number;
  readonly effort: Effort;
}

/** A resource that rests on another one. */
export interface Dependent {
  readonly resource: Resource;
  readonly reason?: string;
}

/** The resources that were met for the first time in one section of a week or page. */
export interface MetInSection {
  /** A heading `##`; missing for what stands above the first one. */
  readonly section?: Heading;
  readonly resources: readonly Resource[];
}

/** A value of a facet, with the resources that have it. */
export interface FacetValue {
  readonly value: string;
  readonly resources: readonly Resource[];
}

/** The whole graph. Immutable, and sound when it came without problems. */
export interface Log extends Facts<LogFields, 'topics' | 'macros'> {
  readonly author?: { readonly name: string; readonly url?: string };
  readonly introduction: Body;
  readonly weeks: readonly Week[];
  readonly pages: readonly Page[];
  /** Pages before the weeks, the weeks, pages after them. */
  readonly timeline: readonly (Week | Page)[];
  /** In the order in which they were met; those never mentioned come last. */
  readonly resources: readonly Resource[];
  readonly topics: readonly Topic[];
  /** Types that occur, in the order of facets. */
  readonly types: readonly ResourceType[];
  find(key: EntryKey): Week | Page | Resource | undefined;
  resource(id: ResourceId): Resource;
  /**
   * Every place where an entry mentions this resource, in the order of the timeline; a card is left out where a
   * sentence of the same section mentions it too.
   */
  mentionsOf(resource: Resource): readonly Mention[];
  /** The same mentions, grouped by the entry and the section in which they stand. */
  mentionsByEntry(resource: Resource): readonly MentionsInEntry[];
  /** What to study before this resource. */
  prerequisitesOf(resource: Resource): readonly Prerequisite[];
  /** The resources that need this one, also as an alternative, in order of appearance. */
  requiredBy(resource: Resource): readonly Dependent[];
  /** The parts of a series: numbered ones first, the rest by date of publication. */
  partsOf(series: Resource): readonly Resource[];
  /** Resources on a topic, those that are best on something first, then in order of appearance. */
  resourcesOn(topic: Topic): readonly Resource[];
  resourcesOfType(type: ResourceType): readonly Resource[];
  /** The values of a facet that occur, each with its resources in order of appearance. */
  facetValues(facet: Facet): readonly FacetValue[];
  /** Resources with a value of a facet, in order of appearance. */
  resourcesWith(facet: Facet, value: string): readonly Resource[];
  /** Resources met for the first time in a week or page, by section, in order of appearance. */
  metIn(entry: Week | Page): readonly MetInSection[];
  /** The week or page of the timeline where a resource was met first. */
  firstMet(resource: Resource): Week | Page | undefined;
  /** Whether the timeline shows it: a week, a page with a place, or a resource that was met in one of them. */
  isOnTimeline(of: Week | Page | Resource): boolean;
  /** The neighbour of a week or page on the timeline. */
  previous(entry: Week | Page): Week | Page | undefined;
  next(entry: Week | Page): Week | Page | undefined;
  /** The path graph, by resource id. */
  readonly pathGraph: PathGraph<ResourceNode>;
  /** Resources with prerequisites, in order of appearance. */
  readonly withPath: readonly Resource[];
  /** How much there is to study before a resource. */
  beforehand(resource: Resource): Beforehand;
  /** All resources, each after its prerequisites, by `studyOrder()`. */
  readonly studyOrder: readonly Resource[];
}

/** A summary of a link target, from its frontmatter only. */
export type EntrySummary =
  | Pick<Week | Page, 'kind' | 'key'>
  | Pick<
      Resource,
      | 'kind'
      | 'key'
      | 'title'
      | 'type'
      | 'url'
      | 'youtube'
      | 'level'
      | 'authors'
      | 'hasMoreAuthors'
      | 'published'
      | 'length'
    >;
