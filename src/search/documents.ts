import type { EntryKey } from '../core/entry.ts';
import type { Log, Page, Resource, Week } from '../core/log.ts';
import type { Urls } from '../urls.ts';
import { makeWording, type Wording } from '../wording.ts';

/** A page as the search index sees it: only what is worth finding. */
export interface SearchDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  readonly html: string;
}

/** What the search index is fed with: the weeks, pages and resources of a log. */
export function searchDocuments(log: Log, html: ReadonlyMap<EntryKey, string>, urls: Urls): readonly SearchDocument[] {
  const entries = [...log.weeks, ...log.pages, ...log.resources];
  const wording = makeWording(log.language);
  return entries.map((entry) => ({
    url: `/${urls.entry(entry).slice(urls.base.length)}`,
    html: toDocument(log, wording, entry, html.get(entry.key) ?? ''),
  }));
}

function toDocument(log: Log, wording: Wording, entry: Week | Page | Resource, body: string): string {
  const facts = entry.kind === 'resource' ? resourceFacts(log, wording, entry) : proseFacts(wording, entry);
  const opening = entry.kind === 'resource' ? entry.verdict : entry.summary;
  return [
    `<!doctype html><html lang="${escapeHtml(log.language)}"><head><title>${escapeHtml(entry.title)}</title></head>`,
    '<body data-pagefind-body>',
    ...facts.filters.map((fact) => attribute('filter', fact)),
    ...facts.sorts.map((fact) => attribute('sort', fact)),
    ...facts.meta.map((fact) => attribute('meta', fact)),
    opening === undefined ? '' : `<p data-pagefind-weight="2">${escapeHtml(opening)}</p>`,
    // Pagefind leaves out a page without a word in it.
    opening === undefined && body === '' ? `<p>${escapeHtml(entry.title)}</p>` : body,
    '</body></html>',
  ].join('');
}

type Fact = readonly [name: string, value: string];

interface Facts {
  readonly filters: readonly Fact[];
  readonly sorts: readonly Fact[];
  readonly meta: readonly Fact[];
}

function proseFacts(wording: Wording, entry: Week | Page): Facts {
  const label =
    entry.kind === 'week' ? `${wording.kicker(entry)} · ${wording.stretch(entry)}` : wording.words.kinds.page.one;
  const meta = [
    ['title', entry.title],
    ['type', entry.kind],
    ['label', label],
  ] as const;
  return { filters: [['type', entry.kind]], sorts: [], meta };
}

function resourceFacts(log: Log, wording: Wording, resource: Resource): Facts {
  const year = resource.published?.iso.slice(0, 4);
  const label = [wording.kicker(resource), year ?? (resource.length ? wording.length(resource.length) : '')];
  const ids = [resource.id, resource.arxiv && `arXiv ${resource.arxiv}`, resource.doi, resource.isbn].filter(
    (id) => id !== undefined,
  );
  const filters: [string, string | undefined][] = [
    ['kind', 'resource'],
    ['type', resource.type],
    ['level', resource.level],
    ['status', resource.status],
    ['year', resource.published?.iso.slice(0, 4)],
    ...resource.topics.map((topic): [string, string] => ['topic', topic.id]),
  ];
  const meta: [string, string][] = [
    ['title', resource.title],
    ['type', resource.type],
    ['label', label.filter((part) => part !== '').join(' · ')],
    ['authors', wording.authors(resource)],
    ['ids', ids.join(' ')],
    ['about', aboutOf(resource, wording)],
  ];
  return {
    filters: filters.filter((filter): filter is [string, string] => filter[1] !== undefined),
    sorts: [['met', String(log.resources.indexOf(resource)).padStart(6, '0')]],
    meta: meta.filter(([, value]) => value !== ''),
  };
}

/** Words by which a reader may look for a resource and that need not stand in its notes. */
function aboutOf({ topics, level, status, best }: Resource, { words }: Wording): string {
  return [...topics.map(({ title }) => title), level && words.levels[level], status && words.statuses[status], ...best]
    .filter((word) => word !== undefined)
    .join(', ');
}

/** Points Pagefind to an attribute, where a value may hold colons and commas. */
function attribute(kind: 'filter' | 'sort' | 'meta', [name, value]: Fact): string {
  return `<span data-pagefind-${kind}="${name}[data-value]" data-value="${escapeHtml(value)}"></span>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
