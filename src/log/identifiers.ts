/** The identifiers of a resource that can be read from its address. */
export interface Identifiers {
  readonly arxiv?: string;
  readonly doi?: string;
  readonly youtube?: string;
}

/**
 * The format of an arXiv identifier, with an optional version: `1706.03762` since April 2007, `hep-th/9711200` before
 * (arxiv.org/help/arxiv_identifier).
 */
export const arxivForm = /^(?:\d{4}\.\d{4,5}|[a-z]{2,10}(?:-[a-z]{2,10})?(?:\.[A-Z]{2})?\/\d{7})(?:v\d{1,3})?$/;
/** The format of a DOI (DOI Handbook 2.2: prefix `10.` and a suffix). */
export const doiForm = /^10\.\d{1,9}(?:\.\d{1,9})*\/\S+$/;
/** The format of a YouTube video identifier. */
export const youtubeForm = /^[\w-]{11}$/;

/** Reads arXiv, DOI and YouTube identifiers from an http address; empty if it has none. */
export function identifiersFromUrl(address: string): Identifiers {
  // Most addresses have none, and parsing one takes much longer than this.
  if (!/arxiv|doi|youtu/i.test(address)) return {};
  const url = new URL(address);
  const host = url.hostname.replace(/^(www|m|export)\./, '');
  if (host === 'arxiv.org') {
    const id = /^\/(?:abs|pdf|html)\/(.+?)(?:\.pdf)?$/.exec(url.pathname)?.[1];
    return id !== undefined && arxivForm.test(id) ? { arxiv: id } : {};
  }
  if (host === 'doi.org' || host === 'dx.doi.org') {
    const doi = decoded(url.pathname.slice(1));
    return doi !== undefined && doiForm.test(doi) ? { doi } : {};
  }
  const video =
    host === 'youtu.be'
      ? url.pathname.slice(1)
      : host === 'youtube.com'
        ? (url.searchParams.get('v') ?? /^\/(?:embed|live|shorts)\/([^/]+)/.exec(url.pathname)?.[1])
        : undefined;
  return video && youtubeForm.test(video) ? { youtube: video } : {};
}

/** Reads an arXiv identifier, which can be in `arXiv:1706.03762` or an address. */
export function parseArxiv(text: string): string | undefined {
  const id = text.replace(/^arxiv:\s*/i, '');
  return arxivForm.test(id) ? id : fromAddress(text, 'arxiv.org')?.arxiv;
}

/** Reads a DOI, which can be in `doi:10.1000/182` or an address. */
export function parseDoi(text: string): string | undefined {
  const id = text.replace(/^doi:\s*/i, '');
  return doiForm.test(id) ? id : fromAddress(text, 'doi.org')?.doi;
}

/** Reads the id of a YouTube video, which can be in an address. */
export function parseYoutube(text: string): string | undefined {
  return youtubeForm.test(text) ? text : fromAddress(text, 'youtu')?.youtube;
}

function fromAddress(text: string, host: string): Identifiers | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return text.includes(host) && URL.canParse(address) ? identifiersFromUrl(address) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The identifier of a person at ORCID, `0000-0002-1825-0097`; undefined if its check digit is wrong (ISO 7064, MOD 11-2). */
export function parseOrcid(text: string): string | undefined {
  const [, id = ''] =
    /^(?:(?:https?:\/\/)?(?:www\.)?orcid\.org\/|orcid:\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\/?$/i.exec(text) ?? [];
  const digits = id.toUpperCase().replaceAll('-', '');
  const sum = [...digits].slice(0, -1).reduce((total, digit) => (total + Number(digit)) * 2, 0);
  const check = (12 - (sum % 11)) % 11;
  return digits !== '' && digits.at(-1) === (check === 10 ? 'X' : String(check)) ? id.toUpperCase() : undefined;
}

/** An ISBN without its name, hyphens and spaces. */
export function isbnDigits(text: string): string {
  return text.replace(/^ISBN(?:-1[03])?:?/i, '').replace(/[\s\p{Pd}]/gu, '');
}

/** An ISBN-13 for a valid ISBN-10; any other text as it is. */
export function isbn13(isbn: string): string {
  if (isbn.length !== 10 || !isIsbn(isbn)) return isbn;
  const digits = `978${isbn.slice(0, 9)}`;
  const last = '0123456789'.split('').find((digit) => isIsbn(digits + digit)) ?? '';
  return digits + last;
}

/** Whether the check digit of an ISBN-10 or ISBN-13 is valid (ISO 2108); ignores hyphens and spaces. */
export function isIsbn(text: string): boolean {
  const digits = isbnDigits(text);
  if (/^\d{13}$/.test(digits)) {
    return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 ? 3 : 1), 0) % 10 === 0;
  }
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  return (
    [...digits].reduce((sum, digit, index) => sum + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0) % 11 === 0
  );
}
