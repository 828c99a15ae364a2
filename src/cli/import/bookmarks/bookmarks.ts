import { basename } from 'node:path';
import { dayOf } from '../../../log/date.ts';
import { identityNames } from '../../../log/checks/duplicates.ts';
import { typeFromAddress } from '../../../log/typeFromAddress.ts';
import { draftFields } from '../../sources/draftFields.ts';
import { readTarget } from '../../sources/target.ts';
import type { Found, Place, Reader, Reading, Refused, Remark } from '../found.ts';
import { literalBody } from '../literalBody.ts';
import { readForeignText, startOfText } from '../readText.ts';
import { topicIdFrom, topicsNamed } from '../topics.ts';
import { readNetscape, type Bookmark } from './netscape.ts';

/** Bookmarks as browsers, Pinboard, Raindrop, Karakeep and linkding export them. */
export const bookmarks = {
  name: 'bookmarks (HTML)',
  accepts: async (path) => /\.html?$/i.test(path) && /<!DOCTYPE NETSCAPE-Bookmark-file/i.test(await startOfText(path)),
  read: readBookmarks,
} satisfies Reader;

const kind = 'a bookmarks file';
/** A text on one line with at most this many characters is a summary. Any other is the text of the entry. */
const longestSummary = 300;
const longestTitle = 500;

/** A bookmark, with what others with the same address add to it. */
interface Kept {
  readonly found: Found;
  readonly topics: Set<string>;
}

async function readBookmarks(path: string): Promise<Reading> {
  const file = basename(path);
  const read = await readForeignText(path);
  if ('failure' in read) return { kind, found: [], refused: [{ at: { file }, reason: read.failure }], remarks: [] };
  const remarks: Remark[] = [];
  const refused: Refused[] = [];
  const kept = new Map<string, Kept>();
  const names: string[] = [];
  for (const bookmark of readNetscape(read.text)) {
    const at = { file, line: bookmark.line };
    const href = (bookmark.attributes.href ?? '').trim();
    if (!/^https?:/i.test(href)) {
      remarks.push({
        kind: 'dropped',
        at,
        message: `A bookmark with ${schemeOf(href)} is left out, because it is not a page that others can open.`,
      });
      continue;
    }
    const target = readTarget(href);
    if ('failure' in target) {
      refused.push({ at, title: bookmark.title, reason: target.failure });
      continue;
    }
    const topics = namesOf(bookmark);
    names.push(...topics);
    const ids = topics.flatMap((name) => topicIdFrom(name) ?? []);
    const identity = identityNames(target)[0] ?? href;
    const same = kept.get(identity);
    if (same) {
      remarks.push({
        kind: 'changed',
        at,
        message: 'Its address is bookmarked more than once, so one entry gets the topics of all.',
      });
      for (const id of ids) same.topics.add(id);
      continue;
    }
    kept.set(identity, { found: await foundOf(bookmark, target, at), topics: new Set(ids) });
  }
  const found = [...kept.values()].map(({ found: one, topics }) => ({
    ...one,
    fields: { ...one.fields, ...(topics.size > 0 && { topics: [...topics] }) },
  }));
  return { kind, found, refused, remarks, topics: topicsNamed(names) };
}

function schemeOf(href: string): string {
  const [scheme] = /^[a-z][a-z\d+.-]{0,20}:/i.exec(href) ?? [];
  return scheme === undefined ? 'no address' : `"${scheme.toLowerCase()}"`;
}

/** The names of its topics: its folders and tags. */
function namesOf({ folders, attributes }: Bookmark): readonly string[] {
  const tags = (attributes.tags ?? '').split(',').map((tag) => tag.trim());
  return [...folders, ...tags].filter((name) => name !== '');
}

async function foundOf(
  { title, note: written, attributes }: Bookmark,
  target: Exclude<ReturnType<typeof readTarget>, { failure: string }>,
  at: Place,
): Promise<Found> {
  const remarks: Remark[] = [];
  const { url = '', doi } = target;
  // linkding writes a description, and then notes between markers.
  const note = written.replace(/\[\/?linkding-notes\]/g, '\n\n').trim();
  if (attributes.private === '1')
    remarks.push({ kind: 'changed', at, message: 'It was private, so it becomes a draft and is not published.' });
  const isSummary = note !== '' && note.length <= longestSummary && !note.includes('\n');
  const isDoi = url.startsWith('https://doi.org/');
  const told = typeFromAddress({ url, doi });
  if (told === undefined)
    remarks.push({ kind: 'changed', at, message: 'Its address does not show its type, so it becomes an article.' });
  if (title.length > longestTitle)
    remarks.push({ kind: 'changed', at, message: 'Its title is too long, so it is shortened.' });
  const { fields } = await draftFields(
    {
      title: titleOf(title, url),
      type: told ?? 'article',
      url,
      ...(isSummary && { summary: note }),
      ...(!isDoi && doi !== undefined && { doi }),
    },
    { macros: {} },
  );
  const body = isSummary ? '' : literalBody(note);
  const added = dayOfStamp(attributes.add_date);
  return {
    at,
    kind: 'resource',
    fields: {
      ...fields,
      ...(added !== undefined && { added }),
      ...(attributes.toread === '1' && { status: 'queued' }),
      ...(attributes.private === '1' && { draft: true }),
    },
    ...(body !== '' && { body: () => body }),
    remarks,
  };
}

function titleOf(title: string, url: string): string {
  if (title === '') return url.replace(/^https?:\/\/(?:www\.)?|\/$/g, '').slice(0, longestTitle);
  return title.length > longestTitle ? `${title.slice(0, longestTitle).trimEnd()} …` : title;
}

/**
 * The day of a time in seconds, which some programs write in milliseconds or microseconds; undefined if it is not a
 * time.
 */
function dayOfStamp(stamp = ''): string | undefined {
  if (!/^\d{1,17}$/.test(stamp.trim())) return undefined;
  let seconds = Number(stamp);
  while (seconds > 1e11) seconds /= 1000;
  const day = dayOf(new Date(seconds * 1000));
  return seconds > 0 && day >= '1970-01-02' && day < '2200' ? day : undefined;
}
