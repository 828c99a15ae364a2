import { parseArxiv, parseDoi } from '../../log/identifiers.ts';
import type { ResourceType } from '../../log/schema.ts';
import { typeFromAddress } from '../../log/typeFromAddress.ts';
import { dateOf } from './dates.ts';
import { factsOfFeed, feedOfPage, isFeed } from './feed.ts';
import { factsOfJsonLd } from './jsonLd.ts';
import { readPageHead, type PageHead } from './pageHead.ts';
import { lengthOfSeconds } from './seconds.ts';
import type { Facts, Source } from './source.ts';
import { inReadingOrder, people } from './values.ts';

/** What a page says about itself: for libraries (Highwire, Dublin Core), in JSON-LD, in Open Graph and in its title. */
export function page(): Source {
  return {
    name: 'the page',
    hasTex: false,
    accept: 'text/html, application/xhtml+xml, application/rss+xml;q=0.9, application/atom+xml;q=0.9',
    addressFor: ({ url }) => url,
    more: ({ feed }) => (feed === undefined ? undefined : feedOfPage(feed)),
    read: ({ text, address, type }, { url = address }) => {
      if (isFeed(text, type)) return factsOfFeed(text, url);
      if (!/^(?:text\/html|application\/xhtml\+xml|)\s*(?:;|$)/i.test(type)) return 'unreadable';
      const head = readPageHead(text);
      if (isGate(address, url)) return 'wants-person';
      const [paper, things, opened] = [factsOfPaper(head), factsOfJsonLd(head.jsonLd), factsOfOpenGraph(head)];
      const found = merged([paper, things, opened, { title: titleOf(head) }]);
      if (found.title === undefined) return 'unreadable';
      if (found.type === undefined && isGateTitle(found.title)) return 'wants-person';
      const told = paper.type ?? typeFromAddress({ url: address }) ?? things.type ?? opened.type;
      // Some pages of episodes call themselves articles.
      const isTold = told === 'article' ? !/podcast|episode/i.test(address) : told !== undefined;
      const lacks = !isTold || found.published === undefined || (told === 'podcast' && found.length === undefined);
      const feed = lacks ? addressFrom(head.feed, address) : undefined;
      const keywords = ['citation_keywords', 'keywords', 'article:tag', 'news_keywords'].flatMap(
        (name) => head.metas.get(name) ?? [],
      );
      return {
        ...{ ...found, type: told },
        ...(feed !== undefined && { feed }),
        ...(keywords.length > 0 && { keywords }),
        ...(hostOf(address) !== hostOf(url) && { url: address }),
      };
    },
  };
}

function addressFrom(written: string | undefined, base: string): string | undefined {
  const address = written !== undefined && URL.canParse(written, base) ? new URL(written, base) : undefined;
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined;
}

/** Merges facts: each comes from the first of these that has it. */
function merged(all: readonly Facts[]): Facts {
  const said = all.map((facts) =>
    Object.fromEntries(
      Object.entries(facts).filter(([, value]) => value !== undefined && value !== '' && (value as string).length > 0),
    ),
  );
  return Object.assign({}, ...said.reverse()) as Facts;
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^(?:www|m)\./, '');
}

type Meta = (...names: readonly string[]) => string | undefined;

function metaOf({ metas }: PageHead): Meta {
  return (...names) => names.map((name) => metas.get(name)?.[0]).find((value) => value !== undefined);
}

