import {
  arxivForm,
  doiForm,
  identifiersFromUrl,
  isbnDigits,
  isIsbn,
  parseArxiv,
  parseDoi,
} from '../../log/identifiers.ts';

/** What a person wants to add, as far as the given text says. */
export interface Target {
  readonly url?: string;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly isbn?: string;
  readonly youtube?: string;
}

/** Reads what a person gives to `add`: an address, an arXiv identifier, a DOI or an ISBN. */
export function readTarget(given: string): Target | { readonly failure: string } {
  const text = given.trim();
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return targetOfAddress(text);
  const arxiv = parseArxiv(text);
  if (arxiv !== undefined) return { url: arxivAddress(arxiv), arxiv };
  const doi = parseDoi(text);
  if (doi !== undefined) return targetOfDoi(doi);
  if (isIsbn(isbnDigits(text))) return { isbn: isbnDigits(text) };
  if (/^(?:ISBN\S*\s*)?(?:\d[\s\p{Pd}]?){9}(?:[\dX]|(?:\d[\s\p{Pd}]?){3}\d)$/iu.test(text)) {
    return { failure: 'This is not an ISBN: its check digit is wrong. Check it for typos.' };
  }
  if (/^(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,63}(?:[/?#:]\S*)?$/u.test(text)) return targetOfAddress(`https://${text}`);
  return { failure: 'This is not a web address, an arXiv identifier, a DOI or an ISBN.' };
}

/** A name made only from what a person gives: `arXiv:1706.03762`, `example.org/post`. */
export function nameOfTarget({ url, arxiv, doi, isbn }: Target): string {
  if (arxiv !== undefined) return `arXiv:${arxiv}`;
  if (doi !== undefined) return `doi:${doi}`;
  if (url === undefined) return `ISBN ${isbn}`;
  const { hostname, pathname, search } = new URL(url);
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}

function targetOfAddress(text: string): Target | { readonly failure: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { failure: 'This is not a web address. Web addresses start with https:// or http://.' };
  }
  if (url.username !== '' || url.password !== '') {
    return { failure: 'This address has a user name or password, which must not be in a log.' };
  }
  const { arxiv, doi, youtube } = identifiersFromUrl(url.href);
  if (arxiv !== undefined) return { url: arxivAddress(arxiv), arxiv };
  if (doi !== undefined) return targetOfDoi(doi);
  if (youtube !== undefined) return { url: `https://www.youtube.com/watch?v=${youtube}`, youtube };
  const named = doiInPath(url);
  const paper = paperOnHuggingFace(url);
  return {
    url: withoutTracking(url),
    ...(named !== undefined && { doi: named }),
    ...(paper !== undefined && { arxiv: paper }),
  };
}

/** The id of a paper on Hugging Face, which is its arXiv identifier. */
export function paperOnHuggingFace({ hostname, pathname }: URL): string | undefined {
  if (!/^(?:www\.)?(?:huggingface|hf)\.co$/.test(hostname)) return undefined;
  const id = /^\/papers\/([\d.]+)\/?$/.exec(pathname)?.[1];
  return id !== undefined && arxivForm.test(id) ? id : undefined;
}

/** For a DOI that arXiv gave, arXiv has the facts. */
function targetOfDoi(doi: string): Target {
  const arxiv = parseArxiv(/^10\.48550\/arxiv\.(.+)$/i.exec(doi)?.[1] ?? '');
  if (arxiv !== undefined) return { url: arxivAddress(arxiv), arxiv };
  return { url: doiAddress(doi), doi };
}

function arxivAddress(id: string): string {
  return `https://arxiv.org/abs/${id}`;
}

/** The address of a DOI below a host. */
export function doiAddress(doi: string, origin = 'https://doi.org'): string {
  const url = new URL(origin);
  url.pathname = `/${doi.replaceAll('%', '%25')}`;
  return url.href;
}

/** The DOI in a publisher's address: `/doi/abs/10.1145/3292500.3330701`. */
function doiInPath({ pathname }: URL): string | undefined {
  const doi = /\/doi\/(?:(?:abs|full|pdf|epdf|pdfdirect|book)\/)?(10\.\d{4,9}\/[^/]+)\/?$/.exec(pathname)?.[1];
  return doi !== undefined && !doi.includes('%') && doiForm.test(doi) ? doi : undefined;
}

/** An address without parameters that only say where a reader came from, and without quoted text to scroll to. */
function withoutTracking(address: URL): string {
  const url = new URL(address);
  const tracking = [...url.searchParams.keys()].filter((name) => /^(?:utm_.*|fbclid|gclid)$/.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  url.hash = url.hash.split(':~:')[0] ?? '';
  return url.href.replace(/#$/, '');
}
