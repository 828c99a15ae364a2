import type { EntryKey } from './log/entry.ts';
import type { Log } from './log/log.ts';
import type { Problem } from './log/problem.ts';
import type { Href, Urls } from './urls/urls.ts';
import type { Wording } from './i18n/wording.ts';

/** The size of some HTML. */
export interface HtmlSize {
  readonly bytes: number;
  readonly elements: number;
}

/** The HTML of entries, by key. */
export interface Bodies extends Pick<ReadonlyMap<EntryKey, string>, 'get' | 'keys'> {
  /** A hash of an entry’s HTML; undefined if it has none. Faster than `get()`. */
  readonly hashOf: (key: EntryKey) => string | undefined;
  /** The size of an entry’s HTML; undefined if it has none. Faster than `get()`. */
  readonly sizeOf: (key: EntryKey) => HtmlSize | undefined;
}

/** The picture that other sites show with a link to a page. */
export interface SharePicture {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** The colours of the page and of the mark on the site’s icon, as `#rrggbb`. */
export interface IconColours {
  readonly paper: string;
  readonly accent: string;
}

/** The input of every page. */
export interface Site {
  readonly log: Log;
  readonly urls: Urls;
  readonly wording: Wording;
  readonly html: Bodies;
  /** The owner's style sheet, if there is one. */
  readonly theme: { readonly name: string } | undefined;
  /** The colours of its icon, and of the browser around a page. */
  readonly colours: Readonly<Record<'light' | 'dark', IconColours>>;
  /** Whether there is a page of charts. */
  readonly hasCharts: boolean;
  /** The share pictures. A log without an address has none. */
  readonly shares: { readonly of: (page: Href | undefined) => SharePicture | undefined };
  /** The day of the build (`YYYY-MM-DD`) by the clock of this machine. */
  readonly today: string;
  /** The problems of the log; always empty in a build. */
  readonly problems: readonly Problem[];
}