/** Highwire Press tags, which Google Scholar reads, and Dublin Core. */
function factsOfPaper(head: PageHead): Facts {
  const meta = metaOf(head);
  const title = meta('citation_title');
  const [first, last] = [meta('citation_firstpage'), meta('citation_lastpage')];
  const [doi, arxiv] = [meta('citation_doi', 'prism.doi', 'dc.identifier'), meta('citation_arxiv_id')];
  const listed = head.metas.get('citation_author') ?? meta('citation_authors')?.split(';') ?? [];
  const isBook = title !== undefined && meta('citation_isbn') !== undefined && first === undefined;
  const authors = listed.length > 0 ? listed : (head.metas.get('dc.creator') ?? []);
  return {
    title: title ?? meta('dc.title'),
    type: title === undefined ? undefined : isBook ? 'book' : 'paper',
    authors: people(authors.filter((name) => name.trim() !== '').map(inReadingOrder)),
    published: dateOf(
      meta(
        'citation_publication_date',
        'citation_date',
        'citation_online_date',
        'citation_year',
        'dc.date',
        'dc.date.issued',
      ) ?? '',
    ),
    venue: meta('citation_journal_title', 'citation_conference_title', 'citation_inbook_title'),
    volume: meta('citation_volume'),
    issue: meta('citation_issue'),
    pages: first === undefined ? undefined : last === undefined || last === first ? first : `${first}–${last}`,
    publisher: title === undefined ? undefined : meta('citation_publisher'),
    abstract: meta('citation_abstract'),
    doi: doi && parseDoi(doi),
    arxiv: arxiv && parseArxiv(arxiv),
    isbn: isBook ? meta('citation_isbn') : undefined,
  };
}

const openGraphTypes: Readonly<Record<string, ResourceType>> = {
  ...{ article: 'article', book: 'book', 'video.movie': 'video', 'video.episode': 'video', 'video.other': 'video' },
};

/** Open Graph (ogp.me), and the names of HTML. */
function factsOfOpenGraph(head: PageHead): Facts {
  const meta = metaOf(head);
  const type = openGraphTypes[meta('og:type')?.toLowerCase() ?? ''];
  const authors = [...(head.metas.get('article:author') ?? []), ...(head.metas.get('author') ?? [])];
  return {
    title: withoutSite(meta('og:title', 'twitter:title'), meta('og:site_name')),
    type,
    // Some sites give the address of a profile in place of a name.
    authors: people([...new Set(authors)].filter((name) => !/^(?:https?:|@)|\.com\//.test(name))),
    published: dateOf(meta('article:published_time', 'book:release_date', 'video:release_date', 'date') ?? ''),
    summary: meta('og:description', 'description', 'twitter:description', 'dc.description'),
    length: type === 'video' ? lengthOfSeconds(Number(meta('video:duration', 'og:video:duration'))) : undefined,
    isbn: type === 'book' ? meta('book:isbn') : undefined,
  };
}

function titleOf(head: PageHead): string | undefined {
  return withoutSite(head.title.replace(/\s+/g, ' ').trim() || undefined, metaOf(head)('og:site_name'));
}

/** A title without the site's name after it: `Zero | The Blog`. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (title === undefined || site === undefined || !title.endsWith(site)) return title;
  const rest = title.slice(0, title.length - site.length).trimEnd();
  const own = rest.slice(0, -1).trimEnd();
  return /[-–—|·•:»]$/.test(rest) && own !== '' ? own : title;
}

/** Titles of pages that want a person to give consent, log in or prove that they are human. */
const gates = [
  /^before you continue/i,
  /^just a moment/i,
  /^attention required!/i,
  /^(?:403 )?access (?:to this page has been )?denied/i,
  /^(?:403 )?forbidden$/i,
  /^(?:are you a (?:robot|human)|robot check|security check|verify(?:ing)? (?:that )?you are)/i,
  /^(?:please wait|checking your browser|one more step|client challenge|pardon our interruption)/i,
  /^(?:log ?in|sign ?in|anmelden|connexion|iniciar sesión)\b.{0,40}$/i,
  /^(?:re)?captcha\b/i,
  /^(?:page )?not found$|^404\b/i,
];
const gateHost = /^(?:consent|accounts?|login|auth|signin|sso|idp|validate)\./;
const gatePath = /\/(?:log-?in|sign-?in|consent|captcha|challenge|cookie-?absent|sso)(?:[/._?]|$)/i;

/** Whether a redirect led to a page for logging in or consent. */
function isGate(address: string, asked: string): boolean {
  const [at, from] = [new URL(address), new URL(asked)];
  if (gateHost.test(at.hostname) && at.hostname !== from.hostname) return true;
  return gatePath.test(at.pathname) && !gatePath.test(from.pathname);
}

function isGateTitle(title: string): boolean {
  return gates.some((gate) => gate.test(title.trim()));
}
