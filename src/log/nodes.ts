import { dayBefore, firstDay, lastDay, usualEnd, type CalendarDate } from './date.ts';
import type { Duration } from './length.ts';
import {
  idOf,
  type Entry,
  type EntryOfKind,
  type NoteId,
  type PageId,
  type ResourceId,
  type TopicId,
  type WeekId,
} from './entry.ts';
import { identifiersFromUrl } from './identifiers.ts';
import { inlineHtml, withPlainText, type InlineTexts } from './inlineText.ts';
import type { EntrySummary, Note, Page, Resource, Topic, Week } from './log.ts';
import { mainAddress } from './outsideLinks.ts';
import { compareNames } from './compareNames.ts';
import { compareText } from './problem.ts';
import { entryDates, linkFacts, type Records } from './records.ts';
import type { ResourceFields } from './schema.ts';

/**
 * The weeks of a log, sorted by first day and numbered. A week without `end` ends after seven days, or the day before the
 * next one if that is sooner. The last one is open.
 */
export function toWeeks(entries: readonly EntryOfKind<'week'>[], { changes }: Records): Week[] {
  const sorted = [...entries].sort(
    (a, b) => compareText(firstDay(a.fields.start), firstDay(b.fields.start)) || compareNames(a.key, b.key),
  );
  return sorted.map(({ kind, key, file, body, fields, inline }, index) => {
    const { spent = {}, rough, draft, added, updated, ...facts } = fields;
    const following = sorted[index + 1]?.fields.start;
    return {
      ...facts,
      kind,
      key,
      id: idOf(key) as WeekId,
      number: index + 1,
      file,
      body,
      ...inlineOf(inline),
      end: fields.end ?? (following && endOf(fields.start, following)),
      spent: new Map(Object.entries(spent) as [TopicId, Duration][]),
      isRough: rough,
      ...entryDates({ added, updated }, changes[file]),
      isDraft: draft,
    };
  });
}

function endOf(start: CalendarDate, following: CalendarDate): CalendarDate {
  const week = usualEnd(start);
  const day = dayBefore(firstDay(following));
  if (day > week) return { iso: week, about: start.about };
  return { iso: day < firstDay(start) ? lastDay(start) : day, about: start.about || following.about };
}

/** The notes of a log, oldest first; those without a date come last. On the same day, they are sorted by key. */
export function toNotes(
  entries: readonly EntryOfKind<'note'>[],
  topics: ReadonlyMap<string, Topic>,
  { changes }: Records,
): Note[] {
  const dayOf = ({ added }: Note) => (added ? firstDay(added) : '9999');
  return entries
    .map(({ kind, key, file, body, fields, inline }): Note => {
      const { topics: topicIds = [], draft, added, updated, ...facts } = fields;
      return {
        ...facts,
        kind,
        key,
        id: idOf(key) as NoteId,
        file,
        body,
        ...inlineOf(inline),
        topics: topicIds.flatMap((id) => topics.get(id) ?? []),
        ...entryDates({ added, updated }, changes[file]),
        isDraft: draft,
      };
    })
    .sort((a, b) => compareText(dayOf(a), dayOf(b)) || compareNames(a.key, b.key));
}

/** Converts a page entry to a node of the graph. */
export function toPage({ kind, key, file, body, fields, inline }: EntryOfKind<'page'>, { changes }: Records): Page {
  const { draft, added, updated, ...facts } = fields;
  return {
    ...facts,
    kind,
    key,
    id: idOf(key) as PageId,
    file,
    body,
    ...inlineOf(inline),
    ...entryDates({ added, updated }, changes[file]),
    isDraft: draft,
  };
}

/** Converts a resource entry to a node of the graph. Missing identifiers are read from its address. */
export function toResource(
  { key, file, body, fields, inline }: EntryOfKind<'resource'>,
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
    ...inlineOf(inline),
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

/** The address, identifiers and authors of a resource. */
function sourceOf(fields: ResourceFields) {
  const authors = fields.authors.map(({ name }) => name);
  const hasMoreAuthors = authors.at(-1) === 'et al.';
  const fromUrl = fields.url === undefined ? {} : identifiersFromUrl(fields.url);
  const doi = fields.doi ?? fromUrl.doi;
  const arxiv = fields.arxiv ?? fromUrl.arxiv;
  return {
    url: mainAddress({ url: fields.url, doi, arxiv }).url,
    arxiv,
    doi,
    youtube: fields.youtube ?? fromUrl.youtube,
    authors: hasMoreAuthors ? authors.slice(0, -1) : authors,
    institutions: fields.authors.flatMap(({ name, isInstitution }) => (isInstitution ? [name] : [])),
    hasMoreAuthors,
  };
}

/** The HTML of the fields of a node. */
function inlineOf(texts: InlineTexts | undefined) {
  const inline = inlineHtml(texts);
  return inline && { inline };
}

/** A summary of an entry as a link target; undefined for `content/log.md`, which is the home page. */
export function summarizeEntry({
  kind,
  key,
  fields,
  inline,
}: Pick<Entry, 'kind' | 'key' | 'fields' | 'inline'>): EntrySummary | undefined {
  if (kind === 'log') return undefined;
  if (kind !== 'resource') return { kind, key };
  const resource = withPlainText(fields as ResourceFields, inline);
  const { title, type, level, published, length } = resource;
  const { url, youtube, authors, hasMoreAuthors } = sourceOf(resource);
  return {
    kind,
    key,
    title,
    ...inlineOf(inline),
    type,
    url,
    youtube,
    level,
    authors,
    hasMoreAuthors,
    published,
    length,
  };
}

function sumOf(durations: readonly Duration[]): Duration | undefined {
  if (durations.length === 0) return undefined;
  return {
    minutes: durations.reduce((sum, { minutes }) => sum + minutes, 0),
    about: durations.some(({ about }) => about),
  };
}
