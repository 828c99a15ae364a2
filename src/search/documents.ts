import { subjectNames } from '../log/bestHere.ts';
import { withoutDrawnFormulas } from '../log/formulaHtml.ts';
import type { Log, Prose, Resource } from '../log/log.ts';
import { withParents } from '../log/topicTree.ts';
import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { formulaText } from '../markdown/formulaText.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Field } from './shard.ts';
import { authorTokens, endOfName, indexed, otherWords, spacedTex, textIndexer } from './shared/text.ts';

/** A document for the search index. */
export interface SearchDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  /** Everything that `html()` depends on, for the cache; faster to make. */
  source(): string;
  /** Made on demand: a long log does not fit into memory at once. */
  html(): string;
}

/** The documents for the entries of a log. The body is text; the rest is metadata, with `weights` in `pagefind.ts`. */
export function searchDocuments({
  log,
  html,
  urls,
  wording,
}: Pick<Site, 'log' | 'html' | 'urls' | 'wording'>): readonly SearchDocument[] {
  const { small } = wording.words.client.search;
  return log.nodes.map((entry) => {
    const isResource = entry.kind === 'resource';
    const facts = (): Facts => ({
      title: entry.title,
      ...(isResource ? resourceFacts(log, wording, entry) : proseFacts(wording, entry)),
      opening: (isResource ? entry.verdict : undefined) ?? entry.summary,
      abstract: isResource ? abstractOf(entry) : '',
    });
    return {
      url: `/${urls.entry(entry).slice(urls.base.length)}`,
      source: () => JSON.stringify([facts(), html.hashOf(entry.key), small]),
      html: () => toDocument(facts(), html.get(entry.key) ?? '', small, log.language),
    };
  });
}

/** What is known of an entry in addition to its body. Cheap to make, as it is made of every entry in every build. */
interface Facts {
  readonly title: string;
  /** Authors and editors. */
  readonly makers: readonly string[];
  /** The names whose last word is marked as an ending. */
  readonly names: readonly string[];
  readonly fields: readonly Fact[];
  readonly opening: string | undefined;
  /** HTML below the notes. */
  readonly abstract: string;
}

type Fact = readonly [name: Field, value: string | undefined];

