import type { Period } from '../../log/period.ts';
import type { NewKind } from '../entries/newEntry.ts';
import type { Web } from '../web/web.ts';

/** A position in the imported files. */
export interface Place {
  /** Relative to the imported folder or file, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
}

/** Something that was not imported exactly as it was. */
export interface Remark {
  /** Left out; written differently; or to be decided by a person. */
  readonly kind: 'dropped' | 'changed' | 'needs-person';
  readonly at: Place;
  /** What it was, in one sentence. The report counts equal sentences together. */
  readonly message: string;
  /** A sentence to be counted instead, without details of this place, such as an address. */
  readonly inShort?: string;
  /** The address of a picture that stayed on the web, so that it can be tried again. */
  readonly picture?: string;
}

/** One entry to import, before it has a file in the log. */
export interface Found {
  readonly at: Place;
  readonly kind: NewKind;
  /**
   * The name that its file should get: `git/rebase-onto`, with folders, for a note. By default, it comes from the
   * title.
   */
  readonly name?: string | undefined;
  /** Its fields as `entryText()` writes them: text is Markdown. */
  readonly fields: Readonly<Record<string, unknown>>;
  /**
   * Its body, once all names are known. `linkTo` gives the address of another imported file or attachment from this
   * entry, undefined if it was not imported.
   */
  readonly body?: (linkTo: (file: string) => string | undefined) => string;
  /** Pictures and other files that the body refers to, relative to the import, or keys of `Reading.files`. */
  readonly attachments?: readonly string[];
  readonly remarks?: readonly Remark[];
}

/** Something that cannot become an entry. */
export interface Refused {
  readonly at: Place;
  /** Its name, if it has one. */
  readonly title?: string | undefined;
  readonly reason: string;
  /** Whether nothing is lost: it is empty, or only redirects to another page. */
  readonly isNothing?: true;
}

/** Everything that was read from a file or folder. */
export interface Reading {
  /** The kind of collection, for the report: "a BibTeX file", "an Obsidian vault". */
  readonly kind: string;
  readonly found: readonly Found[];
  readonly refused: readonly Refused[];
  /** Remarks that do not belong to an entry. */
  readonly remarks: readonly Remark[];
  /** Titles of topics that differ from those made from their ids. */
  readonly topics?: Readonly<Record<string, string>>;
  /** The parents of topics, by the ids of the topics. */
  readonly parents?: Readonly<Record<string, string>>;
  /** Macros for formulas. */
  readonly macros?: Readonly<Record<string, string>>;
  /**
   * The bytes of attachments that differ from the import: pictures that were downloaded or made smaller. The last part
   * of a key is the name for its file.
   */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The pictures on the web that were downloaded: their keys in `files` by their addresses. */
  readonly downloaded?: ReadonlyMap<string, string>;
  /** What became of the columns of a table, in the order of its header. */
  readonly columns?: readonly ReadColumn[];
}

/** A column of a table. */
export interface ReadColumn {
  readonly name: string;
  /** What it became; undefined if it is left out. */
  readonly field: string | undefined;
  /** How many of its cells are not empty. */
  readonly filled: number;
}

/** What a reader needs to know about the log and about its owner's wishes. */
export interface Settings {
  /** The period of the log. */
  readonly period: Period;
  /** Its macros for formulas. */
  readonly macros?: Readonly<Record<string, string>>;
  /** How to download the pictures that are only on the web; undefined to leave them there. */
  readonly web?: Web | undefined;
  /** Whether to download a picture on the web that the note in a file shows. */
  readonly isPictureWanted?: (address: string, file: string) => boolean;
  /** Called with the number of pictures that are downloaded so far. */
  readonly progress?: (done: number, all: number) => void;
  /** What the columns of a table become, by their names; an empty text leaves a column out. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** Reads one kind of collection. */
export interface Reader {
  readonly name: string;
  /** Whether it reads this file or folder. */
  readonly accepts: (path: string) => Promise<boolean>;
  /** `failure` says why nothing can be read with the owner's wishes. */
  readonly read: (path: string, settings?: Settings) => Promise<Reading | { readonly failure: string }>;
}
