import { fill } from '../i18n/phrase.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Discussion } from '../log/records.ts';
import { shownHost } from '../urls/urls.ts';

const forums: Readonly<Record<string, string>> = {
  'news.ycombinator.com': 'Hacker News',
  'lobste.rs': 'Lobsters',
  'github.com': 'GitHub',
};

/** The name of the site of a discussion, and its number of comments in words if that is known. */
export function discussionWords(
  { url, comments }: Discussion,
  wording: Wording,
): { readonly name: string; readonly comments?: string } {
  const host = shownHost(url);
  const name = forums[host] ?? host;
  if (!comments) return { name };
  const asOf = fill(wording.words.time.asOf, { date: wording.date(comments.on) });
  return { name, comments: wording.facts([wording.count('comments', comments.count), asOf]) };
}