function toDocument(
  { title, makers, names, fields, opening, abstract }: Facts,
  html: string,
  small: string,
  language: string,
): string {
  const { body, tex } = readFormulas(`${html}${abstract}`);
  const others = otherWords([title, makers.join(' '), opening, textOf(body)].join(' ')).join(' ');
  const found: readonly Fact[] = [
    ['ends', nameEndings(names, small)],
    ['by', makers.map(authorTokens).join(' ')],
    ['others', others],
    ['tex', tex],
  ];
  return [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><title>${escapeHtml(title)}</title></head>`,
    '<body data-pagefind-body>',
    ...[...fields, ...found].map(meta),
    opening === undefined ? '' : `<p data-pagefind-weight="2">${escapeHtml(indexed(opening))}</p>`,
    indexedHtml(body),
    '</body></html>',
  ].join('');
}

/** Applies `indexed()` to the text of rendered HTML. */
function indexedHtml(html: string): string {
  const add = textIndexer();
  return html.replace(/<[^>]*>|&[#\w]+;|[^<&]+/g, (part) => {
    if (part.startsWith('<')) return part;
    if (part.startsWith('&')) {
      // Stands for one of the signs that HTML escapes.
      add('&');
      return part;
    }
    return add(part);
  });
}

/** The TeX of the formulas in rendered HTML, each once, and the HTML with nothing of a formula but its readable text. */
function readFormulas(html: string): { readonly body: string; readonly tex: string } {
  const found = new Set<string>();
  const [start = '', ...parts] = withoutDrawnFormulas(html).split('<semantics>');
  // The TeX comes last in an element. Before it is the MathML, whose words would count a second time.
  const short = [start, ...parts.map((part) => part.slice(Math.max(0, part.indexOf('<annotation'))))].join(
    '<semantics>',
  );
  const body = short.replace(/(<annotation[^>]*>)([^<]+)/g, (_, tag: string, escaped: string) => {
    const tex = unescapeHtml(escaped);
    found.add(spacedTex(tex));
    return tag + escapeHtml(formulaText(tex));
  });
  return { body, tex: [...found].join(' ') };
}

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/&[#\w]+;/g, '&');
}

function proseFacts(wording: Wording, entry: Prose): Pick<Facts, 'makers' | 'names' | 'fields'> {
  const { kinds } = wording.words;
  const topics = entry.topics.map(({ title }) => title);
  const label =
    entry.kind === 'week'
      ? [...(wording.hasNumbers ? [wording.kicker(entry)] : []), wording.stretch(entry)]
      : [kinds[entry.kind].one, ...topics];
  const name = entry.id.slice(entry.id.lastIndexOf('/') + 1);
  return {
    makers: [],
    names: [entry.title, wording.kicker(entry), name],
    fields: [
      ['title', entry.title],
      ['type', entry.kind],
      ['label', label.join(' · ')],
      [
        'about',
        withParents(entry.topics)
          .map(({ title }) => title)
          .join(', '),
      ],
    ],
  };
}

function resourceFacts(log: Log, wording: Wording, resource: Resource): Pick<Facts, 'makers' | 'names' | 'fields'> {
  const { arxiv, doi, isbn, youtube, citationKey } = resource;
  const year = resource.published?.iso.slice(0, 4);
  const label = [wording.kicker(resource), year ?? (resource.length ? wording.length(resource.length) : '')];
  const names = namesOf(resource);
  const best = resource.best.flatMap((subject) => subjectNames(subject, log.topics));
  return {
    makers: [...resource.authors, ...resource.editors],
    names: [resource.title, ...names, ...best],
    fields: [
      ['title', resource.title],
      ['type', resource.type],
      ['label', label.filter((part) => part !== '').join(' · ')],
      ['authors', wording.authors(resource)],
      ['ids', [arxiv, doi, isbn, youtube, citationKey].filter(Boolean).join(' ')],
      ['about', aboutOf(resource, wording)],
      ['best', best.join(', ')],
      ['alias', names.join(', ')],
      ['mentions', mentionsOf(log, resource)],
    ],
  };
}

/** The abstract below the notes, and the summary if the verdict is shown in its place. */
function abstractOf({ verdict, summary, abstract }: Resource): string {
  return [verdict === undefined ? undefined : summary, abstract]
    .map((text) => (text === undefined ? '' : `<p>${escapeHtml(text)}</p>`))
    .join('');
}

/** Short names of a resource: its id, its aliases, its `short`, and its title without a subtitle. */
function namesOf({ id, title, short: own, aliases }: Resource): string[] {
  const short = title.split(/:\s|\s[|–—(]\s?/)[0]?.trim() ?? '';
  return [
    ...new Set([
      id,
      ...aliases,
      ...(own === undefined ? [] : [own]),
      ...(short === title || short === '' ? [] : [short]),
    ]),
  ];
}

/** The first sentences that mention a resource. */
function mentionsOf(log: Log, resource: Resource): string {
  const texts = log.mentionsOf(resource).map(({ link }) => link.sentence.text.trim());
  return [...new Set(texts)]
    .filter((text) => text !== '' && text !== resource.title)
    .slice(0, 8)
    .join(' · ');
}

/** The marked endings of names, by which a search finds pages with that name. */
function nameEndings(names: readonly string[], small: string): string {
  const smallWords = new Set(small.split(' '));
  return [...new Set(names.map((name) => endOfName(name, smallWords)))].join(' ');
}

/** Words that readers may search for and that the notes may lack. */
function aboutOf(resource: Resource, wording: Wording): string {
  const { topics, published, best, venue, publisher, editors } = resource;
  return [
    ...withParents(topics).map(({ title }) => title),
    published?.iso.slice(0, 4),
    venue,
    publisher,
    ...editors,
    best.length > 0 ? fill(wording.words.resource.bestOn, { what: wording.list(best) }) : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(', ');
}

/** A metadata field. Its value is in an attribute, since Pagefind parses colons and commas elsewhere. */
function meta([name, value]: Fact): string {
  if (value === undefined || value === '') return '';
  return `<span data-pagefind-meta="${name}[data-value]" data-value="${escapeHtml(indexed(value))}"></span>`;
}

const escapedSigns: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeHtml(html: string): string {
  return html.replace(
    /&(?:#(?:x([\da-f]+)|(\d+))|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return escapedSigns[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
