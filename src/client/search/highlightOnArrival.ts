import { takeOver } from './searchHandoff.ts';

/** Marks on the page what it was found by, where it was opened from a search. */
export async function highlightOnArrival(): Promise<void> {
  const sought = takeOver(location.pathname);
  if (sought) (await import('./highlightTerms.ts')).highlightTerms(sought);
}

void highlightOnArrival();
