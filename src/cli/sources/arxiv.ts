import { parseAtomFeed } from 'feedsmith';
import { z } from 'zod';
import { dateOf } from './dates.ts';
import type { Source } from './source.ts';
import { listOf, people } from './values.ts';

const entry = z.object({
  id: z.string(),
  title: z.object({ value: z.string() }),
  summary: z.object({ value: z.string() }).optional().catch(undefined),
  published: z.string().optional().catch(undefined),
  authors: listOf(z.object({ name: z.string() })),
  arxiv: z.object({ comment: z.string().optional(), doi: z.string().optional() }).optional().catch(undefined),
});

/**
 * The API of arXiv (info.arxiv.org/help/api/user-manual.html). Its terms ask for at most one request every three
 * seconds.
 */
export function arxiv(origin = 'https://export.arxiv.org', pause = 3_000): Source {
  return {
    name: 'arXiv',
    pause,
    hasTex: true,
    accept: 'application/atom+xml',
    addressFor: ({ arxiv: id }) => {
      if (id === undefined) return undefined;
      const url = new URL('/api/query', origin);
      url.searchParams.set('id_list', id);
      return url.href;
    },
    read: ({ text }) => {
      const feed = feedIn(text);
      if (!feed) return 'unreadable';
      const [first] = feed.entries ?? [];
      // A wrong identifier gives an empty feed, or one entry with the error.
      if (first === undefined || /\/api\/errors/.test(String(first.id))) return 'not-found';
      const { data } = entry.safeParse(first);
      if (!data) return 'unreadable';
      const pages = /^\s*(\d{1,5}) pages\b/i.exec(data.arxiv?.comment ?? '')?.[1];
      return {
        title: data.title.value,
        type: 'paper',
        authors: people(data.authors.map(({ name }) => name)),
        published: dateOf(data.published ?? ''),
        abstract: data.summary?.value,
        length: pages && `${Number(pages)} pages`,
        doi: data.arxiv?.doi?.trim(),
      };
    },
  };
}

function feedIn(text: string): { readonly entries?: readonly { readonly id?: unknown }[] } | undefined {
  try {
    return parseAtomFeed(text);
  } catch {
    return undefined;
  }
}
