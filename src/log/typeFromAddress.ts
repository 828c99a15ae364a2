import { identifiersFromUrl, isIsbn } from './identifiers.ts';
import type { ResourceType } from './schema.ts';

/** The fields of a resource that can imply its type, as written. */
export const implyingFields = ['url', 'arxiv', 'doi', 'isbn', 'youtube'] as const;
export type ImplyingFields = Readonly<Partial<Record<(typeof implyingFields)[number], unknown>>>;

/**
 * Addresses whose pages are all of one type, by host (without `www.` and `m.`) and path. Only certain ones are here.
 */
const addresses: readonly (readonly [host: RegExp, path: RegExp, type: ResourceType])[] = [
  [/^youtube\.com$/, /^\/playlist$/, 'video'],
  [/^vimeo\.com$/, /^\/\d+/, 'video'],
  [
    /^github\.com$/,
    /^\/(?!(?:about|apps|collections|enterprise|explore|features|login|marketplace|orgs|search|settings|site|solutions|sponsors|topics|trending|users)\/)[^/]+\/[^/]+(?:\/(?:tree|blob)\/.+)?\/?$/,
    'code',
  ],
  [
    /^gitlab\.com$/,
    /^\/(?!(?:explore|groups|help|users)\/)[^/]+(?:\/(?!-\/)[^/]+)+(?:\/-\/(?:tree|blob)\/.+)?\/?$/,
    'code',
  ],
  [/^codeberg\.org$/, /^\/(?!explore\/)[^/]+\/[^/]+(?:\/src\/.+)?\/?$/, 'code'],
  [/(?:^|\.)wikipedia\.org$/, /^\/wiki\/./, 'reference'],
  [/^openreview\.net$/, /^\/(?:forum|pdf)$/, 'paper'],
  [/^aclanthology\.org$/, /^\/[^/]*\d/, 'paper'],
  [/^(?:bio|med)rxiv\.org$/, /^\/content\/./, 'paper'],
  [/^(?:papers\.nips|papers\.neurips|proceedings\.neurips)\.cc$/, /^\/paper/, 'paper'],
  [/^proceedings\.mlr\.press$/, /^\/v\d+\/./, 'paper'],
  [/^pubmed\.ncbi\.nlm\.nih\.gov$/, /^\/\d+/, 'paper'],
  [/^podcasts\.apple\.com$/, /\/podcast\/./, 'podcast'],
  [/^open\.spotify\.com$/, /^\/(?:episode|show)\/./, 'podcast'],
  [/^news\.ycombinator\.com$/, /^\/item$/, 'thread'],
  [/^(?:old\.)?reddit\.com$/, /^\/r\/[^/]+\/comments\/./, 'thread'],
  [/^stackoverflow\.com$/, /^\/(?:questions|q)\/\d+/, 'thread'],
];

/**
 * The types that the address and the identifiers of a resource imply: none if nothing is certain, several if they
 * contradict each other. An ISBN implies a book, whatever else there is.
 */
export function impliedTypes({ url, arxiv, doi, isbn, youtube }: ImplyingFields): readonly ResourceType[] {
  if (typeof isbn === 'string' && isIsbn(isbn)) return ['book'];
  const address = typeof url === 'string' && /^\s*https?:/i.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  const from = address ? identifiersFromUrl(address.href) : {};
  const told = [
    arxiv || from.arxiv ? 'paper' : undefined,
    typeOfDoi(doi ?? from.doi),
    youtube || from.youtube ? 'video' : undefined,
    address && typeOfPage(address),
  ];
  return [...new Set(told.filter((type) => type !== undefined))] as ResourceType[];
}

/** The type that the address and the identifiers of a resource imply, if they imply exactly one. */
export function typeFromAddress(fields: ImplyingFields): ResourceType | undefined {
  const [type, ...others] = impliedTypes(fields);
  return others.length > 0 ? undefined : type;
}

function typeOfPage({ hostname, pathname }: URL): ResourceType | undefined {
  const host = hostname.replace(/^(?:www|m)\./, '');
  return addresses.find(([hosts, paths]) => hosts.test(host) && paths.test(pathname))?.[2];
}

/** A DOI is of a paper, unless it ends in the ISBN of a book, or comes from an archive of data and programs. */
function typeOfDoi(doi: unknown): ResourceType | undefined {
  if (typeof doi !== 'string' || /10\.(?:5281|6084)\//.test(doi)) return undefined;
  return isIsbn(doi.slice(doi.lastIndexOf('/') + 1)) ? 'book' : 'paper';
}
