import type { Body, ContentsLine, EntryKey } from '../core/entry.ts';
import { logKey } from '../core/entry.ts';
import { hasFragment } from '../core/fragments.ts';
import type { Log, Page, Resource, Week } from '../core/log.ts';
import type { Href, Urls } from '../urls.ts';
import type { Wording } from '../wording.ts';
import { encodeAnchor, joinBodies, type TurnInward } from './joinedHtml.ts';

/** The whole log as it stands on one page. */
export interface WholeLog {
  /** The rendered introduction; empty where there is none. */
  readonly introduction: string;
  /** The weeks and pages in the order of the timeline, then the pages without a place on it. */
  readonly parts: readonly { readonly entry: Week | Page; readonly html: string }[];
  /** Every resource in the order met, which is how they are numbered. */
  readonly resources: readonly Resource[];
  /** What the contents list names: each part, the sections in it, and the list of resources. */
  readonly headings: readonly ContentsLine[];
  readonly hasMath: boolean;
}

/** The id of the list of resources; those of entries stand below `weeks/`, `pages/` and `resources/`. */
export const resourcesAnchor = 'resources';

/**
 * Puts the introduction, the weeks and the pages of a log together for one page. The id of an entry is its key, and the
 * ids in its body stand below it; `html` holds the rendered bodies.
 */
export function wholeLog(log: Log, html: ReadonlyMap<EntryKey, string>, urls: Urls, wording: Wording): WholeLog {
  const entries = [...log.timeline, ...log.pages.filter(({ place }) => place === undefined)];
  const keys = [logKey, ...entries.map(({ key }) => key)];
  const [introduction = '', ...bodies] = joinBodies(
    keys.map((key) => ({ anchor: key, html: html.get(key) ?? '' })),
    turnInward(log, entries, urls),
  );
  return {
    introduction,
    parts: entries.map((entry, index) => ({ entry, html: bodies[index] ?? '' })),
    resources: log.resources,
    headings: headingsOf(log, entries, wording),
    hasMath: [log.introduction, ...entries.map(({ body }) => body)].some(({ hasMath }) => hasMath),
  };
}

/**
 * Leads links to weeks, pages, resources and the start of the log to their place on the page. The notes of a resource
 * are not there, so that a link into them leads to its own page as ever.
 */
function turnInward(log: Log, entries: readonly (Week | Page)[], urls: Urls): TurnInward {
  const places = new Map<string, { readonly key: EntryKey; readonly body?: Body; readonly number?: number }>([
    [urls.home, { key: logKey, body: log.introduction }],
    ...entries.map(({ key, body }) => [urls.entry(key), { key, body }] as const),
    ...log.resources.map(({ key }, index) => [urls.entry(key), { key, number: index + 1 }] as const),
  ]);
  return (address) => {
    const [path = '', fragment = ''] = address.split('#');
    const place = places.get(path as Href);
    if (!place) return undefined;
    const start = `#${encodeAnchor(place.key)}`;
    if (fragment === '') return { href: start, ...(place.number && { number: place.number }) };
    return place.body && hasFragment(place.body, decodeURIComponent(fragment))
      ? { href: `${start}/${fragment}` }
      : undefined;
  };
}

function headingsOf(log: Log, entries: readonly (Week | Page)[], wording: Wording): ContentsLine[] {
  const ofEntries = entries.flatMap((entry) => [
    { id: entry.key, depth: 2, text: wording.entryName(entry) },
    ...entry.body.headings
      .filter(({ depth }) => depth === 2)
      .map(({ id, text }) => ({ id: `${entry.key}/${id}`, depth: 3, text })),
  ]);
  const last = { id: resourcesAnchor, depth: 2, text: wording.words.whole.resources };
  return log.resources.length > 0 ? [...ofEntries, last] : ofEntries;
}
