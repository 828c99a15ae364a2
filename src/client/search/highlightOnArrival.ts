import { takeSearchTerms } from './searchHandoff.ts';

/** Marks on the page what it was found by, where it was opened from a search. */
export async function highlightOnArrival(): Promise<void> {
  const terms = takeSearchTerms(location.pathname);
  if (terms) (await import('./highlightTerms.ts')).highlightTerms(terms);
}

void highlightOnArrival();
