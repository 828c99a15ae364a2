import type { Body, ContentsLine, EntryKey } from '../log/entry.ts';
import { logKey } from '../log/entry.ts';
import { hasFragment } from '../log/fragments.ts';
import type { Log, Prose, Resource } from '../log/log.ts';
import { listPagesOf } from '../log/listPages.ts';
import type { Bodies, Site } from '../site.ts';
import type { Href, Urls } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import { encodeAnchor, joinBodies, type TurnInward } from './joinedHtml.ts';

/** One page of the whole log, which may need several. */
export interface WholeLogPage {
  /** 1 for the first page. */
  readonly number: number;
  /** The number of pages. */
  readonly all: number;
  readonly entries: readonly Prose[];
  /** The resources that first appear in these entries. On the last page, they include those that appear in no entry. */
  readonly resources: readonly Resource[];
  /** The number of the first resource. Numbering follows the order of appearance, across all pages. */
  readonly firstNumber: number;
}

/** A page of the whole log with the bodies of its entries. */
export interface WholeLog {
  readonly listPage: WholeLogPage;
  /** The rendered introduction; empty if there is none, and on later pages. */
  readonly introduction: string;
  /** The weeks and pages on the timeline, in order, then notes, then the other pages. */
  readonly parts: readonly { readonly entry: Prose; readonly html: string }[];
  /** The contents list: each part with its sections, and the list of resources. */
  readonly headings: readonly ContentsLine[];
}

/**
 * The id of an entry on the page of the whole log: its key, with `:` between the folders of a note. Otherwise the note
 * `git/rebase` would have the id of the heading `rebase` in the note `git`.
 */
export function anchorOf(key: EntryKey): string {
  const [folder = '', ...names] = key.split('/');
  return names.length > 0 ? `${folder}/${names.join(':')}` : folder;
}

/** The id of the list of resources; ids of entries start with the folder of their kind. */
export const resourcesAnchor = 'resources';

/** What a browser shows without delay. Entries with formulas have the most elements. */
const most = { bytes: 800_000, elements: 9_850 };

/** What a resource adds to the list, and an entry to its text. */
const overhead = { bytes: 1_500, elements: 10 };

/**
 * The pages of the whole log, each under a megabyte and ten thousand elements unless a single entry is larger. Entries
 * on the timeline come first, in order, then notes, the other pages, and the resources that appear in none of them.
 */
export function wholeLogPages(log: Log, html: Pick<Bodies, 'sizeOf'>, limit = most): readonly WholeLogPage[] {
  const met = Map.groupBy(log.resources, (resource) => log.firstMet(resource)?.key);
  const unmet = met.get(undefined) ?? [];
  const parts = [
    ...[...log.timeline, ...log.notes, ...log.pages.filter(({ place }) => place === undefined)].map((entry) => ({
      entries: [entry],
      resources: met.get(entry.key) ?? [],
      ...(html.sizeOf(entry.key) ?? { bytes: 0, elements: 0 }),
    })),
    ...listPagesOf(unmet).map(({ items }) => ({ entries: [], resources: items, bytes: 0, elements: 0 })),
  ];
  const pages: { entries: Prose[]; resources: Resource[]; bytes: number; elements: number }[] = [];
  for (const { entries, resources, ...own } of parts) {
    const bytes = own.bytes + (1 + resources.length) * overhead.bytes;
    const elements = own.elements + (1 + resources.length) * overhead.elements;
    let page = pages.at(-1);
    if (!page || page.bytes + bytes > limit.bytes || page.elements + elements > limit.elements) {
      page = { entries: [], resources: [], bytes: 0, elements: 0 };
      pages.push(page);
    }
    page.entries.push(...entries);
    page.resources.push(...resources);
    page.bytes += bytes;
    page.elements += elements;
  }
  if (pages.length === 0) pages.push({ entries: [], resources: [], bytes: 0, elements: 0 });
  let before = 0;
  return pages.map(({ entries, resources }, index) => {
    const firstNumber = before + 1;
    before += resources.length;
    return { number: index + 1, all: pages.length, entries, resources, firstNumber };
  });
}

/**
 * Joins the entries of one page of the whole log; the first page starts with the introduction. The id of an entry
 * (`anchorOf()`) prefixes the ids in its body. `html` holds the rendered bodies.
 */
export function wholeLog(
  { log, html, urls, wording }: Pick<Site, 'log' | 'html' | 'urls' | 'wording'>,
  listPages: readonly WholeLogPage[],
  listPage: WholeLogPage,
): WholeLog {
  const { entries, number } = listPage;
  const opening = number === 1 ? [logKey] : [];
  const bodies = joinBodies(
    [...opening, ...entries.map(({ key }) => key)].map((key) => ({ anchor: anchorOf(key), html: html.get(key) ?? '' })),
    turnInward(log, listPages, listPage, urls),
  );
  return {
    listPage,
    introduction: number === 1 ? (bodies[0] ?? '') : '',
    parts: entries.map((entry, index) => ({ entry, html: bodies[index + opening.length] ?? '' })),
    headings: headingsOf(listPage, wording),
  };
}

/**
 * Turns links to weeks, notes, pages, resources and the home page into links within the whole log. The notes on
 * resources are not part of it, so links into them still lead to their own pages.
 */
function turnInward(log: Log, listPages: readonly WholeLogPage[], own: WholeLogPage, urls: Urls): TurnInward {
  const targets = new Map<string, Target>([
    [urls.home, { key: logKey, body: log.introduction, listPage: 1 }],
    ...listPages.flatMap(({ number: listPage, entries, resources, firstNumber }): (readonly [string, Target])[] => [
      ...entries.map(({ key, body }) => [urls.entry(key), { key, body, listPage }] as const),
      ...resources.map(({ key }, index) => [urls.entry(key), { key, number: firstNumber + index, listPage }] as const),
    ]),
  ]);
  return (address) => {
    const [path = '', fragment = ''] = address.split('#');
    const target = targets.get(path as Href);
    if (!target) return undefined;
    const page = target.listPage === own.number ? '' : urls.listPage(urls.whole, target.listPage);
    const start = `${page}#${encodeAnchor(anchorOf(target.key))}`;
    if (fragment === '') return { href: start, ...(target.number && { number: target.number }) };
    return target.body && hasFragment(target.body, decodeURIComponent(fragment))
      ? { href: `${start}/${fragment}` }
      : undefined;
  };
}

/** The position of an entry or resource in the whole log. */
interface Target {
  readonly key: EntryKey;
  readonly body?: Body;
  readonly number?: number;
  readonly listPage: number;
}

function headingsOf({ entries, resources }: WholeLogPage, wording: Wording): ContentsLine[] {
  const ofEntries = entries.flatMap((entry) => [
    { id: anchorOf(entry.key), depth: 2, text: wording.entryName(entry) },
    ...entry.body.headings
      .filter(({ depth }) => depth === 2)
      .map(({ id, text }) => ({ id: `${anchorOf(entry.key)}/${id}`, depth: 3, text })),
  ]);
  const last = { id: resourcesAnchor, depth: 2, text: wording.words.whole.resources };
  return resources.length > 0 ? [...ofEntries, last] : ofEntries;
}
