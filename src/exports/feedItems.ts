import { firstDay, lastDay } from '../log/date.ts';
import type { Log } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import { lastChange } from '../log/records.ts';
import { withParents } from '../log/topicTree.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Site } from '../site.ts';
import { feedHtml } from './feedHtml.ts';
import type { Feed, FeedEntry } from './feeds.ts';

/** A week, note or resource in a feed. */
export interface FeedItem {
  /** The absolute address of its page, by which feed readers identify the item. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Midnight UTC of its day, `2025-02-16T00:00:00Z`. */
  readonly date: string;
  /** Midnight UTC of its last change, never before `date`. */
  readonly updated: string;
  /** Plain text; may be empty. */
  readonly summary: string;
  /** HTML for feed readers; empty for a resource without notes. */
  readonly content: string;
  /** The name of its kind, and the titles of its topics and of the topics that contain them. */
  readonly categories: readonly string[];
}

/**
 * The newest entries of a feed that have a day, at most its length, newest first; on the same day, in the order of the
 * feed. Entries dated after `today` (`YYYY-MM-DD`) are left out. `remember` returns `make()`, perhaps from a cache.
 * Throws if the log has no address.
 */
export function feedItems(
  { log, html, urls, wording, today }: Pick<Site, 'log' | 'html' | 'urls' | 'wording' | 'today'>,
  { entries, length }: Pick<Feed, 'entries' | 'length'>,
  remember: (texts: readonly string[], make: () => string) => string = (_, make) => make(),
): readonly FeedItem[] {
  return entries
    .flatMap((entry) => {
      const day = dayOf(log, entry);
      return day === undefined || day > today ? [] : [{ entry, day }];
    })
    .sort((a, b) => compareText(b.day, a.day))
    .slice(0, length)
    .map(({ entry, day }) => {
      const url = urls.absolute(urls.entry(entry));
      if (url === undefined) throw new Error('A feed needs the address of the site: "site" in content/log.md.');
      const content = remember([html.hashOf(entry.key) ?? '', url], () => feedHtml(html.get(entry.key) ?? '', url));
      return toItem(entry, { day, today, url, content }, wording);
    });
}

/**
 * The day of an entry in a feed, which later entries never change: when it was added, or else the first day of a week.
 * For a resource, it is the earlier of the day on which it was finished and the day of its first mention, so that
 * neither moves it by being written down later. A resource that is neither finished nor mentioned in a week or a dated
 * note has no day and is left out: any substitute, such as the last day of the log, would move with each new week, and
 * feed readers would show the resource as new again.
 */
function dayOf(log: Log, entry: FeedEntry): string | undefined {
  if (entry.added) return lastDay(entry.added);
  if (entry.kind === 'week') return firstDay(entry.start);
  if (entry.kind === 'note') return undefined;
  const mentioned = log
    .mentionsOf(entry)
    .map(({ from }) => (from.kind === 'week' || from.kind === 'note' ? dayOf(log, from) : undefined));
  const finished = entry.finished && lastDay(entry.finished);
  return [...mentioned, finished].filter((day) => day !== undefined).sort(compareText)[0];
}

function toItem(
  entry: FeedEntry,
  { day, today, url, content }: Pick<FeedItem, 'url' | 'content'> & { readonly day: string; readonly today: string },
  wording: Wording,
): FeedItem {
  const { words } = wording;
  const changed = lastChange(entry);
  return {
    id: url,
    url,
    title: wording.entryName(entry),
    date: `${day}T00:00:00Z`,
    updated: `${changed !== undefined && changed > day && changed <= today ? changed : day}T00:00:00Z`,
    summary: (entry.kind === 'resource' ? entry.verdict : undefined) ?? entry.summary ?? entry.body.opening,
    content,
    categories: [
      entry.kind === 'resource' ? words.types[entry.type].one : words.kinds[entry.kind].one,
      ...withParents(entry.topics).map(({ title }) => title),
    ],
  };
}
