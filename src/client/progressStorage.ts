import { readKnown, type Known } from '../log/known.ts';

/** The storage key of the reader's progress: one for each base path, since several logs may share a host. */
export const progressKey = `known:${import.meta.env.BASE_URL}`;

/** Reads the stored progress: empty if storage is forbidden, undefined if the content is not in our format. */
export function readProgress(): Known | undefined {
  try {
    return readKnown(localStorage.getItem(progressKey));
  } catch {
    return new Map();
  }
}
