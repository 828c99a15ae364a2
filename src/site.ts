import type { EntryKey } from './log/entry.ts';
import type { Log } from './log/log.ts';
import type { Problem } from './log/problem.ts';
import type { Urls } from './urls/urls.ts';
import type { Wording } from './i18n/wording.ts';

/** The HTML of entries, by key. */
export interface Bodies extends Pick<ReadonlyMap<EntryKey, string>, 'get' | 'keys'> {
  /** A hash of an entry’s HTML; undefined if it has none. Faster than `get()`. */
  readonly hashOf: (key: EntryKey) => string | undefined;
}

/** The input of every page. */
export interface Site {
  readonly log: Log;
  readonly urls: Urls;
  readonly wording: Wording;
  readonly html: Bodies;
  /** The owner's style sheet, if there is one. */
  readonly theme: { readonly name: string } | undefined;
  /** Whether there is a page of charts. */
  readonly hasCharts: boolean;
  /** The day of the build (`YYYY-MM-DD`) by the clock of this machine. */
  readonly today: string;
  /** The problems of the log; always empty in a build. */
  readonly problems: readonly Problem[];
}
