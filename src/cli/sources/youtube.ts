import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import { dateOf } from './dates.ts';
import { readPageHead } from './pageHead.ts';
import { lengthOfDuration } from './seconds.ts';
import type { Source } from './source.ts';

const answer = z.object({ title: z.string().min(1), author_name: z.string().min(1).optional().catch(undefined) });

/**
 * YouTube videos and playlists, from oEmbed (oembed.com). It has neither the date nor the length of a video, but the
 * video's page has both, for search engines.
 */
export function youtube(origin = 'https://www.youtube.com'): Source {
  return {
    name: 'YouTube',
    accept: 'application/json',
    addressFor: ({ url, youtube: id }) => {
      const isPlaylist = url !== undefined && /^https?:\/\/(?:www\.|m\.)?youtube\.com\/playlist\?/.test(url);
      if (url === undefined || (id === undefined && !isPlaylist)) return undefined;
      const asked = new URL('/oembed', origin);
      asked.search = new URLSearchParams({ url, format: 'json' }).toString();
      return asked.href;
    },
    more: (_, { youtube: id }) => (id === undefined ? undefined : videoPage(id, origin)),
    read: ({ text }) => {
      const { data } = answer.safeParse(parseJson(text));
      if (!data) return 'unreadable';
      return {
        title: data.title,
        type: 'video',
        authors: data.author_name === undefined ? undefined : [{ name: data.author_name }],
      };
    },
  };
}

/** The microdata in the page of a video (schema.org/VideoObject). */
function videoPage(id: string, origin: string): Source {
  return {
    name: 'the page of the video',
    accept: 'text/html',
    addressFor: () => new URL(`/watch?v=${id}`, origin).href,
    read: ({ text }) => {
      const { metas } = readPageHead(text);
      const [published] = metas.get('datepublished') ?? metas.get('uploaddate') ?? [];
      const length = lengthOfDuration(metas.get('duration')?.[0]);
      return published === undefined && length === undefined
        ? 'unreadable'
        : { published: dateOf(published ?? ''), length };
    },
  };
}
