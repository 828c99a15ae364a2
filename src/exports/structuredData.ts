import { firstDay } from '../log/date.ts';
import type { Node, Prose, Resource } from '../log/log.ts';
import { lastChange } from '../log/records.ts';
import type { ResourceType } from '../log/schema.ts';
import { pathsTo } from '../log/stages.ts';
import type { LogAuthor } from '../log/values.ts';
import type { Site } from '../site.ts';
import { authorAddress, orcidAddress, type Href } from '../urls/urls.ts';
import { citationOf, nameInOrder, type CitedName, type ResourceCitation } from './citation.ts';

/** A node of schema.org in JSON-LD. Values that are undefined are left out. */
type Thing = Readonly<Record<string, unknown>>;

/** What a page is about: an entry, the path to a resource, or the log on its first page. */
export type Described = Node | { readonly pathTo: Resource } | 'log';

type DescribedSite = Pick<Site, 'log' | 'urls' | 'wording'>;

/**
 * The description of a page for search engines, as JSON-LD with the terms of schema.org. Undefined for a log without an
 * address, since it needs absolute ones. No text in it can end the script element that it stands in.
 */
export function structuredData(site: DescribedSite, of: Described, href: Href): string | undefined {
  const url = site.urls.absolute(href);
  if (url === undefined) return undefined;
  const graph = { '@context': 'https://schema.org', '@graph': thingsOn(site, of, url) };
  return JSON.stringify(graph).replaceAll('<', '\\u003c');
}

function thingsOn(site: DescribedSite, of: Described, url: string): readonly Thing[] {
  if (of === 'log') return [logThing(site, url)];
  if ('pathTo' in of) return [pathThing(site, of.pathTo, url), crumbs(site, of, url)];
  return [of.kind === 'resource' ? resourceThing(site, of, url) : proseThing(site, of, url), crumbs(site, of, url)];
}

/** The types of works, each with `LearningResource`. */
const types: Readonly<Record<ResourceType, string>> = {
  paper: 'ScholarlyArticle',
  video: 'VideoObject',
  lecture: 'VideoObject',
  course: 'Course',
  article: 'Article',
  book: 'Book',
  code: 'SoftwareSourceCode',
  thread: 'DiscussionForumPosting',
  reference: 'TechArticle',
  podcast: 'PodcastEpisode',
  tool: 'SoftwareApplication',
};

function resourceThing(site: DescribedSite, resource: Resource, page: string): Thing {
  const { log, wording } = site;
  const { type, level, length, access, verdict, series } = resource;
  const citation = citationOf(log, resource);
  const { title, summary, abstract, doi, arxiv, isbn, published, pages, publisher, short, edition } = citation;
  const topics = listOf(citation.topics);
  const around = series === undefined ? undefined : log.resource(series);
  const isFree = access === 'registration' ? undefined : access && access === 'free';
  return {
    '@type': ['LearningResource', types[type]],
    '@id': `${page}#resource`,
    name: title,
    headline: title,
    alternateName: short,
    description: summary,
    abstract,
    url: citation.url,
    mainEntityOfPage: page,
    sameAs: listOf([doi && `https://doi.org/${doi}`, arxiv && `https://arxiv.org/abs/${arxiv}`]),
    author: listOf(citation.authors.map(maker)),
    editor: listOf(citation.editors.map(maker)),
    publisher: publisher === undefined ? undefined : { '@type': 'Organization', name: publisher },
    datePublished: published?.iso,
    timeRequired: length && 'minutes' in length ? isoDuration(length.minutes) : undefined,
    ...(type === 'book' && { isbn, bookEdition: edition, numberOfPages: citation.pageCount }),
    ...(type === 'paper' && { pagination: pages }),
    educationalLevel: level && wording.words.levels[level],
    about: topics?.map(subject),
    teaches: topics,
    competencyRequired: listOf(log.prerequisitesOf(resource).map((one) => one.resource.title)),
    isAccessibleForFree: isFree,
    isPartOf: listOf([around && partOf(site, around), inVenue(citation)]),
    review:
      verdict === undefined
        ? undefined
        : { '@type': 'Review', reviewBody: verdict, author: authorsOf(site), license: licenseOf(site), url: page },
  };
}

/** The series of a resource. */
function partOf({ urls }: DescribedSite, series: Resource): Thing {
  const page = urls.absolute(urls.entry(series));
  return {
    '@type': ['LearningResource', types[series.type]],
    '@id': `${page}#resource`,
    name: series.title,
    url: series.url,
  };
}

