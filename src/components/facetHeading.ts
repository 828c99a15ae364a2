import type { LibraryFacet } from '../log/facets.ts';
import type { InlineHtml } from '../log/inlineText.ts';
import type { Topic } from '../log/log.ts';
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
  /** What the list has: `3 resources`, `2 notes`. */
  readonly counts: readonly string[];
  /** The sort order in words. */
  readonly order: string;
}

export function facetHeading({ log, wording }: Site, facet: LibraryFacet, value: string): FacetHeading {
  const { lists, types, facets } = wording.words;
  const order = lists.inOrderMet;
  const topic = facet === 'topic' && log.topics.find(({ id }) => id === value);
  if (topic) {
    const { title, summary, inline } = topic;
    const description = summary ?? fill(lists.topicOf, { topic: title });
    const counts = topicCounts({ log, wording }, topic);
    const order = log.resourcesOn(topic).length > 0 ? lists.bestFirst : lists.newest;
    return { title, summary, inline, description, ofLog: true, counts, order };
  }
  const count = wording.count('resources', log.resourcesWith(facet, value).length);
  if (facet === 'type') {
    const title = types[value as ResourceType].many;
    return { title, description: fill(lists.typeOf, { type: title, log: log.title }), counts: [count], order };
  }
  const title = wording.valueName(log, facet, value);
  const description = fill(lists.valueOf, { facet: facets[facet], value: title, count, log: log.title });
  return { title, description, counts: [count], order };
}

/** What is on a topic: `3 resources`, `2 notes`. */
export function topicCounts({ log, wording }: Pick<Site, 'log' | 'wording'>, topic: Topic): readonly string[] {
  const resources = log.resourcesOn(topic).length;
  const notes = log.notesOn(topic).length;
  return [
    ...(resources > 0 || notes === 0 ? [wording.count('resources', resources)] : []),
    ...(notes > 0 ? [wording.count('notes', notes)] : []),
  ];
}
