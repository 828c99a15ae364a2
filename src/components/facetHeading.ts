import type { LibraryFacet } from '../log/facets.ts';
import type { InlineHtml } from '../log/inlineText.ts';
import { countOf } from '../log/counts.ts';
import type { Resource, Topic } from '../log/log.ts';
import type { ResourceType } from '../log/schema.ts';
import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';

/** The heading of the list of resources with one facet value, and its description for search engines. */
export interface FacetHeading {
  readonly title: string;
  readonly summary?: string | undefined;
  /** The HTML of the title and the summary, if they have inline Markdown. */
  readonly inline?: InlineHtml | undefined;
  readonly description: string;
  /** Whether the title is text from the log. */
  readonly ofLog?: boolean;
  /** What the list contains: `3 resources`, `2 notes`. */
  readonly counts: readonly string[];
  /** The sort order in words. */
  readonly order: string;
}

export function facetHeading({ log, wording }: Site, facet: LibraryFacet, value: string): FacetHeading {
  const { lists, types, facets } = wording.words;
  const order = wording.libraryOrder(log);
  const topic = facet === 'topic' && log.topics.find(({ id }) => id === value);
  if (topic) {
    const { title, summary, inline } = topic;
    const description = summary ?? fill(lists.topicOf, { topic: title });
    const counts = topicCounts({ log, wording }, topic);
    const order = log.resourcesOn(topic).length > 0 ? lists.bestFirst : lists.newest;
    return { title, summary, inline, description, ofLog: true, counts, order };
  }
  const resources = log.resourcesWith(facet, value);
  const counts = resourceCounts({ log, wording }, resources);
  if (facet === 'type') {
    const title = types[value as ResourceType].many;
    return { title, description: fill(lists.typeOf, { type: title, log: log.title, order }), counts, order };
  }
  const count = wording.count('resources', resources.length);
  const title = wording.valueName(log, facet, value);
  const description = fill(lists.valueOf, { facet: facets[facet], value: title, count, log: log.title, order });
  return { title, description, counts, order };
}

const proseKinds = [
  { kind: 'note', noun: 'notes' },
  { kind: 'week', noun: 'weeks' },
  { kind: 'page', noun: 'pages' },
] as const;

/** Counts a list of resources: `76 resources`, and the series among them, which count nowhere else: `3 of them series`. */
export function resourceCounts(
  { log, wording }: Pick<Site, 'log' | 'wording'>,
  resources: readonly Resource[],
): readonly string[] {
  const series = resources.length - countOf(log, resources);
  const among = series > 0 ? [wording.count('seriesAmong', series)] : [];
  return [wording.count('resources', resources.length), ...among];
}

/** What is on a topic: `3 resources`, `2 notes`, `1 week`. */
export function topicCounts({ log, wording }: Pick<Site, 'log' | 'wording'>, topic: Topic): readonly string[] {
  const resources = log.resourcesOn(topic);
  const prose = log.proseOn(topic);
  const ofKinds = proseKinds.flatMap(({ kind, noun }) => {
    const number = prose.filter((entry) => entry.kind === kind).length;
    return number > 0 ? [wording.count(noun, number)] : [];
  });
  const isShown = resources.length > 0 || ofKinds.length === 0;
  return [...(isShown ? resourceCounts({ log, wording }, resources) : []), ...ofKinds];
}
