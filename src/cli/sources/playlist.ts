import { parseAtomFeed } from 'feedsmith';
import { z } from 'zod';
import { isObject, parseJson } from '../../log/json.ts';
import { youtubeForm } from '../../log/identifiers.ts';
import { dateOf } from './dates.ts';
import { lengthOfSeconds } from './seconds.ts';
import type { Facts, NoFacts, Part, Source } from './source.ts';
import type { Target } from './target.ts';
import { listOf, people, someText } from './values.ts';
import { youtube } from './youtube.ts';

/** Whether this is a playlist on YouTube. */
export function isPlaylist(target: Target): boolean {
  return playlistIn(target) !== undefined;
}

function playlistIn({ url }: Target): string | undefined {
  if (url === undefined) return undefined;
  const { hostname, pathname, searchParams } = new URL(url);
  const list = searchParams.get('list') ?? '';
  const isIt = /^(?:www\.|m\.|music\.)?youtube\.com$/.test(hostname) && pathname === '/playlist';
  return isIt && /^[\w-]{2,64}$/.test(list) ? list : undefined;
}

function watch(id: string): string {
  return `https://www.youtube.com/watch?v=${id}`;
}

/**
 * YouTube's playlists, from the data in their page: the first hundred videos with their numbers and lengths. The feed
 * has only the newest fifteen without numbers, and oEmbed has no videos; they are asked if the page cannot be read.
 */
export function playlist(origin = 'https://www.youtube.com'): Source {
  return {
    name: 'YouTube',
    accept: 'text/html',
    addressFor: (target) => {
      const list = playlistIn(target);
      return list === undefined ? undefined : new URL(`/playlist?list=${list}`, origin).href;
    },
    read: ({ text }) => readPlaylistPage(text),
    orElse: { ...playlistFeed(origin), orElse: youtube(origin) },
  };
}

const runs = z.object({ runs: z.array(z.object({ text: z.string() })) }).transform((value) => value.runs[0]?.text);
const simpleText = z.object({ simpleText: z.string() }).transform((value) => value.simpleText);
const shownText = z.union([runs, simpleText]).optional().catch(undefined);

/** A video in the data of a page. */
const renderer = z.object({
  videoId: z.string().regex(youtubeForm),
  title: shownText,
  index: shownText,
  lengthSeconds: someText,
  shortBylineText: shownText,
  isPlayable: z.boolean().optional().catch(undefined),
});

/** A video in the data of newer pages. */
const lockup = z.object({
  contentId: z.string().regex(youtubeForm),
  contentType: z.literal('LOCKUP_CONTENT_TYPE_VIDEO').optional(),
  metadata: z.object({ lockupMetadataViewModel: z.object({ title: z.object({ content: z.string().min(1) }) }) }),
});

const about = z.object({ title: z.string().min(1), description: someText });
const channel = z.object({ title: z.object({ runs: z.array(z.object({ text: z.string().min(1) })).min(1) }) });

/** How deep the data of a page is searched. Videos are about twelve levels deep. */
const deepest = 40;

