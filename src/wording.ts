import { daysBetween, firstDay, lastDay, type CalendarDate } from './core/date.ts';
import type { Duration, Length } from './core/duration.ts';
import type { Facet } from './core/facets.ts';
import type { Log, Page, Resource, Week } from './core/log.ts';
import type { Level, ResourceType, Status } from './core/schema.ts';

/** How types are called, one and many. */
export const typeNames: Readonly<Record<ResourceType, { readonly one: string; readonly many: string }>> = {
  paper: { one: 'Paper', many: 'Papers' },
  video: { one: 'Video', many: 'Videos' },
  lecture: { one: 'Lecture', many: 'Lectures' },
  course: { one: 'Course', many: 'Courses' },
  article: { one: 'Article', many: 'Articles' },
  book: { one: 'Book', many: 'Books' },
  code: { one: 'Code', many: 'Code' },
  thread: { one: 'Thread', many: 'Threads' },
  reference: { one: 'Reference', many: 'References' },
  podcast: { one: 'Podcast', many: 'Podcasts' },
  tool: { one: 'Tool', many: 'Tools' },
};

/** How levels are called. */
export const levelNames: Readonly<Record<Level, string>> = {
  introductory: 'Introductory',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
};

/** How statuses are called. */
export const statusNames: Readonly<Record<Status, string>> = {
  finished: 'Finished',
  reading: 'Reading',
  skimmed: 'Skimmed',
  abandoned: 'Abandoned',
  queued: 'Queued',
};

/** How facets are called. */
export const facetNames: Readonly<Record<Facet, string>> = {
  type: 'Type',
  topic: 'Topic',
  level: 'Level',
  status: 'Status',
};

/** How a value of a facet is called. */
export function valueName(log: Log, facet: Facet, value: string): string {
  const names: Readonly<Record<Facet, (value: string) => string | undefined>> = {
    type: (type) => typeNames[type as ResourceType].one,
    topic: (id) => log.topics.find((topic) => topic.id === id)?.title,
    level: (level) => levelNames[level as Level],
    status: (status) => statusNames[status as Status],
  };
  return names[facet](value) ?? value;
}

/** What the reader is asked to do with a resource: the label of the link out. */
export const typeVerbs: Readonly<Record<ResourceType, string>> = {
  paper: 'Read',
  video: 'Watch',
  lecture: 'Watch',
  course: 'Open',
  article: 'Read',
  book: 'Open',
  code: 'Open',
  thread: 'Read',
  reference: 'Open',
  podcast: 'Listen',
  tool: 'Open',
};

/** A number with its noun: `1 week`, `4 weeks`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `3 h 31 min`, `45 min`, `2 h`, on one line; with `about` before it where it is estimated. */
export function formatDuration({ minutes, about }: Duration): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 ? `${hours}\u00A0h` : '', rest > 0 ? `${rest}\u00A0min` : ''].filter((part) => part !== '');
  return `${about ? 'about ' : ''}${parts.join('\u00A0')}`;
}

/** A duration or a number of pages. */
export function formatLength(length: Length): string {
  if ('minutes' in length) return formatDuration(length);
  return `${length.about ? 'about ' : ''}${count(length.pages, 'page')}`;
}

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const dayFormat = inUtc({ day: 'numeric', month: 'long', year: 'numeric' });
const monthFormat = inUtc({ month: 'long', year: 'numeric' });
const shortFormat = inUtc({ day: 'numeric', month: 'short' });
const longDayFormat = inUtc({ day: 'numeric', month: 'long' });
const shortMonthFormat = inUtc({ month: 'short' });

const instant = (day: string) => new Date(`${day}T00:00:00Z`);

/** `12 June 2017`, `June 2017` or `2017`, as precise as it is known; with `about` before it where it is reconstructed. */
export function formatDate(date: CalendarDate): string {
  const formats: Record<number, Intl.DateTimeFormat> = { 7: monthFormat, 10: dayFormat };
  const text = formats[date.iso.length]?.format(instant(firstDay(date))) ?? date.iso;
  return `${date.about ? 'about ' : ''}${text}`;
}

