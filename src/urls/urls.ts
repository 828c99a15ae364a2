import { withoutEndSlashes } from '../log/endSlashes.ts';
import type { EntryKey } from '../log/entry.ts';
import type { LibraryFacet } from '../log/facets.ts';
import type { Page, Resource, Topic, Week } from '../log/log.ts';
import type { ResourceType } from '../log/schema.ts';

declare const brand: unique symbol;

/** The address of a page or file of the site, from the root of its host: it starts with the base path. */
export type Href = string & { readonly [brand]: 'Href' };

/** The folder in which the values of each facet have their pages. */
export const facetFolders: Readonly<Record<LibraryFacet, string>> = {
  type: 'types',
  topic: 'topics',
  level: 'levels',
  status: 'statuses',
  year: 'years',
};

/** How the name of the file ends in which the resources leave for other programs, by the format. */
export const exportEndings = { bibtex: 'bib', csl: 'csl.json', markdown: 'md' } as const;
export type ExportFormat = keyof typeof exportEndings;

/** Where what paths rest on lies below the base path. */
export const pathGraphFile = 'path/graph.json';

/** Makes every address of a site. */
export interface Urls {
  /** The path below which the site lies, with a slash at both ends. */
  readonly base: string;
  readonly home: Href;
  readonly library: Href;
  /** The library as a table; beside it and not below, where a resource may have any name. */
  readonly table: Href;
  readonly topics: Href;
  /** The list of all paths. */
  readonly paths: Href;
  /** What paths rest on, for scripts. */
  readonly pathGraph: Href;
  readonly charts: Href;
  readonly search: Href;
  /** The whole log on one page. */
  readonly whole: Href;
  readonly atom: Href;
  readonly jsonFeed: Href;
  /** The graph of the log for other programs and other logs. */
  readonly logFile: Href;
  /** The page of an entry, at a heading or other fragment of it where one is given. */
  entry(of: Week | Page | Resource | EntryKey, fragment?: string): Href;
  /** The place of an entry on the timeline; only for what is on it. */
  onTimeline(of: Week | Page | Resource): Href;
  /** The way to a resource; only for what something is to be studied before. */
  pathTo(resource: Resource): Href;
  topic(topic: Topic): Href;
  type(type: ResourceType): Href;
  /** The resources with a value of a facet. */
  facet(facet: LibraryFacet, value: string): Href;
  /** All resources in a file for other programs. */
  exportOf(format: ExportFormat): Href;
  /** A page of a list that is too long for one; the first is the address of the list. */
  listPage(list: Href, number: number): Href;
  /** A file of the site by its path below the base. */
  file(path: string): Href;
  /** A symbol of the icon sprite. */
  icon(name: string): Href;
  /** The address with scheme and host; undefined where the log does not say where it is published. */
  absolute(href: Href): string | undefined;
}

/** Makes the addresses of the site published at `site`, or at the root of any host where that is undefined. */
export function makeUrls(site: string | undefined): Urls {
  const base = basePath(site);
  const at = (path: string) => `${base}${path}` as Href;
  const facet: Urls['facet'] = (name, value) => at(`${facetFolders[name]}/${encodeURIComponent(value)}/`);
  return {
    base,
    home: at(''),
    library: at('resources/'),
    table: at('table/'),
    topics: at('topics/'),
    paths: at('path/'),
    pathGraph: at(pathGraphFile),
    charts: at('charts/'),
    search: at('search/'),
    whole: at('all/'),
    atom: at('feed.xml'),
    jsonFeed: at('feed.json'),
    logFile: at('log.json'),
    entry: (of, fragment = '') => {
      const path = encodePath(typeof of === 'string' ? of : of.key);
      return at(`${path}/${fragment === '' ? '' : `#${encodeURIComponent(fragment)}`}`);
    },
    onTimeline: ({ key }) => at(`#${encodePath(key)}`),
    pathTo: ({ id }) => at(`path/to/${encodeURIComponent(id)}/`),
    topic: (topic) => facet('topic', topic.id),
    type: (type) => facet('type', type),
    facet,
    exportOf: (format) => at(`library.${exportEndings[format]}`),
    listPage: (list, number) => (number === 1 ? list : (`${list}${listPagePath(number)}/` as Href)),
    file: (path) => at(encodePath(path)),
    icon: (name) => at(`icons.svg#${name}`),
    absolute: (href) => (site === undefined ? undefined : new URL(href, site).href),
  };
}

/** Where a page of a list lies below its first one, for routes. */
export function listPagePath(number: number): string | undefined {
  return number === 1 ? undefined : `page/${number}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The path of an address, with a slash at both ends; `/` where there is none. */
export function basePath(site: string | undefined): string {
  return site === undefined ? '/' : `${withoutEndSlashes(new URL(site).pathname)}/`;
}

/** An address of the web or of mail as it is printed: without its scheme, and without a slash after a bare host. */
export function shownAddress(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/^([^/?#]+)\/$/, '$1');
}
