const key = 'searches';
const kept = 6;

/** The list where storage is full or forbidden; it then lasts as long as the page. */
let unstored: readonly string[] | undefined;

/** The searches from which a reader opened something, the latest first. They never leave the browser. */
export function recentSearches(): readonly string[] {
  if (unstored) return unstored;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps a search as the latest one; the oldest goes where there are too many. */
export function rememberSearch(text: string): void {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words !== '') keep([words, ...others(words)].slice(0, kept));
}

/** Forgets one search. */
export function forgetSearch(text: string): void {
  keep(others(text));
}

/** Forgets all searches. */
export function forgetSearches(): void {
  keep([]);
}

function others(text: string): string[] {
  return recentSearches().filter((one) => one.toLowerCase() !== text.toLowerCase());
}

function keep(list: readonly string[]): void {
  try {
    if (list.length > 0) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
  } catch {
    unstored = list;
  }
}
