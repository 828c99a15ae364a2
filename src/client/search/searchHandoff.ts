import { store } from '../storage.ts';

/** The terms by which a page was found, to be highlighted on it. */
export interface SearchTerms {
  /** Words and phrases as they were typed. */
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  /** The words of the page that matched, in the form in which they occur. */
  readonly forms: readonly string[];
}

type Waiting = Readonly<Record<string, { readonly terms: SearchTerms; readonly since: number }>>;

const key = 'search-terms';
const maxAgeMs = 60_000;

/**
 * Stores the search terms for the page with this path. Alternatives are worse: an address with the terms would be
 * copied and shared, a query string would be sent to the host, readers cannot clear `#:~:text=`, and new tabs do not
 * share `sessionStorage`.
 */
export function storeSearchTerms(path: string, terms: SearchTerms): void {
  save({ ...waiting(), [path]: { terms, since: Date.now() } });
}

/** Returns the terms stored for the page with this path, and removes them. */
export function takeSearchTerms(path: string): SearchTerms | undefined {
  const { [path]: own, ...others } = waiting();
  if (own) save(others);
  return own?.terms;
}

function waiting(): Waiting {
  try {
    const all = JSON.parse(localStorage.getItem(key) ?? '{}') as Waiting;
    return Object.fromEntries(Object.entries(all).filter(([, { since }]) => Date.now() - since < maxAgeMs));
  } catch {
    return {};
  }
}

function save(all: Waiting): void {
  store(key, Object.keys(all).length > 0 ? JSON.stringify(all) : undefined);
}
