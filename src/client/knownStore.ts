import { readKnown, writeKnown, type Known } from '../core/known.ts';

/** What a reader knows is kept apart for each log of a host, by its base path. */
export const knownKey = `known:${import.meta.env.BASE_URL}`;

type Change = (known: Known) => Known;

/** Changes that could not be kept; they last as long as the page. */
let pending: readonly Change[] = [];

/** What a reader knows: the newest that is kept in their browser, and what this page could not keep. */
export function currentKnown(): Known {
  return pending.reduce((known, change) => change(known), stored() ?? new Map());
}

/** Whether the browser holds something under our key, of whatever kind. */
export function isSomethingStored(): boolean {
  try {
    return localStorage.getItem(knownKey) !== null;
  } catch {
    return false;
  }
}

/**
 * Changes what is kept, from its newest state, so that no tab undoes what another one did. What was there and is not
 * ours is set aside under another key, never written over. `unkept` where storage is full or forbidden.
 */
export function changeKnown(change: Change): 'kept' | 'setAside' | 'unkept' {
  pending = [...pending, change];
  const known = currentKnown();
  try {
    const isOurs = stored() !== undefined;
    if (!isOurs) setAside();
    if (known.size > 0) localStorage.setItem(knownKey, writeKnown(known));
    else localStorage.removeItem(knownKey);
    pending = [];
    return isOurs ? 'kept' : 'setAside';
  } catch {
    return 'unkept';
  }
}

/** Calls back when another tab has changed what is known, or this one comes back and may have missed it. */
export function onKnownElsewhere(update: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === knownKey || key === null) update();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) update();
  });
}

function stored(): Known | undefined {
  try {
    return readKnown(localStorage.getItem(knownKey));
  } catch {
    return new Map();
  }
}

function setAside(): void {
  const text = localStorage.getItem(knownKey) ?? '';
  const other = `${knownKey} aside`;
  const before = localStorage.getItem(other);
  if (before !== null && before !== text) throw new Error('Something else is set aside already.');
  localStorage.setItem(other, text);
}