function readPlaylistPage(html: string): Facts | NoFacts {
  const data = initialData(html);
  if (!data)
    return /consent\.youtube\.com|before you continue/i.test(html.slice(0, 200_000)) ? 'wants-person' : 'unreadable';
  const found = new Map<string, unknown[]>();
  collect(data, found, 0);
  const first = <Item>(name: string, schema: z.ZodType<Item>): Item | undefined =>
    (found.get(name) ?? []).map((value) => schema.safeParse(value).data).find((value) => value !== undefined);
  const named = first('playlistMetadataRenderer', about);
  if (!named) return 'unreadable';
  const owner = first('videoOwnerRenderer', channel)?.title.runs[0]?.text;
  const all = [
    ...(found.get('playlistVideoRenderer') ?? []).map((value) => renderer.safeParse(value).data),
    ...(found.get('lockupViewModel') ?? []).flatMap((value) => {
      const { data: one } = lockup.safeParse(value);
      return one ? { videoId: one.contentId, title: one.metadata.lockupMetadataViewModel.title.content } : [];
    }),
  ];
  const seen = new Set<string>();
  const parts = all.flatMap((video, place): Part[] => {
    // Without a title, a video is private or deleted. It keeps its number.
    if (!video || video.title === undefined || seen.has(video.videoId)) return [];
    if ('isPlayable' in video && video.isPlayable === false) return [];
    seen.add(video.videoId);
    const told = 'index' in video ? Number(video.index) : Number.NaN;
    const author = 'shortBylineText' in video ? video.shortBylineText : undefined;
    const facts: Facts = {
      title: video.title,
      type: 'video',
      authors: author === undefined ? undefined : people([author]),
      length: 'lengthSeconds' in video ? lengthOfSeconds(Number(video.lengthSeconds)) : undefined,
    };
    return [{ number: Number.isSafeInteger(told) && told > 0 ? told : place + 1, url: watch(video.videoId), facts }];
  });
  const isCut = found.has('continuationItemRenderer') && all.length >= 100;
  const gone = all.length - parts.length;
  return {
    title: named.title,
    type: 'video',
    authors: owner === undefined ? undefined : people([owner]),
    summary: named.description,
    parts,
    gap: isCut
      ? `The page of the playlist lists only its first ${all.length} videos. Add the others by their addresses.`
      : gone > 0
        ? `${gone} of its videos cannot be watched and are left out.`
        : undefined,
  };
}

/** The data that the scripts of a page begin with: `var ytInitialData = {…};`. */
function initialData(html: string): Readonly<Record<string, unknown>> | undefined {
  const start = /\bytInitialData(?:"\])?\s*=\s*(?=\{)/.exec(html);
  if (!start) return undefined;
  const from = start.index + start[0].length;
  const end = html.indexOf('</script', from);
  const text = html.slice(from, end < 0 ? undefined : end);
  const value = parseJson(text.slice(0, text.lastIndexOf('}') + 1));
  return isObject(value) ? value : undefined;
}

const wanted = new Set([
  ...['playlistVideoRenderer', 'lockupViewModel', 'playlistMetadataRenderer', 'videoOwnerRenderer'],
  'continuationItemRenderer',
]);

/** The most objects of one kind that are read: a page has a hundred videos. */
const mostOfKind = 1_000;

/** Collects the wanted objects in the order of the page. */
function collect(value: unknown, found: Map<string, unknown[]>, depth: number): void {
  if (depth > deepest || typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!wanted.has(name)) collect(inner, found, depth + 1);
    else if ((found.get(name)?.length ?? 0) < mostOfKind) found.set(name, [...(found.get(name) ?? []), inner]);
  }
}

const feed = z.object({
  title: z.object({ value: z.string().min(1) }),
  authors: listOf(z.object({ name: z.string() })),
  entries: listOf(
    z.object({
      title: z.object({ value: z.string().min(1) }),
      authors: listOf(z.object({ name: z.string() })),
      published: someText,
      yt: z.object({ videoId: z.string().regex(youtubeForm) }),
    }),
  ),
});

/** The number of videos in a YouTube feed. */
const mostInFeed = 15;

function playlistFeed(origin: string): Source {
  return {
    name: 'the feed of the playlist',
    accept: 'application/atom+xml',
    addressFor: (target) => {
      const list = playlistIn(target);
      return list === undefined ? undefined : new URL(`/feeds/videos.xml?playlist_id=${list}`, origin).href;
    },
    read: ({ text }) => {
      const { data } = feed.safeParse(feedIn(text));
      if (!data) return 'unreadable';
      const cut = data.entries.length >= mostInFeed ? ` Only the newest ${mostInFeed} videos are known.` : '';
      return {
        title: data.title.value,
        type: 'video',
        authors: people(data.authors.map(({ name }) => name)),
        parts: data.entries.map(({ title, authors, published, yt }) => ({
          url: watch(yt.videoId),
          facts: {
            title: title.value,
            type: 'video',
            authors: people(authors.map(({ name }) => name)),
            published: dateOf(published ?? ''),
          },
        })),
        gap: `The page of the playlist could not be read, and its feed does not number the videos.${cut}`,
      };
    },
  };
}

function feedIn(text: string): unknown {
  try {
    return parseAtomFeed(text);
  } catch {
    return undefined;
  }
}
