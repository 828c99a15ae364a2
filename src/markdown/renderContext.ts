import type { EntryKey } from '../log/entry.ts';
import type { EntrySummary } from '../log/log.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Href, Urls } from '../urls/urls.ts';
import type { Drawing } from './drawing.ts';

/** A picture as the site serves it. */
export interface ImageFacts {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** WebP copies in other widths, narrowest first. Small or animated pictures have none. */
  readonly copies: readonly ImageCopy[];
}

/** A copy of a picture for narrower screens or lower resolutions. */
export interface ImageCopy {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
}

/** The parts of the rest of the log that rendering an entry needs. */
export interface RenderContext {
  readonly urls: Urls;
  readonly wording: Wording;
  /** Finds an entry that can be linked to. */
  readonly find: (key: EntryKey) => EntrySummary | undefined;
  /** Finds a picture by its path below `content/`. */
  readonly image: (path: string) => ImageFacts | Drawing | undefined;
  /** Finds a linked file by its path below `content/`. */
  readonly file: (path: string) => Href | undefined;
  /** TeX macros of the log. */
  readonly macros: Readonly<Record<string, string>>;
}
