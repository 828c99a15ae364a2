import type { LibraryFacet } from '../log/facets.ts';
import type { InlineHtml } from '../log/inlineText.ts';
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
    return { title, summary, inline, description, ofLog: true, order: lists.bestFirst };
  }
  if (facet === 'type') {
    const title = types[value as ResourceType].many;
    return { title, description: fill(lists.typeOf, { type: title, log: log.title }), order };
  }
  const title = wording.valueName(log, facet, value);
  const count = wording.count('resources', log.resourcesWith(facet, value).length);
  const description = fill(lists.valueOf, { facet: facets[facet], value: title, count, log: log.title });
  return { title, description, order };
}
