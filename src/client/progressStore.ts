import { writeKnown, type Known } from '../log/known.ts';
import { progressKey, readProgress } from './progressStorage.ts';

type Change = (known: Known) => Known;

/** `setAside`: unreadable content was moved to another key. `unkept`: storage is full or forbidden. */
export type StorageState = 'kept' | 'setAside' | 'unkept';

/** Changes that could not be stored; they last as long as the page. */
let pending: readonly Change[] = [];

/** The known resources: the newest stored state, with the changes that could not be stored. */
export function currentKnown(): Known {
  return pending.reduce((known, change) => change(known), readProgress() ?? new Map());
}

/** Applies a change to the newest stored state, so that tabs do not overwrite each other's changes. */
export function changeKnown(change: Change): StorageState {
  pending = [...pending, change];
  const known = currentKnown();
  try {
    const isReadable = readProgress() !== undefined;
    if (!isReadable) setAside();
    if (known.size > 0) localStorage.setItem(progressKey, writeKnown(known));
    else localStorage.removeItem(progressKey);
    pending = [];
    return isReadable ? 'kept' : 'setAside';
  } catch {
    return 'unkept';
  }
}

function setAside(): void {
  const text = localStorage.getItem(progressKey) ?? '';
  const asideKey = `${progressKey} aside`;
  const before = localStorage.getItem(asideKey);
  if (before !== null && before !== text) throw new Error('Something else is set aside already.');
  localStorage.setItem(asideKey, text);
}
