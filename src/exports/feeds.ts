import type { Note, Resource, Topic, Week } from '../log/log.ts';
import type { Site } from '../site.ts';
import type { Href } from '../urls/urls.ts';

/** What feeds list. */
export type FeedEntry = Week | Note | Resource;

/** A feed of the log, or of a part of it. */
export interface Feed {
  readonly title: string;
  readonly href: Href;
  /** Whether it is the feed of a part of the log. */
  readonly isPart: boolean;
  /** The page that lists the same entries. */
  readonly page: Href;
  /** On the same day, the first of them comes first. */
  readonly entries: readonly FeedEntry[];
  /** The maximum number of items: feed readers fetch a feed every hour, and only for new items. */
  readonly length: number;
}

/** The lengths of the feed of the whole log and of the feeds of its parts, which together have the same items again. */
export const feedLengths = { whole: 100, part: 30 } as const;

/** A part of the log with a feed: a kind of entry, the best resources, or a topic. */
export type FeedPart = 'weeks' | 'notes' | 'resources' | 'best' | Topic;

type FeedSite = Pick<Site, 'log' | 'urls' | 'wording'>;

/** The feed of the whole log: weeks before notes, notes before resources, and later appearances before earlier ones. */
export function wholeFeed({ log, urls }: FeedSite): Feed {
  const entries = [...log.resources, ...log.notes, ...log.weeks].reverse();
  return { title: log.title, href: urls.atom, isPart: false, page: urls.home, entries, length: feedLengths.whole };
}

/** The parts of a log that have a feed; none without an address, which feeds need. */
export function feedParts(site: Pick<Site, 'log'>): readonly FeedPart[] {
  return feedsOf(site, 'weeks', 'notes', 'resources', 'best', ...site.log.topics);
}

/** Those of some parts that have a feed. */
export function feedsOf({ log }: Pick<Site, 'log'>, ...parts: readonly (FeedPart | undefined)[]): readonly FeedPart[] {
  if (log.site === undefined) return [];
  const isEmpty = (part: FeedPart) =>
    part === 'best' ? !log.resources.some(isBest) : typeof part === 'string' && log[part].length === 0;
  return parts.filter((part) => part !== undefined).filter((part) => !isEmpty(part));
}

function isBest({ best }: Resource): boolean {
  return best.length > 0;
}

/** The name of the feed of a part, in its address: `notes`, `topics/rl`. */
export function feedName(part: FeedPart): string {
  return typeof part === 'string' ? part : `topics/${part.id}`;
}

/** The address of the feed of a part, and its name for readers, without its entries. */
export function feedLink({ urls, wording }: FeedSite, part: FeedPart): Pick<Feed, 'href'> & { readonly name: string } {
  const { frame, lists } = wording.words;
  const names = { weeks: frame.timeline, notes: frame.notes, resources: frame.library, best: lists.bestTitle };
  return { name: typeof part === 'string' ? names[part] : part.title, href: urls.partFeed(feedName(part)) };
}

/** The feed of a part of the log. */
export function partFeed(site: FeedSite, part: FeedPart): Feed {
  const { log, urls } = site;
  const { name, href } = feedLink(site, part);
  const pages = { weeks: urls.home, notes: urls.notes, resources: urls.library, best: urls.library };
  const page = typeof part === 'string' ? pages[part] : urls.topic(part);
  const title = `${name} · ${log.title}`;
  return { title, href, isPart: true, page, entries: entriesOf(site, part), length: feedLengths.part };
}

function entriesOf({ log }: FeedSite, part: FeedPart): readonly FeedEntry[] {
  if (part === 'best') return log.resources.filter(isBest).reverse();
  if (typeof part === 'string') return log[part].toReversed();
  const prose = log.proseOn(part);
  return [
    ...prose.filter((entry) => entry.kind === 'week'),
    ...prose.filter((entry) => entry.kind === 'note'),
    ...log.resourcesOn(part),
  ];
}
