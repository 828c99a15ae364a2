import { z } from 'zod';
import { isObject, parseJson } from '../../log/json.ts';
import { dateOf } from './dates.ts';
import type { Source } from './source.ts';
import { listOf, people, someText } from './values.ts';

const named = z.object({ name: z.string().min(1) });

const book = z.object({
  title: z.string().min(1),
  subtitle: someText,
  authors: listOf(named),
  publishers: listOf(named),
  publish_date: someText,
  number_of_pages: z.int().min(1).max(99_999).optional().catch(undefined),
});

/** Books by ISBN (openlibrary.org/dev/docs/api/books). */
export function openLibrary(origin = 'https://openlibrary.org'): Source {
  return {
    name: 'Open Library',
    accept: 'application/json',
    addressFor: ({ isbn }) => {
      if (isbn === undefined) return undefined;
      const url = new URL('/api/books', origin);
      url.search = new URLSearchParams({ bibkeys: `ISBN:${isbn}`, format: 'json', jscmd: 'data' }).toString();
      return url.href;
    },
    read: ({ text }, { isbn }) => {
      const answer = parseJson(text);
      if (!isObject(answer)) return 'unreadable';
      const found = answer[`ISBN:${isbn}`];
      if (found === undefined) return 'not-found';
      const { data } = book.safeParse(found);
      if (!data) return 'unreadable';
      return {
        title: [data.title, data.subtitle].filter((part) => part !== undefined).join(': '),
        type: 'book',
        authors: people(data.authors.map(({ name }) => name)),
        published: dateOf(data.publish_date ?? ''),
        publisher: data.publishers[0]?.name,
        length: data.number_of_pages === undefined ? undefined : `${data.number_of_pages} pages`,
      };
    },
  };
}
