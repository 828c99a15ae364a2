import { withoutEndSlashes } from '../log/endSlashes.ts';
import type { EntryKey, EntryKind } from '../log/entry.ts';
import type { LibraryFacet } from '../log/facets.ts';
import type { Node, Resource, Topic, Week } from '../log/log.ts';
import type { ResourceType } from '../log/schema.ts';
import type { LogAuthor } from '../log/values.ts';

declare const brand: unique symbol;

/** The address of a page or file of the site, from the root of its host: it starts with the base path. */
export type Href = string & { readonly [brand]: 'Href' };

/** The folder with the pages of each facet's values. */
export const facetFolders: Readonly<Record<LibraryFacet, string>> = {
  type: 'types',
  topic: 'topics',
  level: 'levels',
  status: 'statuses',
  year: 'years',
};

/** The file extension of each export format. */
export const exportEndings = { bibtex: 'bib', ris: 'ris', csl: 'csl.json', markdown: 'md' } as const;
export type ExportFormat = keyof typeof exportEndings;

/** The path of the graph of prerequisites, below the base path. */
export const pathGraphFile = 'path/graph.json';

/** Every address of a site. */
export interface Urls {
  /** The base path of the site, with a slash at both ends. */
  readonly base: string;
  readonly home: Href;
  readonly library: Href;
  /** The library as a table. It is not below `library`, where a resource could have its name. */
  readonly table: Href;
  readonly notes: Href;
  readonly topics: Href;
  /** The list of pages that are not on the timeline. */
  readonly pages: Href;
  /** The list of all paths. */
  readonly paths: Href;
  /** The graph of prerequisites, for scripts. */
  readonly pathGraph: Href;
  readonly charts: Href;
  /** The list of what did not work out. */
  readonly deadEnds: Href;
  readonly search: Href;
  /** The whole log on one page. */
  readonly whole: Href;
  readonly atom: Href;
  readonly jsonFeed: Href;
  /** The list of all feeds, for feed readers. */
  readonly feedList: Href;
  /** The graph of the log for other programs and other logs. */
  readonly logFile: Href;
  /** The web app manifest. */
  readonly manifest: Href;
  /** The guide to the log for language models. */
  readonly guide: Href;
  /** The list of the pages, for search engines. */
  readonly sitemap: Href;
  /** The JSON Schema of the frontmatter of a kind of entry, or of the log file. */
  schemaOf(name: EntryKind | 'log-file'): Href;
  /** A page of an entry, or the front page, as Markdown. */
  markdownOf(page: Href): Href;
  /** The page of an entry, or a fragment of it such as a heading. */
  entry(of: Node | EntryKey, fragment?: string): Href;
  /** An entry on a page of the timeline. */
  onTimeline(of: Node, number: number): Href;
  /** The path to a resource; only for resources with prerequisites. */
  pathTo(resource: Resource): Href;
  topic(topic: Topic): Href;
  type(type: ResourceType): Href;
  /** The list of resources with a value of a facet. */
  facet(facet: LibraryFacet, value: string): Href;
  /** The feed of a part of the log, by its name, such as `notes` or `topics/rl`. */
  partFeed(name: string): Href;
  /** The file that exports all resources, or those of a topic or a week. */
  exportOf(format: ExportFormat, of?: Topic | Week): Href;
  /** A page of a long list; the first has the address of the list. */
  listPage(list: Href, number: number): Href;
  /** A file of the site by its path below the base. */
  file(path: string): Href;
  /** A symbol of the icon sprite. */
  icon(name: string): Href;
  /** The address with scheme and host; undefined if the log does not set `site`. */
  absolute(href: Href): string | undefined;
}

/** Creates the addresses of the site published at `site`, or at the root of any host if that is undefined. */
export function makeUrls(site: string | undefined): Urls {
  const base = basePath(site);
  const at = (path: string) => `${base}${path}` as Href;
  const listPage: Urls['listPage'] = (list, number) =>
    number === 1 ? list : (`${list}${listPagePath(number)}/` as Href);
  const facet: Urls['facet'] = (name, value) => at(`${facetFolders[name]}/${encodeURIComponent(value)}/`);
  return {
    base,
    home: at(''),
    library: at('resources/'),
    table: at('table/'),
    notes: at('notes/'),
    topics: at('topics/'),
    pages: at('pages/'),
    paths: at('path/'),
    pathGraph: at(pathGraphFile),
    charts: at('charts/'),
    deadEnds: at('dead-ends/'),
    search: at('search/'),
    whole: at('all/'),
    atom: at('feed.xml'),
    jsonFeed: at('feed.json'),
    feedList: at('feeds.opml'),
    logFile: at('log.json'),
    manifest: at('manifest.webmanifest'),
    guide: at('llms.txt'),
    sitemap: at('sitemap-index.xml'),
    schemaOf: (name) => at(`schemas/${name}.schema.json`),
    markdownOf: (page) => `${page}index.md` as Href,
    entry: (of, fragment = '') => {
      const path = encodePath(typeof of === 'string' ? of : of.key);
      return at(`${path}/${fragment === '' ? '' : `#${encodeURIComponent(fragment)}`}`);
    },
    onTimeline: ({ key }, number) => `${listPage(at(''), number)}#${encodePath(key)}` as Href,
    pathTo: ({ id }) => at(`path/to/${encodeURIComponent(id)}/`),
    topic: (topic) => facet('topic', topic.id),
    type: (type) => facet('type', type),
    facet,
    partFeed: (name) => at(`feeds/${encodePath(name)}.xml`),
    exportOf: (format, of) =>
      at(of ? `exports/${encodePath(exportPath(format, of))}` : `library.${exportEndings[format]}`),
    listPage,
    file: (path) => at(encodePath(path)),
    icon: (name) => at(`icons.svg#${name}`),
    absolute: (href) => (site === undefined ? undefined : new URL(href, site).href),
  };
}

/** The path of the export of a topic or a week in the folder of exports, for routes. */
export function exportPath(format: ExportFormat, of: Topic | Week): string {
  return `${'key' in of ? of.key : `${facetFolders.topic}/${of.id}`}.${exportEndings[format]}`;
}

/** The path of a list page below the first one, for routes. */
export function listPagePath(number: number): string | undefined {
  return number === 1 ? undefined : `page/${number}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The path of an address, with a slash at both ends; `/` if there is no address. */
export function basePath(site: string | undefined): string {
  return site === undefined ? '/' : `${withoutEndSlashes(new URL(site).pathname)}/`;
}

/** The address of somebody who keeps a log: their own, or else that of their ORCID iD. */
export function authorAddress({ url, orcid }: LogAuthor): string | undefined {
  return url ?? (orcid === undefined ? undefined : orcidAddress(orcid));
}

/** The address of an ORCID iD, which is also the form in which to show it (orcid.org, brand guidelines). */
export function orcidAddress(orcid: string): string {
  return `https://orcid.org/${orcid}`;
}

/** The host of a web address for readers, without `www.`. */
export function shownHost(address: string): string {
  return new URL(address).hostname.replace(/^www\./, '');
}

/** A web or mail address for print: without its scheme, and without a slash after a bare host. */
export function shownAddress(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/^([^/?#]+)\/$/, '$1');
}
