/** What a page was found by: what is marked on it. */
export interface SearchTerms {
  /** Words and phrases as they were typed. */
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  /** The words of the page that the index took for these, in whatever form they stand there. */
  readonly forms: readonly string[];
}

type Waiting = Readonly<Record<string, { readonly terms: SearchTerms; readonly since: number }>>;

const key = 'sought';
/** How long a page may take to be opened, in milliseconds. */
const maxAgeMs = 60_000;

/**
 * Hands on to a page, by its path, what it was found by. It goes through the storage of the browser: an address with the
 * words in it would be copied and shared, and in its query they would be sent to the host; `#:~:text=` cannot be
 * unmarked; and `sessionStorage` does not reach a new tab.
 */
export function storeSearchTerms(path: string, terms: SearchTerms): void {
  keep({ ...waiting(), [path]: { terms, since: Date.now() } });
}

/** Takes what was handed on to this page, once. */
export function takeSearchTerms(path: string): SearchTerms | undefined {
  const { [path]: own, ...others } = waiting();
  if (own) keep(others);
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

function keep(all: Waiting): void {
  try {
    if (Object.keys(all).length > 0) localStorage.setItem(key, JSON.stringify(all));
    else localStorage.removeItem(key);
  } catch {
    // Storage may be full or forbidden; the page then opens without marks.
  }
}
