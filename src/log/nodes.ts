import { dayBefore, firstDay, lastDay, type CalendarDate } from './date.ts';
import { totalOf, type Duration } from './length.ts';
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
import { hasOnlyStarts, usualEnd, usualSpan, type Period } from './period.ts';
import { compareText } from './problem.ts';
import { discussionsAt, entryDates, linkFacts, type Records } from './records.ts';
import type { NoteFields, ResourceFields } from './schema.ts';

/**
 * The weeks of a log (whatever it calls them), sorted by first day and numbered. One without `end` gets the usual end
 * of its period (`usualEnd()`), or the day before the next one if that is sooner.
 */
export function toWeeks(
  entries: readonly EntryOfKind<'week'>[],
  topics: ReadonlyMap<string, Topic>,
  { links, changes }: Records,
  period: Period,
): Week[] {
  const sorted = [...entries].sort(
    (a, b) => compareText(firstDay(a.fields.start), firstDay(b.fields.start)) || compareNames(a.key, b.key),
  );
  const hasOnlyStart = hasOnlyStarts(
    period,
    sorted.map(({ fields }) => fields.end),
  );
  return sorted.map(({ kind, key, file, body, fields, inline }, index) => {
    const { spent = {}, topics: topicIds, rough, draft, discussions, added, updated, ...facts } = fields;
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
      end: fields.end ?? endOf(fields.start, following, period),
      spent: new Map(Object.entries(spent) as [TopicId, Duration][]),
      topics: topicIds.flatMap((id) => topics.get(id) ?? []),
      isRough: rough,
      hasOnlyStart,
      ...entryDates({ added, updated }, changes[file]),
      discussions: discussionsAt(discussions, links),
      isDraft: draft,
    };
  });
}

/**
 * The end of a period without one; undefined for the last week of a log, which is open. The last day or month is not.
 */
function endOf(start: CalendarDate, following: CalendarDate | undefined, period: Period): CalendarDate | undefined {
  const span = usualSpan(period);
  const usual: CalendarDate = { iso: usualEnd(start, period), about: start.about };
  if (span === 'day' || !following) return span === 'week' ? undefined : usual;
  const day = dayBefore(firstDay(following));
  if (day > usual.iso) return usual;
  return { iso: day < firstDay(start) ? lastDay(start) : day, about: start.about || following.about };
}

/** The notes of a log, oldest first; those without a date come last. On the same day, they are sorted by key. */
export function toNotes(
  entries: readonly EntryOfKind<'note'>[],
  topics: ReadonlyMap<string, Topic>,
  { links, changes }: Records,
): Note[] {
  const dayOf = ({ added }: Note) => (added ? firstDay(added) : '9999');
  return entries
    .map(({ kind, key, file, body, fields, inline }): Note => {
      const { topics: topicIds = [], draft, discussions, added, updated, ...facts } = fields;
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
        discussions: discussionsAt(discussions, links),
        isDraft: draft,
      };
    })
    .sort((a, b) => compareText(dayOf(a), dayOf(b)) || compareNames(a.key, b.key));
}

/** Converts a page entry to a node of the graph. */
export function toPage(
  { kind, key, file, body, fields, inline }: EntryOfKind<'page'>,
  topics: ReadonlyMap<string, Topic>,
  { links, changes }: Records,
): Page {
  const { topics: topicIds, draft, discussions, added, updated, ...facts } = fields;
  return {
    ...facts,
    kind,
    key,
    id: idOf(key) as PageId,
    file,
    body,
    ...inlineOf(inline),
    topics: topicIds.flatMap((id) => topics.get(id) ?? []),
    ...entryDates({ added, updated }, changes[file]),
    discussions: discussionsAt(discussions, links),
    isDraft: draft,
  };
}

/** Converts a resource entry to a node of the graph. Missing identifiers are read from its address. */
export function toResource(
  { key, file, body, fields, inline }: EntryOfKind<'resource'>,
  topics: ReadonlyMap<string, Topic>,
  { links, changes }: Records,
): Resource {
  const {
    topics: topicIds,
    series,
    prerequisites,
    draft,
    sessions = [],
    discussions,
    added,
    updated,
    ...others
  } = fields;
  const { key: citationKey, ...facts } = others;
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
    discussions: discussionsAt(discussions, links),
    ...(link && { link }),
    citationKey,
    archived: fields.archived ?? link?.archived,
    topics: topicIds.flatMap((id) => topics.get(id) ?? []),
    best: fields.best.map((subject) => topics.get(subject)?.title ?? subject),
    spent: fields.spent ?? totalOf(sessions.map((session) => session.time)),
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

/** The address, identifiers, authors and editors of a resource. */
function sourceOf(fields: ResourceFields) {
  const people = { authors: fields.authors, editors: fields.editors ?? [] };
  const [authors, editors] = [namesIn(people.authors), namesIn(people.editors)];
  const fromUrl = fields.url === undefined ? {} : identifiersFromUrl(fields.url);
  const doi = fields.doi ?? fromUrl.doi;
  const arxiv = fields.arxiv ?? fromUrl.arxiv;
  return {
    url: mainAddress({ url: fields.url, doi, arxiv }).url,
    arxiv,
    doi,
    youtube: fields.youtube ?? fromUrl.youtube,
    authors: authors.names,
    hasMoreAuthors: authors.hasMore,
    editors: editors.names,
    hasMoreEditors: editors.hasMore,
    institutions: [...people.authors, ...people.editors].flatMap(({ name, isInstitution }) =>
      isInstitution ? [name] : [],
    ),
  };
}

/** The names in a list that may end with `et al.` */
function namesIn(people: ResourceFields['authors']) {
  const names = people.map(({ name }) => name);
  const hasMore = names.at(-1) === 'et al.';
  return { names: hasMore ? names.slice(0, -1) : names, hasMore };
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
  if (kind === 'note') {
    const { title, added } = withPlainText(fields as NoteFields, inline);
    return { kind, key, title, ...inlineOf(inline), ...(added && { added }) };
  }
  if (kind !== 'resource') return { kind, key };
  const resource = withPlainText(fields as ResourceFields, inline);
  const { title, type, level, published, length } = resource;
  const { url, youtube, authors, hasMoreAuthors, institutions } = sourceOf(resource);
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
    institutions,
    published,
    length,
  };
}
