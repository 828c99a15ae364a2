import { takeSearchTerms } from './searchHandoff.ts';

/** Highlights the search terms if this page was opened from a search. */
export async function highlightOnArrival(): Promise<void> {
  const terms = takeSearchTerms(location.pathname);
  if (terms) (await import('./highlightTerms.ts')).highlightTerms(terms);
}

void highlightOnArrival();
