import type { EntryKey } from '../log/entry.ts';
import type { EntrySummary } from '../log/log.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Href, Urls } from '../urls/urls.ts';
import type { Drawing } from './drawing.ts';

/** A picture that an entry shows from a file of the site. */
export interface ImageFacts {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The same in webp and other widths, the narrowest first; none of a picture that is small or moves. */
  readonly copies: readonly ImageCopy[];
}

/** A picture made for narrower or coarser screens. */
export interface ImageCopy {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
}

/** What rendering an entry needs from the rest of the log. */
export interface RenderContext {
  readonly urls: Urls;
  readonly wording: Wording;
  /** An entry that may be linked to. */
  readonly find: (key: EntryKey) => EntrySummary | undefined;
  /** A picture by its path below `content/`, if it exists. */
  readonly image: (path: string) => ImageFacts | Drawing | undefined;
  /** TeX macros of the log. */
  readonly macros: Readonly<Record<string, string>>;
}