/** The stretch of a week, `7 – 16 February 2025`, or from its start on where it is open. */
export function formatStretch({ start, end }: Week): string {
  if (!end) return `since ${formatDate(start)}`;
  const [first, last] = [firstDay(start), lastDay(end)];
  const about = start.about || end.about ? 'about ' : '';
  if (first === last) return `${about}${dayFormat.format(instant(last))}`;
  if (first.slice(0, 7) === last.slice(0, 7)) {
    return `${about}${Number(first.slice(8))} – ${dayFormat.format(instant(last))}`;
  }
  const from = first.slice(0, 4) === last.slice(0, 4) ? longDayFormat : dayFormat;
  return `${about}${from.format(instant(first))} – ${dayFormat.format(instant(last))}`;
}

/** The same in few letters and without the year: `7 – 16 Feb`. */
export function formatShortStretch({ start, end }: Week): string {
  const first = firstDay(start);
  if (!end) return `since ${shortFormat.format(instant(first))}`;
  const last = lastDay(end);
  const about = start.about || end.about ? '~ ' : '';
  if (first === last) return `${about}${shortFormat.format(instant(last))}`;
  const from =
    first.slice(0, 7) === last.slice(0, 7) ? String(Number(first.slice(8))) : shortFormat.format(instant(first));
  return `${about}${from} – ${shortFormat.format(instant(last))}`;
}

/** How many days a week lasted, or nothing where it is open. */
export function formatDays({ start, end }: Week): string | undefined {
  return end && count(daysBetween(firstDay(start), lastDay(end)), 'day');
}

/** The months that the log covers: `Feb – Mar`, or one, with years where they differ. */
export function formatMonths(first: string, last: string): string {
  const [from, to] = [shortMonthFormat.format(instant(first)), shortMonthFormat.format(instant(last))];
  if (first.slice(0, 4) !== last.slice(0, 4)) return `${from} ${first.slice(0, 4)} – ${to}`;
  return first.slice(0, 7) === last.slice(0, 7) ? from : `${from} – ${to}`;
}

/** Who made a resource, short: `Andrej Karpathy`, `Russell & Norvig`, `Vaswani et al.`; empty where nobody is named. */
export function formatMakers({ authors, hasMoreAuthors }: Resource): string {
  const [first, second] = authors;
  if (first === undefined) return '';
  if (second === undefined && !hasMoreAuthors) return first;
  if (second !== undefined && authors.length === 2 && !hasMoreAuthors)
    return `${familyName(first)} & ${familyName(second)}`;
  return `${familyName(first)} et al.`;
}

/** Every author that the log names. */
export function formatAuthors({ authors, hasMoreAuthors }: Resource): string {
  return `${authors.join(', ')}${hasMoreAuthors ? ' and others' : ''}`;
}

function familyName(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

/** The facts of a resource in one line: who, when, how long. */
export function shortFacts(resource: Resource): string[] {
  return [
    formatMakers(resource),
    resource.published?.iso.slice(0, 4) ?? '',
    resource.length ? formatLength(resource.length) : '',
  ].filter((fact) => fact !== '');
}

/** What a week, page or resource is called above its title: `Week 1`, `Before`, `Paper`. */
export function kicker(entry: Week | Page | Resource): string {
  if (entry.kind === 'week') return `Week ${entry.number}`;
  if (entry.kind === 'resource') return typeNames[entry.type].one;
  return { before: 'Before', after: 'After', beside: 'Page' }[entry.place ?? 'beside'];
}

/** How an entry is named in a line: `Week 1: Pre-training`, or its title. */
export function entryName(entry: Week | Page | Resource): string {
  return entry.kind === 'week' ? `Week ${entry.number}: ${entry.title}` : entry.title;
}

/** Minutes it takes to read so many words, at 230 words a minute, at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
