import { store } from '../storage.ts';

const key = 'searches';
const maxSearches = 6;

/** The list if it cannot be stored; it lasts as long as the page. */
let unstored: readonly string[] | undefined;

/** The searches from which the reader opened a result, newest first. They never leave the browser. */
export function recentSearches(): readonly string[] {
  if (unstored) return unstored;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

/** Adds a search as the newest; if there are too many, drops the oldest. */
export function rememberSearch(text: string): void {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words !== '') save([words, ...others(words)].slice(0, maxSearches));
}

export function forgetSearch(text: string): void {
  save(others(text));
}

export function forgetSearches(): void {
  save([]);
}

function others(text: string): string[] {
  return recentSearches().filter((one) => one.toLowerCase() !== text.toLowerCase());
}

function save(list: readonly string[]): void {
  if (!store(key, list.length > 0 ? JSON.stringify(list) : undefined)) unstored = list;
}
