import { dayBefore, firstDay, lastDay, type CalendarDate } from './date.ts';
import type { Duration } from './duration.ts';
import { effortOf, effortOfAll, type Effort } from './effort.ts';
import {
  entryKey,
  folders,
  idOf,
  type Body,
  type Entry,
  type EntryKey,
  type EntryLink,
  type Heading,
  type PageId,
  type ResourceId,
  type TopicId,
  type WeekId,
} from './entry.ts';
import { collectFacet, type Facet, type FacetValue } from './facets.ts';
import { checkGraph } from './graph.ts';
import { identifiersFromUrl } from './identifiers.ts';
import { mainAddress } from './outsideLinks.ts';
import { pathTo, studyOrder, type PathGraph, type PathNode } from './path.ts';
import { compareProblems, compareText, type Problem } from './problem.ts';
import { entryDates, linkFacts, noRecords, type EntryDates, type LinkFacts, type Records } from './records.ts';
import { resourceTypes, type LogFields, type ResourceFields, type ResourceType } from './schema.ts';

/** What a week, a page and a resource have in common. */
interface Node extends EntryDates {
  readonly key: EntryKey;
  readonly title: string;
  /** The file, relative to the log's folder. */
  readonly file: string;
  readonly body: Body;
  readonly isDraft: boolean;
}

/** A dated stretch of the log. */
export interface Week extends Node {
  readonly kind: 'week';
  readonly id: WeekId;
  /** 1 for the first week of the log. */
  readonly number: number;
  readonly summary?: string;
  readonly start: CalendarDate;
  /** Missing for a last week that is still open. */
  readonly end?: CalendarDate;
  readonly planned?: Duration;
  /** Time by topic that was not spent on one resource. */
  readonly spent: ReadonlyMap<TopicId, Duration>;
  readonly isRough: boolean;
}

/** Undated prose with a place beside the weeks. */
export interface Page extends Node {
  readonly kind: 'page';
  readonly id: PageId;
  readonly summary?: string;
  readonly place?: 'before' | 'after';
}

/** The fields of a resource that the log hands on as its frontmatter has them. */
type ResourceFacts = Omit<
  ResourceFields,
  'topics' | 'series' | 'prerequisites' | 'sessions' | 'added' | 'updated' | 'draft'
>;

