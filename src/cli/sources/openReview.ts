import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import { page } from './page.ts';
import type { Source } from './source.ts';
import { listOf, people, someText } from './values.ts';

/** A value of a note: in version 2 of the API, it is in an object. */
const valued = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (given) => (typeof given === 'object' && given !== null && 'value' in given ? given.value : given),
    value,
  );

/** Milliseconds since 1970. */
const time = z.number().int().positive().optional().catch(undefined);

const note = z.object({
  pdate: time,
  odate: time,
  content: z.object({
    title: valued(z.string().min(1)),
    authors: valued(listOf(z.string())),
    abstract: valued(someText),
    venue: valued(someText),
    keywords: valued(listOf(z.string())),
  }),
});

const answer = z.object({ notes: z.array(z.unknown()) });

/** Papers on OpenReview (docs.openreview.net), by both versions of its API, or else by their page. */
export function openReview(origin = 'https://api2.openreview.net', older = 'https://api.openreview.net'): Source {
  return { ...notesAt(origin), orElse: { ...notesAt(older), orElse: page() } };
}

function notesAt(origin: string): Source {
  return {
    name: 'OpenReview',
    hasTex: true,
    accept: 'application/json',
    addressFor: ({ url }) => {
      const { hostname, pathname, searchParams } = new URL(url ?? 'https://example.org/');
      const id = searchParams.get('id') ?? '';
      const isPaper = /^(?:www\.)?openreview\.net$/.test(hostname) && /^\/(?:forum|pdf)$/.test(pathname);
      if (!isPaper || !/^[\w-]{1,64}$/.test(id)) return undefined;
      return new URL(`/notes?id=${id}`, origin).href;
    },
    read: ({ text }) => {
      const { data } = answer.safeParse(parseJson(text));
      if (!data) return 'unreadable';
      if (data.notes.length === 0) return 'not-found';
      const { data: found } = note.safeParse(data.notes[0]);
      if (!found) return 'unreadable';
      const { title, authors, abstract, venue, keywords } = found.content;
      return {
        title,
        type: 'paper',
        authors: people(authors),
        published: dayOfTime(found.pdate ?? found.odate),
        // A paper that was only submitted has not appeared there.
        venue: /submi(?:t|ssion)|withdrawn|reject/i.test(venue ?? '') ? undefined : venue,
        abstract,
        keywords,
      };
    },
  };
}

function dayOfTime(milliseconds: number | undefined): string | undefined {
  const date = new Date(milliseconds ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}
