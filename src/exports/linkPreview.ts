import type { Node } from '../log/log.ts';
import { fill } from '../i18n/phrase.ts';
import type { Wording } from '../i18n/wording.ts';

/** The preview of an entry. All values are plain text. */
export interface Preview {
  /** The kind of entry: `Paper`, `Week 2`, or the dates of a week without a number. */
  readonly kicker: string;
  readonly title: string;
  /** Authors, date and length. */
  readonly facts: readonly string[];
  readonly verdict?: string;
  /** The first lines; empty for an empty body. */
  readonly text: string;
  /** Its sections with their first lines, by the id of the heading. */
  readonly sections: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
}

/** The maximum length of a text, in characters. */
const maxLength = 280;

/** The preview of an entry, for links to it and to its sections. */
export function preview(entry: Node, wording: Wording): Preview {
  const verdict = entry.kind === 'resource' ? entry.verdict : undefined;
  const summary = verdict === undefined ? entry.summary : undefined;
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

function factsOf(entry: Node, wording: Wording): string[] {
  if (entry.kind !== 'resource') {
    const topics = entry.topics.map(({ title }) => title);
    if (entry.kind === 'week')
      return [wording.hasNumbers ? wording.shortStretch(entry) : '', wording.days(entry) ?? '', ...topics].filter(
        Boolean,
      );
    return [...(entry.kind === 'note' && entry.added ? [wording.date(entry.added)] : []), ...topics];
  }
  const best =
    entry.best.length > 0 ? [`★ ${fill(wording.words.resource.best, { what: wording.list(entry.best) })}`] : [];
  return [...wording.shortFacts(entry), ...best];
}

/** Truncates a long text, if possible between words. */
export function shorten(text: string, most = maxLength): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return `${text.slice(0, end < most / 2 ? most : end).replace(/[\s.,;:–—-]+$/, '')}…`;
}
