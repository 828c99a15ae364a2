import type { EntryKey } from './log/entry.ts';
import type { Log } from './log/log.ts';
import type { Problem } from './log/problem.ts';
import type { Urls } from './urls/urls.ts';
import type { Wording } from './i18n/wording.ts';

/** The rendered bodies of entries, by their keys. */
export type Bodies = Pick<ReadonlyMap<EntryKey, string>, 'get' | 'keys'>;

/** What a page of the site is made from. */
export interface Site {
  readonly log: Log;
  readonly urls: Urls;
  readonly wording: Wording;
  readonly html: Bodies;
  /** The owner's style sheet; undefined where there is none. */
  readonly theme: { readonly name: string } | undefined;
  /** What is wrong with the log; always empty in a build. */
  readonly problems: readonly Problem[];
}
