import { bestAmong } from './bestHere.ts';
import { effortOf, effortOfAll } from './effort.ts';
import { resourceKey, type Body, type Entry, type EntryKey, type EntryOfKind } from './entry.ts';
import type { ResourceId, TopicId } from './entry.ts';
import type { Facet } from './facets.ts';
import { collectFacet } from './facetValues.ts';
import { checkGraph } from './graph.ts';
import type { Beforehand, Dependent, Log, Node, Note, Page, Prose, Resource, Topic } from './log.ts';
import { inlineHtml } from './inlineText.ts';
import { collectFirstMentions, collectMentions } from './mentions.ts';
import { toNotes, toPage, toResource, toWeeks } from './nodes.ts';
import { pathTo, studyOrder } from './path.ts';
import { defaultNaming } from './period.ts';
import { compareProblems, compareText, type Problem } from './problem.ts';
import { timelinePages } from './timelinePages.ts';
import { toTopics, withParents } from './topicTree.ts';
import { compareNames } from './compareNames.ts';
import { noRecords, type Records } from './records.ts';
import { resourceTypes, type LogFields, type ResourceType } from './schema.ts';

const fallbackRoot: LogFields = {
  title: 'Untitled log',
  language: 'en',
  ...defaultNaming,
  topics: {},
  macros: {},
  offline: true,
  madeWith: true,
  sharePictures: true,
  credits: [],
  discussions: [],
};

const emptyBody: Body = {
  headings: [],
  links: [],
  webLinks: [],
  wikiLinks: [],
  images: [],
  files: [],
  outside: [],
  opening: '',
  words: 0,
  equations: 0,
  codeLines: [],
  hasMath: false,
  isEmpty: true,
};

function isKind<Kind extends Entry['kind']>(kind: Kind) {
  return (entry: Entry): entry is EntryOfKind<Kind> => entry.kind === kind;
}

/**
 * Builds the graph from the entries of a log and checks every edge. Invalid edges are reported and left out, so `dev`
 * keeps working. `broken` lists entries that exist but could not be read; links to them are not reported again. Linear
 * in entries and edges.
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
  const { topics: _, macros: __, author, authors, ...facts } = root?.fields ?? fallbackRoot;
  const inline = inlineHtml(root?.inline);
  const topics = toTopics(entries);
  const topicById = new Map<string, Topic>(topics.map((topic) => [topic.id, topic]));
  const topicsIn = Map.groupBy(topics, ({ parent }) => parent);

  const weeks = toWeeks(entries.filter(isKind('week')), topicById, records, facts.period);
  const notes = toNotes(entries.filter(isKind('note')), topicById, records);
  const undated = notes.filter((note) => !isDated(note)).sort((a, b) => placeOf(a) - placeOf(b));
  const newestNotes = [...notes.filter(isDated).reverse(), ...undated];
  const pages = entries
    .filter(isKind('page'))
    .map((entry) => toPage(entry, topicById, records))
    .map((page): Page => (weeks.length > 0 ? page : { ...page, place: undefined }))
    .sort((a, b) => compareNames(a.key, b.key));
  const timeline = [...pages.filter(isAt('before')), ...weeks, ...pages.filter(isAt('after'))];
  const unsorted = new Map(
    entries.filter(isKind('resource')).map((entry) => [entry.key, toResource(entry, topicById, records)] as const),
  );
  const { resources, met, firstMet } = inOrderOfAppearance([...timeline, ...notes], unsorted);

  const nodes = [...resources, ...weeks, ...notes, ...pages];
  const byKey = new Map<EntryKey, Node>(nodes.map((node) => [node.key, node]));
  const byId = new Map<ResourceId, Resource>(resources.map((resource) => [resource.id, resource]));
  const beside = pages.filter((page) => page.place === undefined);
  const mentions = collectMentions(
    [...timeline, ...notes, ...beside, ...resources],
    new Set([...notes, ...resources].map(({ key }) => key)),
  );
  const requiredBy = new Map<ResourceId, Dependent[]>();
  const parts = new Map<ResourceId, Resource[]>();
  const onTopic = new Map<TopicId, Resource[]>();
  const ofType = new Map<ResourceType, Resource[]>();
  for (const resource of resources) {
    for (const { resource: id, or, reason } of resource.prerequisites) {
      for (const needed of [id, ...or]) push(requiredBy, needed, { resource, reason });
    }
    if (resource.series !== undefined) push(parts, resource.series, resource);
    for (const topic of withParents(resource.topics)) push(onTopic, topic.id, resource);
    push(ofType, resource.type, resource);
  }
  const proseOn = new Map<TopicId, Prose[]>();
  for (const entry of [...newestNotes, ...weeks.toReversed(), ...pages]) {
    for (const topic of withParents(entry.topics)) push(proseOn, topic.id, entry);
  }
  for (const list of parts.values()) list.sort(compareParts);
  for (const list of onTopic.values()) list.sort((a, b) => Number(b.best.length > 0) - Number(a.best.length > 0));
  const neighbours = new Map<EntryKey, { readonly previous?: Prose | undefined; readonly next?: Prose | undefined }>(
    [timeline, newestNotes.toReversed()].flatMap((list: readonly Prose[]) =>
      list.map((entry, index) => [entry.key, { previous: list[index - 1], next: list[index + 1] }] as const),
    ),
  );
  const resource = (id: ResourceId) => {
    const found = byId.get(id);
    if (!found) throw new Error(`There is no resource "${id}" in the log.`);
    return found;
  };

  /** BibTeX compares keys without case. Only a log with errors has the same key twice. */
  const timesCited = once(() => {
    const keys = Map.groupBy(resources, ({ id, citationKey = id }) => citationKey.toLowerCase());
    return (key: string) => keys.get(key.toLowerCase())?.length;
  });
  const bestOf = once(() => bestAmong(resources, topics));
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

  const beforehand = memoized((of: Resource): Beforehand => {
    const steps = pathTo(of.id, pathGraph).steps.slice(0, -1);
    const effort = effortOfAll(
      steps.map(({ node }) => node.resource),
      partsOf,
    );
    return { resources: steps.length, effort };
  });
  const facetValues = memoized((facet: Facet) => collectFacet(log, facet));
  const byValue = memoized((facet: Facet) => new Map(facetValues(facet).map((one) => [one.value, one.resources])));
  const inStudyOrder = once(() => studyOrder(pathGraph.values()).map((node) => node.resource));
  const pagesOfTimeline = once(() => timelinePages(log));
  const timelinePageByKey = once(
    () =>
      new Map(
        pagesOfTimeline().flatMap(({ number, months }) =>
          months.flatMap(({ entries: on }) => on.map(({ key }) => [key, number] as const)),
        ),
      ),
  );
  const log: Log = {
    ...facts,
    authors: authors ?? (author ? [author] : []),
    repository: facts.repository ?? records.repository,
    ...(inline && { inline }),
    introduction: root?.body ?? emptyBody,
    weeks,
    notes,
    newestNotes,
    pages,
    timeline,
    resources,
    nodes,
    topics,
    types: resourceTypes.filter((type) => ofType.has(type)),
    find: (key) => byKey.get(key),
    resource,
    mentionsOf: (of) => mentions.get(of.key) ?? [],
    prerequisitesOf: (of) =>
      of.prerequisites.map(({ resource: id, or, ...rest }) => ({
        resource: resource(id),
        or: or.map(resource),
        ...rest,
      })),
    requiredBy: (of) => requiredBy.get(of.id) ?? [],
    bestHere: (of) => bestOf()(of),
    citationKeyOf: ({ id, citationKey = id }) => (timesCited()(citationKey) === 1 ? citationKey : id),
    partsOf,
    topicsIn: (parent) => topicsIn.get(parent) ?? [],
    resourcesOn: (topic) => onTopic.get(topic.id) ?? [],
    proseOn: (topic) => proseOn.get(topic.id) ?? [],
    resourcesOfType: (type) => ofType.get(type) ?? [],
    facetValues,
    resourcesWith: (facet, value) => byValue(facet).get(value) ?? [],
    metIn: (entry) => met.get(entry.key) ?? [],
    firstMet: (of) => firstMet.get(of.key),
    get timelinePages() {
      return pagesOfTimeline();
    },
    timelinePageOf: (of) => timelinePageByKey().get(firstMet.get(of.key)?.key ?? of.key),
    menuPages: menuPagesOf(beside),
    previous: (entry) => neighbours.get(entry.key)?.previous,
    next: (entry) => neighbours.get(entry.key)?.next,
    pathGraph,
    withPath: resources.filter(({ prerequisites }) => prerequisites.length > 0),
    beforehand,
    get studyOrder() {
      return inStudyOrder();
    },
  };
  return log;
}

