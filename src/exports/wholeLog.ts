import type { Body, ContentsLine, EntryKey } from '../log/entry.ts';
import { logKey } from '../log/entry.ts';
import { hasFragment } from '../log/fragments.ts';
import type { Log, Page, Resource, Week } from '../log/log.ts';
import { listPageSize } from '../log/listPages.ts';
import type { Site } from '../site.ts';
import type { Href, Urls } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import { encodeAnchor, joinBodies, type TurnInward } from './joinedHtml.ts';

/** What stands on one page of the whole log, where it is too long for one. */
export interface WholeLogPage {
  /** 1 for the first page. */
  readonly number: number;
  /** How many pages the whole log has. */
  readonly all: number;
  readonly entries: readonly (Week | Page)[];
  /** The resources met first in one of the entries; on the last page also those that were not met. */
  readonly resources: readonly Resource[];
  /** The number of the first of these resources: they are numbered in the order met, through all pages. */
  readonly firstNumber: number;
}

/** A page of the whole log with the bodies of its entries; what is not on it is not rendered. */
export interface WholeLog {
  readonly listPage: WholeLogPage;
  /** The rendered introduction; empty where there is none, and after the first page. */
  readonly introduction: string;
  /** The weeks and pages in the order of the timeline, then the pages without a place on it. */
  readonly parts: readonly { readonly entry: Week | Page; readonly html: string }[];
  /** What the contents list names: each part, the sections in it, and the list of resources. */
  readonly headings: readonly ContentsLine[];
  readonly hasMath: boolean;
}

/** The id of the list of resources; those of entries stand below `weeks/`, `pages/` and `resources/`. */
export const resourcesAnchor = 'resources';

/**
 * The pages of the whole log: one, unless it has more weeks and pages than fit on one that a browser still opens. The
 * order is that of the timeline, then the pages without a place on it.
 */
export function wholeLogPages(log: Log, size = listPageSize): readonly WholeLogPage[] {
  const entries = [...log.timeline, ...log.pages.filter(({ place }) => place === undefined)];
  const all = Math.max(1, Math.ceil(entries.length / size));
  const numberOf = new Map(entries.map(({ key }, index) => [key, Math.floor(index / size) + 1]));
  const met = Map.groupBy(log.resources, (resource) => numberOf.get(log.firstMet(resource)?.key ?? logKey) ?? all);
  let before = 0;
  return Array.from({ length: all }, (_, index) => {
    const resources = met.get(index + 1) ?? [];
    const firstNumber = before + 1;
    before += resources.length;
    return { number: index + 1, all, entries: entries.slice(index * size, (index + 1) * size), resources, firstNumber };
  });
}

/**
 * Puts the weeks and pages of one page of the whole log together, the introduction before the first. The id of an entry
 * is its key, and the ids in its body stand below it; `html` holds the rendered bodies.
 */
export function wholeLog(
  { log, html, urls, wording }: Pick<Site, 'log' | 'html' | 'urls' | 'wording'>,
  listPages: readonly WholeLogPage[],
  listPage: WholeLogPage,
): WholeLog {
  const { entries, number } = listPage;
  const opening = number === 1 ? [logKey] : [];
  const bodies = joinBodies(
    [...opening, ...entries.map(({ key }) => key)].map((key) => ({ anchor: key, html: html.get(key) ?? '' })),
    turnInward(log, listPages, listPage, urls),
  );
  const shown = [...(number === 1 ? [log.introduction] : []), ...entries.map(({ body }) => body)];
  return {
    listPage,
    introduction: number === 1 ? (bodies[0] ?? '') : '',
    parts: entries.map((entry, index) => ({ entry, html: bodies[index + opening.length] ?? '' })),
    headings: headingsOf(listPage, wording),
    hasMath: shown.some(({ hasMath }) => hasMath),
  };
}

/**
 * Leads links to weeks, pages, resources and the start of the log to their place in the whole log. The notes of a
 * resource are not there, so that a link into them leads to its own page as ever.
 */
function turnInward(log: Log, listPages: readonly WholeLogPage[], own: WholeLogPage, urls: Urls): TurnInward {
  const places = new Map<string, Place>([
    [urls.home, { key: logKey, body: log.introduction, listPage: 1 }],
    ...listPages.flatMap(({ number: listPage, entries, resources, firstNumber }): (readonly [string, Place])[] => [
      ...entries.map(({ key, body }) => [urls.entry(key), { key, body, listPage }] as const),
      ...resources.map(({ key }, index) => [urls.entry(key), { key, number: firstNumber + index, listPage }] as const),
    ]),
  ]);
  return (address) => {
    const [path = '', fragment = ''] = address.split('#');
    const place = places.get(path as Href);
    if (!place) return undefined;
    const page = place.listPage === own.number ? '' : urls.listPage(urls.whole, place.listPage);
    const start = `${page}#${encodeAnchor(place.key)}`;
    if (fragment === '') return { href: start, ...(place.number && { number: place.number }) };
    return place.body && hasFragment(place.body, decodeURIComponent(fragment))
      ? { href: `${start}/${fragment}` }
      : undefined;
  };
}

/** Where something stands in the whole log. */
interface Place {
  readonly key: EntryKey;
  readonly body?: Body;
  readonly number?: number;
  readonly listPage: number;
}

function headingsOf({ entries, resources }: WholeLogPage, wording: Wording): ContentsLine[] {
  const ofEntries = entries.flatMap((entry) => [
    { id: entry.key, depth: 2, text: wording.entryName(entry) },
    ...entry.body.headings
      .filter(({ depth }) => depth === 2)
      .map(({ id, text }) => ({ id: `${entry.key}/${id}`, depth: 3, text })),
  ]);
  const last = { id: resourcesAnchor, depth: 2, text: wording.words.whole.resources };
  return resources.length > 0 ? [...ofEntries, last] : ofEntries;
}
