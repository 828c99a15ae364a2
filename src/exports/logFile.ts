import { formatDate } from '../log/date.ts';
import { formatLength } from '../log/length.ts';
import type { Log, Note, Resource, Topic } from '../log/log.ts';
import { logFileVersion, type SharedField } from '../log/logFile.ts';

/** A resource in a log file: its facts in the form of frontmatter. */
export type SharedResource = Readonly<Partial<Record<SharedField, unknown>>> & { readonly id: string };

/**
 * The graph of a log as JSON, for other programs and logs: its topics, and the facts of every resource that is not a
 * draft, one resource per line, in order of appearance. The notes of a log that has some follow, also one per line. It
 * excludes the author's opinions and activity.
 */
export function logFile(log: Log): string {
  const { title, site, language } = log;
  const topics = Object.fromEntries(log.topics.map((topic) => [topic.id, sharedTopic(topic)]));
  const head = { learnlog: logFileVersion, title, ...(site !== undefined && { site }), language, topics };
  const resources = log.resources.filter(({ isDraft }) => !isDraft).map(sharedResource);
  const notes = log.notes.filter(({ isDraft }) => !isDraft).map(sharedNote);
  const lists = [linesOf('resources', resources), ...(notes.length > 0 ? [linesOf('notes', notes)] : [])];
  const fields = Object.entries(head).map(([name, value]) => `"${name}": ${JSON.stringify(value)},\n`);
  return `{\n${fields.join('')}${lists.join(',\n')}\n}\n`;
}

function linesOf(name: string, items: readonly unknown[]): string {
  return `"${name}": [\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}

function sharedNote({ id, title, topics, aliases, added }: Note): unknown {
  return {
    id,
    title,
    ...(topics.length > 0 && { topics: topics.map((topic) => topic.id) }),
    ...(aliases.length > 0 && { aliases }),
    ...(added && { added: formatDate(added) }),
  };
}

function sharedTopic({ title, summary }: Topic): unknown {
  return summary === undefined ? title : { title, summary };
}

/** The record of a resource in a log file, in the form and order of frontmatter. */
export function sharedResource(resource: Resource): SharedResource {
  const { id, title, type, url, published, level, length, series, part, access, checked } = resource;
  const { arxiv, doi, isbn, youtube, aliases } = resource;
  const named = resource.authors.map((name) =>
    resource.institutions.includes(name) ? { name, institution: true } : name,
  );
  const authors = [...named, ...(resource.hasMoreAuthors ? ['et al.'] : [])];
  const topics = resource.topics.map((topic) => topic.id);
  const prerequisites = resource.prerequisites.map(({ resource: first, or, reason }) =>
    or.length === 0 && reason === undefined
      ? first
      : { resource: first, ...(or.length > 0 && { or }), ...(reason !== undefined && { reason }) },
  );
  return {
    id,
    title,
    type,
    ...(url !== undefined && { url }),
    ...(authors.length > 0 && { authors }),
    ...(published && { published: formatDate(published) }),
    ...(topics.length > 0 && { topics }),
    ...(level && { level }),
    ...(length && { length: formatLength(length) }),
    ...(series !== undefined && { series }),
    ...(part !== undefined && { part: String(part) }),
    ...(prerequisites.length > 0 && { prerequisites }),
    ...(access && { access }),
    ...(checked && { checked: formatDate(checked) }),
    ...(arxiv !== undefined && { arxiv }),
    ...(doi !== undefined && { doi }),
    ...(isbn !== undefined && { isbn }),
    ...(youtube !== undefined && { youtube }),
    ...(aliases.length > 0 && { aliases }),
  };
}