/** Caches the result of a function. */
function once<Answer>(answer: () => Answer): () => Answer {
  let known: Answer | undefined;
  return () => (known ??= answer());
}

/** Caches a function’s results by argument. */
function memoized<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = answer(question);
    answers.set(question, found);
    return found;
  };
}

/** The number of pages that fit into a footer. */
const mostInMenu = 6;

function menuPagesOf(beside: readonly Page[]): readonly Page[] {
  const chosen = beside.filter(({ menu }) => menu);
  return chosen.length > 0 ? chosen : beside.slice(0, mostInMenu);
}

function isAt(place: 'before' | 'after') {
  return (page: Page) => page.place === place;
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The position of an entry by its first topic; last if it has none. */
function placeOf({ topics: [first] }: Note): number {
  return first?.number ?? Number.MAX_SAFE_INTEGER;
}

function isDated({ added }: Note): boolean {
  return added !== undefined;
}

/**
 * All resources: first those that these entries mention, in that order, then the others by date and title, next to the
 * rest of their series.
 */
function inOrderOfAppearance(entries: readonly Prose[], all: ReadonlyMap<EntryKey, Resource>) {
  const { order, met, firstMet } = collectFirstMentions(entries, all);
  const rank = new Map(order.map((resource, index) => [resource.id, index]));
  const seriesRank = (resource: Resource) => (resource.series && rank.get(resource.series)) ?? order.length;
  const seriesOf = (resource: Resource) => (resource.series && all.get(resourceKey(resource.series))) ?? resource;
  const compareSeries = (a: Resource, b: Resource) =>
    compareText(a.published?.iso ?? '9999', b.published?.iso ?? '9999') ||
    compareNames(a.title, b.title) ||
    compareNames(a.id, b.id);
  const unmet = [...all.values()]
    .filter((resource) => !firstMet.has(resource.key))
    .sort(
      (a, b) =>
        seriesRank(a) - seriesRank(b) ||
        compareSeries(seriesOf(a), seriesOf(b)) ||
        Number(seriesOf(a) !== a) - Number(seriesOf(b) !== b) ||
        compareParts(a, b),
    );
  return { resources: [...order, ...unmet], met, firstMet };
}

function compareParts(a: Resource, b: Resource): number {
  return (
    (a.part ?? Number.MAX_SAFE_INTEGER) - (b.part ?? Number.MAX_SAFE_INTEGER) ||
    compareText(a.published?.iso ?? '9999', b.published?.iso ?? '9999') ||
    compareNames(a.id, b.id)
  );
}
