import { firstDay, lastDay } from '../log/date.ts';
import type { Log, Resource, Week } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import { lastChange } from '../log/records.ts';
import type { Bodies } from '../site.ts';
import type { Urls } from '../urls/urls.ts';
import { makeWording, type Wording } from '../i18n/wording.ts';
import { feedHtml } from './feedHtml.ts';

/** A week or resource as every feed shows it. */
export interface FeedItem {
  /** The absolute address of its page: a feed reader knows the item by it. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Midnight UTC of its day, `2025-02-16T00:00:00Z`. */
  readonly date: string;
  /** Midnight UTC of the day of its last change, never before `date`. */
  readonly updated: string;
  /** Plain text; empty where nothing is said. */
  readonly summary: string;
  /** HTML for feed readers; empty for a resource without notes. */
  readonly content: string;
  /** What it is and the titles of its topics, in words. */
  readonly categories: readonly string[];
}

/** How many items a feed has at most: a reader asks for it every hour, and wants what is new. */
export const feedLength = 100;

/**
 * The newest weeks and resources of a log, at most `feedLength` of those that have a day, newest first; on one day weeks
 * come before resources, and what was met later before what was met earlier. `html` holds the rendered bodies. Throws
 * where the log has no address.
 */
export function feedItems(log: Log, html: Bodies, urls: Urls): readonly FeedItem[] {
  const wording = makeWording(log.language);
  return [...log.resources, ...log.weeks]
    .reverse()
    .flatMap((entry) => {
      const day = dayOf(log, entry);
      return day === undefined ? [] : [{ entry, day }];
    })
    .sort((a, b) => compareText(b.day, a.day))
    .slice(0, feedLength)
    .map(({ entry, day }) => toItem(entry, day, html.get(entry.key) ?? '', urls, wording));
}

/**
 * The day under which an entry stands in a feed. A resource that is neither finished on a day nor mentioned in a week
 * has none and is left out: any day lent to it, such as the last one of the log, would move with each new week, and
 * feed readers would show it again as news.
 */
function dayOf(log: Log, entry: Week | Resource): string | undefined {
  if (entry.kind === 'week') return entry.end ? lastDay(entry.end) : firstDay(entry.start);
  if (entry.finished) return lastDay(entry.finished);
  const from = log.mentionsOf(entry).find((mention) => mention.from.kind === 'week')?.from;
  return from?.kind === 'week' ? dayOf(log, from) : undefined;
}

function toItem(entry: Week | Resource, day: string, html: string, urls: Urls, wording: Wording): FeedItem {
  const { words } = wording;
  const url = urls.absolute(urls.entry(entry));
  const changed = lastChange(entry);
  if (url === undefined) throw new Error('A feed needs the address of the site: "site" in content/log.md.');
  return {
    id: url,
    url,
    title: wording.entryName(entry),
    date: `${day}T00:00:00Z`,
    updated: `${changed !== undefined && changed > day ? changed : day}T00:00:00Z`,
    summary: (entry.kind === 'week' ? entry.summary : entry.verdict) ?? entry.body.opening,
    content: feedHtml(html, url),
    categories:
      entry.kind === 'week'
        ? [words.kinds.week.one]
        : [words.types[entry.type].one, ...entry.topics.map(({ title }) => title)],
  };
}
