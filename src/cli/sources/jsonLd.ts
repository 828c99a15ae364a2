import { z } from 'zod';
import { isObject, parseJson } from '../../log/json.ts';
import type { ResourceType } from '../../log/schema.ts';
import { dateOf } from './dates.ts';
import { lengthOfDuration } from './seconds.ts';
import type { Facts, Named, Part } from './source.ts';
import { listOf, someText } from './values.ts';

/** The types of schema.org that are types of resources. */
const types: Readonly<Record<string, ResourceType>> = {
  ...{ Article: 'article', BlogPosting: 'article', NewsArticle: 'article', TechArticle: 'article', Report: 'paper' },
  ...{ ScholarlyArticle: 'paper', Thesis: 'paper', Book: 'book', Course: 'course', VideoObject: 'video' },
  ...{ PodcastEpisode: 'podcast', PodcastSeries: 'podcast', SoftwareSourceCode: 'code', SoftwareApplication: 'tool' },
  ...{ DiscussionForumPosting: 'thread', QAPage: 'thread' },
};

const agent = z.union([
  z.string().transform((name) => ({ name, '@type': undefined })),
  z.object({ name: someText, '@type': someText }),
]);

const partOfCourse = z.object({
  '@type': z.unknown(),
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  position: z.coerce.number().int().positive().optional().catch(undefined),
});

const thing = z.object({
  name: someText,
  headline: someText,
  author: listOf(agent),
  creator: listOf(agent),
  datePublished: someText,
  uploadDate: someText,
  description: someText,
  duration: someText,
  numberOfPages: someText,
  isbn: someText,
  publisher: listOf(agent),
  hasPart: listOf(partOfCourse),
});

/** The facts in the JSON-LD of a page about the first thing in it that is a resource (json-ld.org, schema.org). */
export function factsOfJsonLd(texts: readonly string[]): Facts {
  for (const node of texts.flatMap((text) => nodesIn(parseJson(text)))) {
    const type = typeOf(node);
    const { data } = thing.safeParse(node);
    if (!type || !data || (data.headline ?? data.name) === undefined) continue;
    const isRecording = type === 'video' || type === 'podcast';
    const pages = type === 'book' ? /^\d{1,5}$/.exec(data.numberOfPages ?? '')?.[0] : undefined;
    return {
      title: data.headline ?? data.name,
      type,
      authors: namesOf(data.author.length > 0 ? data.author : data.creator),
      published: dateOf(data.datePublished ?? data.uploadDate ?? ''),
      summary: data.description,
      length: isRecording ? lengthOfDuration(data.duration) : pages && `${Number(pages)} pages`,
      isbn: type === 'book' ? data.isbn : undefined,
      publisher: type === 'book' ? namesOf(data.publisher)[0]?.name : undefined,
      ...(type === 'course' && data.hasPart.length > 0 && { parts: partsOf(data.hasPart) }),
    };
  }
  return {};
}

function partsOf(parts: readonly z.output<typeof partOfCourse>[]): readonly Part[] {
  return parts.map(({ name, url, position, ...one }, index) => ({
    ...{ number: position ?? index + 1, url },
    facts: { title: name, type: typeOf(one) },
  }));
}

/** The top-level objects of a document, and what they are about. */
function nodesIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const top = Array.isArray(value) ? value : [value];
  return top.filter(isObject).flatMap((node) => {
    const graph = Array.isArray(node['@graph']) ? node['@graph'].filter(isObject) : [];
    return [...graph, node, ...(isObject(node.mainEntity) ? [node.mainEntity] : [])];
  });
}

function typeOf(node: Readonly<Record<string, unknown>>): ResourceType | undefined {
  const names: readonly unknown[] = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  const known = names.map((name) => String(name).replace(/^https?:\/\/schema\.org\//, ''));
  return known.map((name) => (Object.hasOwn(types, name) ? types[name] : undefined)).find((type) => type !== undefined);
}

function namesOf(agents: readonly z.output<typeof agent>[]): readonly Named[] {
  return agents.flatMap(({ name, '@type': type }): Named[] => {
    if (name === undefined || /^https?:/.test(name)) return [];
    return [{ name, ...(type === 'Organization' && { isInstitution: true }) }];
  });
}