/** A thing studied. Its `url` is where it is found: that of its frontmatter, else the address of its DOI or arXiv page. */
export interface Resource extends Node, ResourceFacts {
  readonly kind: 'resource';
  readonly id: ResourceId;
  /** Whether it has more authors than are listed. */
  readonly hasMoreAuthors: boolean;
  readonly topics: readonly Topic[];
  /** `spent`, else the sum of the sessions. */
  readonly spent?: Duration;
  /** Time spent day by day, as it was written; empty where `spent` says it in one. */
  readonly sessions: readonly Session[];
  readonly series?: ResourceId;
  readonly prerequisites: readonly {
    readonly resource: ResourceId;
    /** Those of which one does as well. */
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
  /** Those of which one does as well. */
  readonly or: readonly Resource[];
  readonly reason?: string;
}

/** A resource as a path knows it. */
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

/** The whole graph. Immutable, and sound when it came without problems. */
export interface Log {
  readonly title: string;
  readonly tagline?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly site?: string;
  readonly repository?: string;
  readonly language: string;
  readonly credits: LogFields['credits'];
  readonly discussions: LogFields['discussions'];
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
  /** What this resource leads to, where it is one of several that do as well too, in the order met. */
  requiredBy(resource: Resource): readonly Dependent[];
  /** The parts of a series: numbered ones first, the rest by date of publication. */
  partsOf(series: Resource): readonly Resource[];
  /** Resources on a topic, those that are best on something first, then in the order met. */
  resourcesOn(topic: Topic): readonly Resource[];
  resourcesOfType(type: ResourceType): readonly Resource[];
  /** The values of a facet that occur, each with its resources in the order met. */
  facetValues(facet: Facet): readonly FacetValue[];
  /** Resources with a value of a facet, in the order met. */
  resourcesWith(facet: Facet, value: string): readonly Resource[];
  /** Resources met for the first time in a week or page, by section, in the order met. */
  metIn(entry: Week | Page): readonly MetInSection[];
  /** The week or page of the timeline where a resource was met first. */
  firstMet(resource: Resource): Week | Page | undefined;
  /** Whether the timeline shows it: a week, a page with a place, or a resource that was met in one of them. */
  isOnTimeline(of: Week | Page | Resource): boolean;
  /** The neighbour of a week or page on the timeline. */
  previous(entry: Week | Page): Week | Page | undefined;
  next(entry: Week | Page): Week | Page | undefined;
  /** What a path knows of each resource, by its id. */
  readonly pathGraph: PathGraph<ResourceNode>;
  /** Resources that something is to be studied before, in the order met. */
  readonly withPath: readonly Resource[];
  /** How much there is to study before a resource. */
  beforehand(resource: Resource): Beforehand;
  /** All resources, each after its prerequisites, by `studyOrder()`. */
  readonly studyOrder: readonly Resource[];
}

const fallbackRoot: LogFields = {
  title: 'Untitled log',
  language: 'en',
  topics: {},
  macros: {},
  credits: [],
  discussions: [],
};

const emptyBody: Body = {
  headings: [],
  links: [],
  webLinks: [],
  images: [],
  opening: '',
  words: 0,
  equations: 0,
  codeLines: [],
  hasMath: false,
  isEmpty: true,
};

type EntryOfKind<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

function isKind<Kind extends Entry['kind']>(kind: Kind) {
  return (entry: Entry): entry is EntryOfKind<Kind> => entry.kind === kind;
}

/**
 * Builds the graph from the entries of a log and checks every edge. The log is sound where there are no problems;
 * else it leaves out the edges at fault, so that `dev` can go on. `broken` are entries that exist but could not be read:
 * links to them are not reported again. Linear in entries and edges.
 */
export function buildLog(
  entries: readonly Entry[],
  options: { readonly drafts: boolean; readonly broken?: ReadonlySet<EntryKey>; readonly records?: Records },
): { readonly log: Log; readonly problems: readonly Problem[] } {
  const { broken = new Set(), records = noRecords } = options;
  const { problems, sound } = checkGraph(entries, broken, records);
  const published = options.drafts ? sound : sound.filter((entry) => entry.kind === 'log' || !entry.fields.draft);
  return { log: assemble(published, records), problems: [...problems].sort(compareProblems) };
}

function assemble(entries: readonly Entry[], records: Records): Log {
  const root = entries.find(isKind('log'));
  const fields = root?.fields ?? fallbackRoot;
  const topics = Object.entries(fields.topics).map(([id, topic], index): Topic => ({
    id: id as TopicId,
    number: index + 1,
    ...topic,
  }));
  const topicById = new Map<string, Topic>(topics.map((topic) => [topic.id, topic]));

  const weeks = toWeeks(entries.filter(isKind('week')), records);
  const pages = entries.filter(isKind('page')).map((entry) => toPage(entry, records));
  const timeline = [...pages.filter(isAt('before')), ...weeks, ...pages.filter(isAt('after'))];
  const unsorted = new Map(
    entries.filter(isKind('resource')).map((entry) => [entry.key, toResource(entry, topicById, records)] as const),
  );
  const { resources, met, firstMet } = inOrderMet(timeline, unsorted);

  const nodes = new Map<EntryKey, Week | Page | Resource>(
    [...weeks, ...pages, ...resources].map((node) => [node.key, node]),
  );
  const byId = new Map<ResourceId, Resource>(resources.map((resource) => [resource.id, resource]));
  const beside = pages.filter((page) => page.place === undefined);
  const mentions = collectMentions([...timeline, ...beside, ...resources], unsorted);
  const requiredBy = new Map<ResourceId, Dependent[]>();
  const parts = new Map<ResourceId, Resource[]>();
  const onTopic = new Map<TopicId, Resource[]>();
  const ofType = new Map<ResourceType, Resource[]>();
  for (const resource of resources) {
    for (const { resource: id, or, reason } of resource.prerequisites) {
      for (const needed of [id, ...or]) push(requiredBy, needed, { resource, reason });
    }
    if (resource.series !== undefined) push(parts, resource.series, resource);
    for (const topic of resource.topics) push(onTopic, topic.id, resource);
    push(ofType, resource.type, resource);
  }
  for (const list of parts.values()) list.sort(compareParts);
  for (const list of onTopic.values()) list.sort((a, b) => Number(b.best.length > 0) - Number(a.best.length > 0));
  const position = new Map(timeline.map((entry, index) => [entry.key, index]));
  const at = (entry: Week | Page, step: number) => {
    const index = position.get(entry.key);
    return index === undefined ? undefined : timeline[index + step];
  };
  const resource = (id: ResourceId) => {
    const found = byId.get(id);
    if (!found) throw new Error(`There is no resource "${id}" in the log.`);
    return found;
  };

  const partsOf = (series: Resource) => parts.get(series.id) ?? [];
  const pathGraph = new Map(
    resources.map((of, index) => [
      of.id,
      {
        resource: of,
        id: of.id,
        prerequisites: of.prerequisites,
        minutes: effortOf(of, partsOf).minutes || undefined,
        level: of.level,
        isBest: of.best.length > 0,
        access: of.access,
        position: index,
      },
    ]),
  );

  const beforehand = remembered((of: Resource): Beforehand => {
    const steps = pathTo(of.id, pathGraph).steps.slice(0, -1);
    const effort = effortOfAll(
      steps.map(({ node }) => node.resource),
      partsOf,
    );
    return { resources: steps.length, effort };
  });
  const facetValues = remembered((facet: Facet) => collectFacet(log, facet));
  const byValue = remembered((facet: Facet) => new Map(facetValues(facet).map((one) => [one.value, one.resources])));
  const log: Log = {
    title: fields.title,
    tagline: fields.tagline,
    author: fields.author,
    site: fields.site,
    repository: fields.repository,
    language: fields.language,
    credits: fields.credits,
    discussions: fields.discussions,
    introduction: root?.body ?? emptyBody,
    weeks,
    pages,
    timeline,
    resources,
    topics,
    types: resourceTypes.filter((type) => ofType.has(type)),
    find: (key) => nodes.get(key),
    resource,
    mentionsOf: (of) => mentions.get(of.key) ?? [],
    mentionsByEntry: (of) => groupMentions(mentions.get(of.key) ?? []),
    prerequisitesOf: (of) =>
      of.prerequisites.map(({ resource: id, or, ...rest }) => ({
        resource: resource(id),
        or: or.map(resource),
        ...rest,
      })),
    requiredBy: (of) => requiredBy.get(of.id) ?? [],
    partsOf,
    resourcesOn: (topic) => onTopic.get(topic.id) ?? [],
    resourcesOfType: (type) => ofType.get(type) ?? [],
    facetValues,
    resourcesWith: (facet, value) => byValue(facet).get(value) ?? [],
    metIn: (entry) => met.get(entry.key) ?? [],
    firstMet: (of) => firstMet.get(of.key),
    isOnTimeline: (of) => position.has(of.key) || firstMet.has(of.key),
    previous: (entry) => at(entry, -1),
    next: (entry) => at(entry, 1),
    pathGraph,
    withPath: resources.filter(({ prerequisites }) => prerequisites.length > 0),
    beforehand,
    studyOrder: studyOrder(pathGraph.values()).map((node) => node.resource),
  };
  return log;
}

/** Answers each question once, when it is first asked. */
function remembered<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = answer(question);
    answers.set(question, found);
    return found;
  };
}

