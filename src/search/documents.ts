import type { Log, Page, Resource, Week } from '../log/log.ts';
import { fill } from '../i18n/phrase.ts';
import type { Bodies } from '../site.ts';
import type { Urls } from '../urls/urls.ts';
import { makeWording, type Wording } from '../i18n/wording.ts';
import { indexedEntries } from './buildFacetColumns.ts';
import { authorTokens, endOfName, plainWords, spaced, spacedTex } from './shared/text.ts';

/** A page as the search index sees it: only what is worth finding. */
export interface SearchDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  /** All that it is made of: the same where it is the same, and quicker to make. */
  source(): string;
  /** Made when asked for: of a long log, all of them at once are too many for the memory. */
  html(): string;
}

/**
 * What the search index is fed with: every entry of a log, in the order of places. What stands in an entry is text; what is known of it is metadata, a field for each weight (`weights` in `pagefind.ts`).
 */
export function searchDocuments(log: Log, html: Bodies, urls: Urls): readonly SearchDocument[] {
  const entries = indexedEntries(log);
  const wording = makeWording(log.language);
  return entries.map((entry) => {
    const content = (): Content => ({
      title: entry.title,
      facts: entry.kind === 'resource' ? resourceFacts(log, wording, entry) : proseFacts(wording, entry),
      opening: entry.kind === 'resource' ? entry.verdict : entry.summary,
      body: html.get(entry.key) ?? '',
    });
    return {
      url: `/${urls.entry(entry).slice(urls.base.length)}`,
      source: () => JSON.stringify(content()),
      html: () => toDocument(content(), log.language),
    };
  });
}

interface Content {
  readonly title: string;
  readonly facts: Facts;
  readonly opening: string | undefined;
  /** As it is rendered. */
  readonly body: string;
}

function toDocument({ title, facts, opening, body }: Content, language: string): string {
  const text = withSpaces(body);
  const plain = plainWords([title, facts.authors, opening, text.replace(/<[^>]*>/g, ' ')].join(' ')).join(' ');
  return [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><title>${escapeHtml(title)}</title></head>`,
    '<body data-pagefind-body>',
    ...[...facts.meta, ['plain', plain] as const].map(meta),
    opening === undefined ? '' : `<p data-pagefind-weight="2">${spaced(escapeHtml(opening))}</p>`,
    text,
    '</body></html>',
  ].join('');
}

/** Puts spaces into the text of rendered HTML, and never into a tag: between characters, and in the TeX of formulas. */
function withSpaces(html: string): string {
  return html
    .replace(/(<annotation[^>]*>)([^<]*)/g, (_, tag: string, tex: string) => tag + spacedTex(tex))
    .replace(/(^|>)([^<]+)/g, (_, before: string, text: string) => before + spaced(text));
}

type Fact = readonly [name: string, value: string | undefined];

interface Facts {
  readonly authors: string;
  readonly meta: readonly Fact[];
}

function proseFacts(wording: Wording, entry: Week | Page): Facts {
  const label =
    entry.kind === 'week' ? `${wording.kicker(entry)} · ${wording.stretch(entry)}` : wording.words.kinds.page.one;
  return {
    authors: '',
    meta: [
      ['title', entry.title],
      ['type', entry.kind],
      ['label', label],
      ['ends', nameEndings([entry.title, wording.kicker(entry), entry.id], wording)],
    ],
  };
}

function resourceFacts(log: Log, wording: Wording, resource: Resource): Facts {
  const year = resource.published?.iso.slice(0, 4);
  const label = [wording.kicker(resource), year ?? (resource.length ? wording.length(resource.length) : '')];
  const names = namesOf(resource);
  return {
    authors: resource.authors.join(' '),
    meta: [
      ['title', resource.title],
      ['type', resource.type],
      ['label', label.filter((part) => part !== '').join(' · ')],
      ['authors', wording.authors(resource)],
      ['ids', [resource.arxiv, resource.doi, resource.isbn, resource.youtube].filter(Boolean).join(' ')],
      ['about', aboutOf(resource, wording)],
      ['best', resource.best.join(', ')],
      ['alias', names.join(', ')],
      ['mentions', mentionsOf(log, resource)],
      ['ends', nameEndings([resource.title, ...names], wording)],
      ['by', resource.authors.map(authorTokens).join(' ')],
    ],
  };
}

/** Short names of a resource: its id, earlier ids, and its title without what explains it. */
function namesOf({ id, title, aliases }: Resource): string[] {
  const short = title.split(/:\s|\s[|–—(]\s?/)[0]?.trim() ?? '';
  return [...new Set([id, ...aliases, ...(short === title || short === '' ? [] : [short])])];
}

/** What other entries call a resource, for as many as tell something new. */
function mentionsOf(log: Log, resource: Resource): string {
  const texts = log.mentionsOf(resource).map(({ link }) => link.sentence.text.trim());
  return [...new Set(texts)]
    .filter((text) => text !== '' && text !== resource.title)
    .slice(0, 8)
    .join(' · ');
}

/** How names end, by which the index finds the one among many that is called like that. */
function nameEndings(names: readonly string[], { words }: Wording): string {
  const small = new Set(words.client.search.small.split(' '));
  return [...new Set(names.map((name) => endOfName(name, small)))].join(' ');
}

/** Words by which a reader may look for a resource and that need not stand in its notes. */
function aboutOf({ topics, published, best }: Resource, { words }: Wording): string {
  return [
    ...topics.map(({ title }) => title),
    published?.iso.slice(0, 4),
    best.length > 0 ? fill(words.resource.bestOn, { what: best.join(', ') }) : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(', ');
}

/** Points Pagefind to an attribute, where a value may hold colons and commas. */
function meta([name, value]: Fact): string {
  if (value === undefined || value === '') return '';
  return `<span data-pagefind-meta="${name}[data-value]" data-value="${escapeHtml(spaced(value))}"></span>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
