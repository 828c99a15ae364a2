import { isTitleOf } from './titleHeading.ts';
import type { WrittenPlaces } from './writtenPlaces.ts';

/** Where the links and pictures of an entry lead on the published site. */
export interface PublishedAddresses {
  /** The complete address of a link as written, or undefined if it stays as it is. */
  readonly link: (address: string) => string | undefined;
  /** The complete address of a picture as written, or undefined if the site has no file of it. */
  readonly image: (address: string) => string | undefined;
  /** The complete address of the page, which shows the pictures without a file. */
  readonly page: string;
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The body of an entry as it is written, with complete addresses: without its frontmatter, a heading that repeats the
 * title, private comments and comments in HTML. A picture that is only drawn on the page becomes a link to it.
 */
export function publishedMarkdown(
  text: string,
  { blanked, heading, frontmatter, html, addresses }: WrittenPlaces,
  title: string,
  published: PublishedAddresses,
): string {
  const written = blanked ?? text;
  const isTitle = heading && isTitleOf(heading, title);
  const removed = [...(isTitle ? [heading] : []), ...frontmatter].map(({ from, to }) => ({ from, to, text: '' }));
  const changes: Change[] = [...removed, ...html.flatMap((place) => htmlChanges(place, published))];
  for (const { from, to, url, isPicture, mark } of addresses) {
    const picture = isPicture ? published.image(url) : undefined;
    const address = isPicture ? (picture ?? published.page) : published.link(url);
    if (address === undefined) continue;
    const isBracketed = written[from - 1] === '<' && written[to] === '>';
    changes.push({ from, to, text: isBracketed ? address : destination(address) });
    if (mark !== undefined && picture === undefined) changes.push({ from: mark, to: mark + 1, text: '' });
  }
  const body = applied(written, changes);
  return (blanked === undefined ? body : body.replace(/\uFDD0/g, '').replace(/\n(?:[ \t]*\n){2,}/g, '\n\n')).trim();
}

/** Removes comments, and completes the addresses of links and pictures. */
function htmlChanges(
  { value, from, to }: WrittenPlaces['html'][number],
  { link, image, page }: PublishedAddresses,
): readonly Change[] {
  const made = value
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/(\s(href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (all, before: string, name: string, one, other) => {
      const address = String(one ?? other ?? '');
      const complete = name.toLowerCase() === 'src' ? (image(address) ?? page) : link(address);
      return complete === undefined ? all : `${before}"${complete.replaceAll('"', '%22')}"`;
    });
  return made === value ? [] : [{ from, to, text: made }];
}

/** An address that can stand between `(` and `)`. */
function destination(address: string): string {
  return address.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text with its changes; of two that overlap, only the first. */
function applied(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text: made } of changes.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    parts.push(text.slice(at, from), made);
    at = to;
  }
  return parts.join('') + text.slice(at);
}
