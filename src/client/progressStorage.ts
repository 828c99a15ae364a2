import { readKnown, type Known } from '../log/known.ts';

/** What a reader knows is kept apart for each log of a host, by its base path. */
export const progressKey = `known:${import.meta.env.BASE_URL}`;

/** The newest that is kept in the browser: nothing where that is forbidden, undefined where it is not ours. */
export function readProgress(): Known | undefined {
  try {
    return readKnown(localStorage.getItem(progressKey));
  } catch {
    return new Map();
  }
}
