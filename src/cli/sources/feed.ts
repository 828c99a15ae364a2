import { parseFeed } from 'feedsmith';
import { z } from 'zod';
import { dateOf } from './dates.ts';
import { lengthOfSeconds } from './seconds.ts';
import type { Facts, NoFacts, Source } from './source.ts';
import { listOf, people, someText } from './values.ts';

const enclosure = z.object({ url: z.string(), type: someText });
const named = z.object({ name: someText });

/** The parts of RSS (rssboard.org/rss-specification) and of Apple’s namespace for podcasts that we use. */
const item = z.object({
  title: z.string().min(1),
  link: someText,
  guid: z.object({ value: z.string() }).optional().catch(undefined),
  pubDate: someText,
  /** As Atom writes it: `2017-06-12T10:00:00Z`. */
  published: someText,
  authors: listOf(named),
  enclosures: listOf(enclosure),
  dc: z
    .object({ creators: listOf(z.string()) })
    .optional()
    .catch(undefined),
  itunes: z
    .object({ duration: z.number().optional().catch(undefined), author: someText, episode: someText })
    .optional()
    .catch(undefined),
});
const content = z.object({ value: someText }).optional().catch(undefined);
const link = z.object({ href: z.string(), rel: someText, type: someText });

/** The parts of an item that Atom writes in another way (RFC 4287). */
const entry = z
  .looseObject({ id: someText, title: content, links: listOf(link) })
  .transform(({ id, title, links, ...others }) => ({
    ...others,
    title: title?.value,
    link: links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
    guid: { value: id },
    enclosures: links.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type })),
  }));
type Item = z.output<typeof item>;

const show = z.object({
  title: z.string().min(1),
  description: someText,
  items: listOf(item),
  itunes: z.object({ author: someText }).optional().catch(undefined),
});

const atom = z
  .looseObject({ title: content, subtitle: content, authors: listOf(named), entries: listOf(entry) })
  .transform(({ title, subtitle, authors, entries, itunes }) => ({
    title: title?.value,
    description: subtitle?.value,
    items: entries,
    itunes: itunes ?? { author: authors[0]?.name },
  }));

/** Whether a text is a feed and not a page, by its media type and its first element. */
export function isFeed(text: string, type: string): boolean {
  return (
    /^(?:application|text)\/(?:(?:rss|rdf|atom)\+)?xml\b/i.test(type) && /<(?:rss|feed)\b/i.test(text.slice(0, 2_000))
  );
}

/**
 * The facts in a podcast’s feed: about the episode that the fragment of the address names, by its number, address or
 * guid (`feed.xml#12`), or else about the whole show.
 */
export function factsOfFeed(text: string, address: string): Facts | NoFacts {
  const found = showIn(text);
  if (!found) return 'unreadable';
  const fragment = decoded(new URL(address).hash.slice(1));
  if (fragment !== '') {
    const episode = found.items.find(
      ({ itunes, link, guid }) => itunes?.episode === fragment || link === fragment || guid?.value === fragment,
    );
    return episode ? factsOfItem(episode, found) : 'not-found';
  }
  const isPodcast = found.items.some((one) => typeOf(one) === 'podcast');
  const author = found.itunes?.author;
  return {
    title: found.title,
    type: isPodcast ? 'podcast' : undefined,
    authors: author === undefined ? undefined : people([author]),
    summary: found.description,
    gap: isPodcast ? 'This is the whole show. For one episode, give the address of its page.' : undefined,
  };
}

/** The feed that a page names, for what it says about the page: that it is an episode, its date and its length. */
export function feedOfPage(feed: string): Source {
  return {
    name: 'the feed of the page',
    accept: 'application/rss+xml, application/atom+xml',
    addressFor: () => feed,
    read: ({ text, type }, { url = '' }) => {
      const found = isFeed(text, type) ? showIn(text) : undefined;
      if (!found) return 'unreadable';
      const own = found.items.find(({ link }) => link !== undefined && samePage(link, url));
      return own ? factsOfItem(own, found) : 'not-found';
    },
  };
}

function factsOfItem(one: Item, { itunes }: z.output<typeof show>): Facts {
  const type = typeOf(one);
  const creators = one.dc?.creators ?? [];
  const listed = creators.length > 0 ? creators : one.authors.flatMap(({ name }) => name ?? []);
  const own = listed.length > 0 ? listed : [one.itunes?.author ?? itunes?.author ?? ''];
  return {
    title: one.title,
    type,
    authors: people(own.filter((name) => name !== '')),
    published: dateOf(one.published?.slice(0, 10) ?? dayOfPubDate(one.pubDate ?? '')),
    length: type === undefined ? undefined : lengthOfSeconds(one.itunes?.duration ?? 0),
    url: one.link !== undefined && /^https?:/.test(one.link) && URL.canParse(one.link) ? one.link : undefined,
  };
}

/** `12 Jun 2017` of `Mon, 12 Jun 2017 10:00:00 +0200` (RFC 822). */
function dayOfPubDate(text: string): string {
  const day = text.slice(text.indexOf(',') + 1);
  const time = day.indexOf(':');
  return time < 0 ? day : day.slice(0, Math.max(0, time - 2));
}

function typeOf({ enclosures }: Item): 'podcast' | 'video' | undefined {
  const media = enclosures.map(({ type, url }) => type ?? url);
  if (media.some((one) => /^audio\/|\.(?:mp3|m4a|ogg|opus)(?:$|\?)/i.test(one))) return 'podcast';
  return media.some((one) => /^video\/|\.(?:mp4|m4v)(?:$|\?)/i.test(one)) ? 'video' : undefined;
}

function samePage(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [one, other] = [new URL(a), new URL(b)];
  const pathOf = ({ pathname }: URL) => pathname.replace(/\/$/, '');
  const hostOf = ({ host }: URL) => host.replace(/^www\./, '');
  return (
    hostOf(one) === hostOf(other) && pathOf(one) === pathOf(other) && pathOf(one) !== '' && one.search === other.search
  );
}

function showIn(text: string): z.output<typeof show> | undefined {
  try {
    const { format, feed } = parseFeed(text);
    if (format === 'atom') return show.safeParse(atom.parse(feed)).data;
    return format === 'rss' ? show.safeParse(feed).data : undefined;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