function isAt(place: 'before' | 'after') {
  return (page: Page) => page.place === place;
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function toWeeks(entries: readonly EntryOfKind<'week'>[], { changes }: Records): Week[] {
  const sorted = [...entries].sort(
    (a, b) => compareText(firstDay(a.fields.start), firstDay(b.fields.start)) || compareText(a.key, b.key),
  );
  return sorted.map(({ key, file, body, fields }, index) => {
    const following = sorted[index + 1]?.fields.start;
    const end = fields.end ?? (following && dayBeforeNext(fields.start, following));
    return {
      kind: 'week',
      key,
      id: idOf(key) as WeekId,
      number: index + 1,
      file,
      body,
      title: fields.title,
      summary: fields.summary,
      planned: fields.planned,
      start: fields.start,
      end,
      spent: new Map(Object.entries(fields.spent ?? {}) as [TopicId, Duration][]),
      isRough: fields.rough,
      ...entryDates(fields, changes[file]),
      isDraft: fields.draft,
    };
  });
}

function dayBeforeNext(start: CalendarDate, following: CalendarDate): CalendarDate {
  const day = dayBefore(firstDay(following));
  return { iso: day < firstDay(start) ? lastDay(start) : day, about: start.about || following.about };
}

function toPage({ key, file, body, fields }: EntryOfKind<'page'>, { changes }: Records): Page {
  return {
    kind: 'page',
    key,
    id: idOf(key) as PageId,
    file,
    body,
    title: fields.title,
    summary: fields.summary,
    place: fields.place,
    ...entryDates(fields, changes[file]),
    isDraft: fields.draft,
  };
}

function toResource(
  { key, file, body, fields }: EntryOfKind<'resource'>,
  topics: ReadonlyMap<string, Topic>,
  { links, changes }: Records,
): Resource {
  const { topics: topicIds, series, prerequisites, draft, sessions = [], added, updated, ...facts } = fields;
  const source = sourceOf(fields);
  const link = linkFacts(source.url, fields, links);
  return {
    ...facts,
    ...source,
    kind: 'resource',
    key,
    id: idOf(key) as ResourceId,
    file,
    body,
    ...entryDates({ added, updated }, changes[file]),
    ...(link && { link }),
    archived: fields.archived ?? link?.archived,
    topics: topicIds.flatMap((id) => topics.get(id) ?? []),
    spent: fields.spent ?? sumOf(sessions.map((session) => session.time)),
    sessions: fields.spent ? [] : sessions,
    series: series as ResourceId | undefined,
    prerequisites: prerequisites.map((item) => ({
      ...item,
      resource: item.resource as ResourceId,
      or: item.or as ResourceId[],
    })),
    isDraft: draft,
  };
}

/** Where a resource is found and who made it. */
function sourceOf(fields: ResourceFields) {
  const { authors } = fields;
  const hasMoreAuthors = authors.at(-1) === 'et al.';
  const told = fields.url === undefined ? {} : identifiersFromUrl(fields.url);
  const doi = fields.doi ?? told.doi;
  const arxiv = fields.arxiv ?? told.arxiv;
  return {
    url: mainAddress({ url: fields.url, doi, arxiv }).url,
    arxiv,
    doi,
    youtube: fields.youtube ?? told.youtube,
    authors: hasMoreAuthors ? authors.slice(0, -1) : authors,
    hasMoreAuthors,
  };
}

/** What the frontmatter of an entry tells where another entry links to it. */
export type LinkedEntry =
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

/** What is told where another entry links to this one; undefined for `content/log.md`, which is the home page. */
export function linkedEntry({ kind, key, fields }: Pick<Entry, 'kind' | 'key' | 'fields'>): LinkedEntry | undefined {
  if (kind === 'log') return undefined;
  if (kind !== 'resource') return { kind, key };
  const resource = fields as ResourceFields;
  const { title, type, level, published, length } = resource;
  const { url, youtube, authors, hasMoreAuthors } = sourceOf(resource);
  return { kind, key, title, type, url, youtube, level, authors, hasMoreAuthors, published, length };
}

function sumOf(durations: readonly Duration[]): Duration | undefined {
  if (durations.length === 0) return undefined;
  return {
    minutes: durations.reduce((sum, { minutes }) => sum + minutes, 0),
    about: durations.some(({ about }) => about),
  };
}

function inOrderMet(timeline: readonly (Week | Page)[], all: ReadonlyMap<EntryKey, Resource>) {
  const firstMet = new Map<EntryKey, Week | Page>();
  const met = new Map<EntryKey, MetInSection[]>();
  const order: Resource[] = [];
  for (const entry of timeline) {
    const bySection = new Map<string, { section?: Heading; resources: Resource[] }>();
    for (const link of entry.body.links) {
      const resource = all.get(link.target);
      if (!resource || firstMet.has(resource.key)) continue;
      firstMet.set(resource.key, entry);
      order.push(resource);
      const section = sectionOf(entry.body.headings, link.section);
      const id = section?.id ?? '';
      const group = bySection.get(id) ?? { section, resources: [] };
      group.resources.push(resource);
      bySection.set(id, group);
    }
    met.set(entry.key, [...bySection.values()]);
  }
  const place = new Map(order.map((resource, index) => [resource.id, index]));
  const seriesPlace = (resource: Resource) => (resource.series && place.get(resource.series)) ?? order.length;
  const unmet = [...all.values()]
    .filter((resource) => !firstMet.has(resource.key))
    .sort((a, b) => seriesPlace(a) - seriesPlace(b) || compareParts(a, b) || compareText(a.title, b.title));
  return { resources: [...order, ...unmet], met, firstMet };
}

/** The heading `##` that a heading of any depth stands under. */
function sectionOf(headings: readonly Heading[], id: string): Heading | undefined {
  const index = headings.findIndex((heading) => heading.id === id);
  return headings.slice(0, index + 1).findLast((heading) => heading.depth === 2);
}

function compareParts(a: Resource, b: Resource): number {
  return (
    (a.part ?? Number.MAX_SAFE_INTEGER) - (b.part ?? Number.MAX_SAFE_INTEGER) ||
    compareText(a.published?.iso ?? '9999', b.published?.iso ?? '9999') ||
    compareText(a.id, b.id)
  );
}

function collectMentions(
  entries: readonly (Week | Page | Resource)[],
  resources: ReadonlyMap<EntryKey, Resource>,
): ReadonlyMap<EntryKey, readonly Mention[]> {
  const mentions = new Map<EntryKey, Mention[]>();
  for (const from of entries) {
    const links = from.body.links.filter(({ target }) => resources.has(target) && target !== from.key);
    for (const link of links) {
      // A card says nothing that a sentence in the same section does not say better.
      const isSaid = links.some((other) => isSamePlace(link, other) && isInSentence(other));
      if (!isInSentence(link) && isSaid) continue;
      const section = from.body.headings.find((heading) => heading.id === link.section);
      push(mentions, link.target, { from, section, link });
    }
  }
  return mentions;
}

function groupMentions(mentions: readonly Mention[]): MentionsInEntry[] {
  const byEntry = Map.groupBy(mentions, ({ from }) => from);
  return [...byEntry].map(([from, inEntry]) => {
    const bySection = Map.groupBy(inEntry, ({ section }) => section);
    const sections = [...bySection].map(([section, list]) => ({ section, links: list.map(({ link }) => link) }));
    return { from, sections };
  });
}

function isSamePlace(a: EntryLink, b: EntryLink): boolean {
  return a.target === b.target && a.section === b.section;
}

function isInSentence({ sentence: { before, after } }: EntryLink): boolean {
  return before !== '' || after !== '';
}

/** The key of the entry that a resource id names. */
export function resourceKey(id: string): EntryKey {
  return entryKey(folders.resource, id);
}
