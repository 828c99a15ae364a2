import { takeOver } from './search/handOn.ts';

/** Marks on the page what it was found by, where it was opened from a search. */
export async function markHandedOn(): Promise<void> {
  const sought = takeOver(location.pathname);
  if (sought) (await import('./marking.ts')).mark(sought);
}

void markHandedOn();
