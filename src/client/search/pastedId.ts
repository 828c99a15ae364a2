import { arxivForm, doiForm, identifiersFromUrl } from '../../log/identifiers.ts';

/**
 * Extracts the identifier, without its version, from an arXiv number, a DOI, or an address that contains one. The DOI of
 * an arXiv paper becomes its arXiv number. Returns undefined for any other text.
 */
export function pastedId(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^https?:\/\/\S+$/i.test(trimmed)) {
    const { arxiv, doi, youtube } = URL.canParse(trimmed) ? identifiersFromUrl(trimmed) : {};
    const id = arxiv ?? doi ?? youtube;
    return id === undefined ? undefined : normalize(id);
  }
  const id = trimmed.replace(/^(?:arxiv|doi)(?::\s*|\s+)/i, '');
  return arxivForm.test(id) || doiForm.test(id) ? normalize(id) : undefined;
}

function normalize(id: string): string {
  const arxiv = /^(?:10\.48550\/arxiv\.)?(\d{4}\.\d{4,5})(?:v\d+)?$/i.exec(id)?.[1];
  return arxiv ?? id.toLowerCase();
}
