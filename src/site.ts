import type { EntryKey } from './core/entry.ts';
import type { Log } from './core/log.ts';
import type { Problem } from './core/problem.ts';
import type { Urls } from './urls.ts';
import type { Wording } from './wording.ts';

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
