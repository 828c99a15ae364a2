import type { Page, Resource, Week } from '../log/log.ts';
import { fill } from '../i18n/phrase.ts';
import type { Wording } from '../i18n/wording.ts';

/** What a reader sees of an entry before opening it. Plain text throughout. */
export interface Preview {
  /** What it is: `Paper`, `Week 2`. */
  readonly kicker: string;
  readonly title: string;
  /** Who, when, how long. */
  readonly facts: readonly string[];
  readonly verdict?: string;
  /** The first lines; empty where nothing is written. */
  readonly text: string;
  /** Its sections with their first lines, by the id of the heading. */
  readonly sections: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
}

/** As much of a paragraph as a preview shows, in characters. */
const most = 280;

/** Draws up the preview of an entry, for links to it and to its sections. */
export function preview(entry: Week | Page | Resource, wording: Wording): Preview {
  const verdict = entry.kind === 'resource' ? entry.verdict : undefined;
  const summary = entry.kind === 'resource' ? undefined : entry.summary;
  return {
    kicker: wording.kicker(entry),
    title: entry.title,
    facts: factsOf(entry, wording),
    ...(verdict !== undefined && { verdict }),
    text: shorten(summary ?? entry.body.opening),
    sections: Object.fromEntries(
      entry.body.headings.map(({ id, text, opening }) => [id, { title: text, text: shorten(opening) }]),
    ),
  };
}

function factsOf(entry: Week | Page | Resource, wording: Wording): string[] {
  if (entry.kind === 'page') return [];
  if (entry.kind === 'week')
    return [wording.shortStretch(entry), wording.days(entry) ?? ''].filter((fact) => fact !== '');
  const best = entry.best.length > 0 ? [`★ ${fill(wording.words.resource.best, { what: entry.best.join(', ') })}`] : [];
  return [...wording.shortFacts(entry), ...best];
}

/** A text cut before the word with which it becomes too long. */
function shorten(text: string): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return `${text.slice(0, end < most / 2 ? most : end).replace(/[\s.,;:–—-]+$/, '')}…`;
}