/** The journal, book or site in which it appeared. */
function inVenue({ kind, venue, book, volume, issue }: ResourceCitation): Thing | undefined {
  const name = venue ?? book;
  if (name === undefined || kind === 'misc' || kind === 'book') return undefined;
  if (kind !== 'article') return { '@type': 'Book', name };
  const periodical = { '@type': 'Periodical', name };
  const inVolume =
    volume === undefined ? periodical : { '@type': 'PublicationVolume', volumeNumber: volume, isPartOf: periodical };
  return issue === undefined ? inVolume : { '@type': 'PublicationIssue', issueNumber: issue, isPartOf: inVolume };
}

function maker(cited: CitedName): Thing {
  const { name, parts } = cited;
  // Names in these scripts are not taken apart, although most are of persons.
  const isPerson =
    'family' in parts || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name);
  return { '@type': isPerson ? 'Person' : 'Organization', name: nameInOrder(cited) };
}

function proseThing(site: DescribedSite, entry: Prose, page: string): Thing {
  const { log, urls, wording } = site;
  const type = { week: 'BlogPosting', note: 'TechArticle', page: 'Article' }[entry.kind];
  const published = entry.added ?? (entry.kind === 'week' ? entry.start : undefined);
  const title = wording.entryName(entry);
  return {
    '@type': type,
    '@id': page,
    url: page,
    mainEntityOfPage: page,
    name: title,
    headline: title,
    description: (entry.summary ?? entry.body.opening) || undefined,
    author: authorsOf(site),
    datePublished: published && firstDay(published),
    dateModified: lastChange(entry),
    inLanguage: log.language,
    license: licenseOf(site),
    about: listOf(entry.topics.map((topic) => subject(topic.title))),
    wordCount: entry.body.words > 0 ? Math.round(entry.body.words) : undefined,
    isAccessibleForFree: true,
    isPartOf: { '@type': 'Blog', '@id': `${urls.absolute(urls.home)}#log`, name: log.title },
  };
}

function logThing(site: DescribedSite, url: string): Thing {
  const { log } = site;
  return {
    '@type': 'Blog',
    '@id': `${url}#log`,
    url,
    name: log.title,
    description: log.tagline,
    author: authorsOf(site),
    inLanguage: log.language,
    license: licenseOf(site),
    isAccessibleForFree: true,
    about: listOf(log.topicsIn().map((topic) => subject(topic.title))),
  };
}

function pathThing({ log, urls }: DescribedSite, goal: Resource, page: string): Thing {
  const steps = pathsTo(log, goal).usual.steps.map(({ node }) => node.resource);
  return {
    '@type': 'ItemList',
    '@id': page,
    url: page,
    name: goal.title,
    itemListOrder: 'Ascending',
    numberOfItems: steps.length,
    itemListElement: steps.map((step, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: step.title,
      url: urls.absolute(urls.entry(step)),
    })),
  };
}

/** The pages above a page, and the page itself. */
function crumbs({ log, urls, wording }: DescribedSite, of: Exclude<Described, 'log'>, page: string): Thing {
  const { frame, path } = wording.words;
  const [section, title] =
    'pathTo' in of
      ? [{ name: frame.path, href: urls.paths }, path.pathTo.replace('{title}', () => of.pathTo.title)]
      : [
          of.kind === 'resource'
            ? { name: frame.library, href: urls.library }
            : of.kind === 'note'
              ? { name: frame.notes, href: urls.notes }
              : undefined,
          wording.entryName(of),
        ];
  const steps = [
    { name: log.title, item: urls.absolute(urls.home) },
    ...(section ? [{ name: section.name, item: urls.absolute(section.href) }] : []),
    { name: title, item: page },
  ];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, item }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: { '@id': item },
    })),
  };
}

function subject(name: string): Thing {
  return { '@type': 'Thing', name };
}

function authorsOf({ log }: DescribedSite): readonly Thing[] | undefined {
  return listOf(log.authors.map(authorThing));
}

function authorThing(author: LogAuthor): Thing {
  const { name, orcid, institution } = author;
  const id = orcid && orcidAddress(orcid);
  return {
    '@type': institution ? 'Organization' : 'Person',
    ...(id && { '@id': id }),
    name,
    url: authorAddress(author),
    sameAs: id,
  };
}

function licenseOf({ log }: DescribedSite): unknown {
  const { license } = log;
  return license && (license.url ?? { '@type': 'CreativeWork', name: license.name });
}

/** An ISO 8601 duration, as schema.org requires: `PT1H45M`. */
function isoDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`;
}

function listOf<Value>(values: readonly Value[]): readonly NonNullable<Value>[] | undefined {
  const known = values.filter((value) => value !== undefined && value !== null && value !== '');
  return known.length > 0 ? (known as readonly NonNullable<Value>[]) : undefined;
}
