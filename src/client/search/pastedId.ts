import { arxivForm, doiForm, identifiersFromUrl } from '../../log/identifiers.ts';

/**
 * The identifier in what somebody pasted: an arXiv number, a DOI, or an address that tells one, without a version.
 * The DOI of an arXiv paper gives its arXiv number. Undefined where it is none of these.
 */
export function pastedId(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^https?:\/\/\S+$/i.test(trimmed)) {
    const { arxiv, doi, youtube } = URL.canParse(trimmed) ? identifiersFromUrl(trimmed) : {};
    const id = arxiv ?? doi ?? youtube;
    return id === undefined ? undefined : bare(id);
  }
  const id = trimmed.replace(/^(?:arxiv|doi)(?::\s*|\s+)/i, '');
  return arxivForm.test(id) || doiForm.test(id) ? bare(id) : undefined;
}

function bare(id: string): string {
  const arxiv = /^(?:10\.48550\/arxiv\.)?(\d{4}\.\d{4,5})(?:v\d+)?$/i.exec(id)?.[1];
  return arxiv ?? id.toLowerCase();
}
