import { formatDate } from '../log/date.ts';
import { formatLength } from '../log/length.ts';
import type { Log, Note, Page, Resource, Topic, Week } from '../log/log.ts';
import type { Urls } from '../urls/urls.ts';
import { logFileVersion, type SharedField } from '../log/logFile.ts';

/** A resource in a log file: its facts in the form of frontmatter. */
export type SharedResource = Readonly<Partial<Record<SharedField, unknown>>> & { readonly id: string };

/**
 * The graph of a log as JSON, for other programs and logs: who keeps it, its licence, its topics, and the facts of every resource that is not a
 * draft, one resource per line, in order of appearance. Then come its notes, and the weeks and pages that are on
 * topics, also one per line. The author's opinions and activity are left out. A log with an address says where the JSON
 * Schema of the format is, and where the Markdown of each entry is, as a URI template (RFC 6570) of its list and id.
 */
export function logFile(log: Log, urls: Urls): string {
  const { title, site, language, authors, license } = log;
  const topics = Object.fromEntries(log.topics.map((topic) => [topic.id, sharedTopic(topic)]));
  const schema = urls.absolute(urls.schemaOf('log-file'));
  const head = {
    ...(schema !== undefined && { $schema: schema }),
    learnlog: logFileVersion,
    title,
    ...(site !== undefined && {
      site,
      guide: urls.absolute(urls.guide),
      markdown: `${urls.absolute(urls.home)}{list}/{+id}/index.md`,
    }),
    language,
    ...(authors.length > 0 && { authors }),
    ...(license && { license }),
    topics,
  };
  const resources = log.resources.filter(({ isDraft }) => !isDraft).map(sharedResource);
  const notes = log.notes.filter(({ isDraft }) => !isDraft).map(sharedNote);
  const onTopics = ({ isDraft, topics: own }: Week | Page) => !isDraft && own.length > 0;
  const more = {
    notes,
    weeks: log.weeks.filter(onTopics).map(sharedProse),
    pages: log.pages.filter(onTopics).map(sharedProse),
  };
  const lists = [
    linesOf('resources', resources),
    ...Object.entries(more).flatMap(([name, items]) => (items.length > 0 ? [linesOf(name, items)] : [])),
  ];
  const fields = Object.entries(head).map(([name, value]) => `"${name}": ${JSON.stringify(value)},\n`);
  return `{\n${fields.join('')}${lists.join(',\n')}\n}\n`;
}

function linesOf(name: string, items: readonly unknown[]): string {
  return `"${name}": [\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}

function sharedProse({ id, title, topics }: Week | Note | Page) {
  return { id, title, ...(topics.length > 0 && { topics: topics.map((topic) => topic.id) }) };
}

function sharedNote(note: Note): unknown {
  const { aliases, added } = note;
  return {
    ...sharedProse(note),
    ...(aliases.length > 0 && { aliases }),
    ...(added && { added: formatDate(added) }),
  };
}

function sharedTopic({ title, summary, parent }: Topic): unknown {
  if (summary === undefined && !parent) return title;
  return { title, ...(summary !== undefined && { summary }), ...(parent && { parent: parent.id }) };
}

/** The record of a resource in a log file, in the form and order of frontmatter. */
export function sharedResource(resource: Resource): SharedResource {
  const { id, title, short, type, url, published, venue, volume, issue, pages, publisher, edition, summary } = resource;
  const { abstract, level, length, series, part, access, checked, code, slides, video } = resource;
  const { arxiv, doi, isbn, youtube, citationKey: key, aliases } = resource;
  const people = (names: readonly string[], hasMore: boolean) => [
    ...names.map((name) => (resource.institutions.includes(name) ? { name, institution: true } : name)),
    ...(hasMore ? ['et al.'] : []),
  ];
  const authors = people(resource.authors, resource.hasMoreAuthors);
  const editors = people(resource.editors, resource.hasMoreEditors);
  const topics = resource.topics.map((topic) => topic.id);
  const prerequisites = resource.prerequisites.map(({ resource: first, or, reason }) =>
    or.length === 0 && reason === undefined
      ? first
      : { resource: first, ...(or.length > 0 && { or }), ...(reason !== undefined && { reason }) },
  );
  return {
    id,
    title,
    ...(short !== undefined && { short }),
    type,
    ...(url !== undefined && { url }),
    ...(authors.length > 0 && { authors }),
    ...(published && { published: formatDate(published) }),
    ...(venue !== undefined && { venue }),
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue }),
    ...(pages !== undefined && { pages }),
    ...(publisher !== undefined && { publisher }),
    ...(editors.length > 0 && { editors }),
    ...(edition !== undefined && { edition }),
    ...(summary !== undefined && { summary }),
    ...(abstract !== undefined && { abstract }),
    ...(topics.length > 0 && { topics }),
    ...(level && { level }),
    ...(length && { length: formatLength(length) }),
    ...(series !== undefined && { series }),
    ...(part !== undefined && { part: String(part) }),
    ...(prerequisites.length > 0 && { prerequisites }),
    ...(access && { access }),
    ...(checked && { checked: formatDate(checked) }),
    ...(code !== undefined && { code }),
    ...(slides !== undefined && { slides }),
    ...(video !== undefined && { video }),
    ...(arxiv !== undefined && { arxiv }),
    ...(doi !== undefined && { doi }),
    ...(isbn !== undefined && { isbn }),
    ...(youtube !== undefined && { youtube }),
    ...(key !== undefined && { key }),
    ...(aliases.length > 0 && { aliases }),
  };
}
