import { writeKnown, type Known } from '../log/known.ts';
import { progressKey, readProgress } from './progressStorage.ts';

type Change = (known: Known) => Known;

/** Changes that could not be kept; they last as long as the page. */
let pending: readonly Change[] = [];

/** What a reader knows: the newest that is kept in their browser, and what this page could not keep. */
export function currentKnown(): Known {
  return pending.reduce((known, change) => change(known), readProgress() ?? new Map());
}

/**
 * Changes what is kept, from its newest state, so that no tab undoes what another one did. What was there and is not
 * ours is set aside under another key, never written over. `unkept` where storage is full or forbidden.
 */
export function changeKnown(change: Change): 'kept' | 'setAside' | 'unkept' {
  pending = [...pending, change];
  const known = currentKnown();
  try {
    const isOurs = readProgress() !== undefined;
    if (!isOurs) setAside();
    if (known.size > 0) localStorage.setItem(progressKey, writeKnown(known));
    else localStorage.removeItem(progressKey);
    pending = [];
    return isOurs ? 'kept' : 'setAside';
  } catch {
    return 'unkept';
  }
}

function setAside(): void {
  const text = localStorage.getItem(progressKey) ?? '';
  const other = `${progressKey} aside`;
  const before = localStorage.getItem(other);
  if (before !== null && before !== text) throw new Error('Something else is set aside already.');
  localStorage.setItem(other, text);
}
