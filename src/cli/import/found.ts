import type { Period } from '../../log/period.ts';
import type { NewKind } from '../entries/newEntry.ts';
import type { Web } from '../web/web.ts';

/** A place in what is imported. */
export interface Place {
  /** Relative to what is imported, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
}

/** Something that was not taken over as it was. */
export interface Remark {
  /** Left out; written in another way; or something that only a person can decide. */
  readonly kind: 'dropped' | 'changed' | 'needs-person';
  readonly at: Place;
  /** What it was, in one sentence. The same sentence is counted together in the report. */
  readonly message: string;
  /** A sentence without what only this place has, such as an address, to be counted in its stead. */
  readonly inShort?: string;
}

/** One entry to import, before it has a file in the log. */
export interface Found {
  readonly at: Place;
  readonly kind: NewKind;
  /** The name that its file should get: for a note with its folders, such as `git/rebase-onto`. By default from its title. */
  readonly name?: string | undefined;
  /** Its fields as `entryText()` writes them: text is Markdown. */
  readonly fields: Readonly<Record<string, unknown>>;
  /**
   * Its body, once all names are known. `linkTo` gives the address of another imported file or attachment from this
   * entry, undefined if it was not imported.
   */
  readonly body?: (linkTo: (file: string) => string | undefined) => string;
  /** Pictures and other files that the body refers to, relative to what is imported, or keys of `Reading.files`. */
  readonly attachments?: readonly string[];
  readonly remarks?: readonly Remark[];
}

/** What cannot become an entry. */
export interface Refused {
  readonly at: Place;
  /** What it is called, if it has a name. */
  readonly title?: string | undefined;
  readonly reason: string;
  /** Whether nothing is lost: it is empty, or only leads to another page. */
  readonly isNothing?: true;
}

/** All that was read from a file or folder. */
export interface Reading {
  /** What kind of collection it is, for the report: "a BibTeX file", "an Obsidian vault". */
  readonly kind: string;
  readonly found: readonly Found[];
  readonly refused: readonly Refused[];
  /** Remarks that belong to no entry. */
  readonly remarks: readonly Remark[];
  /** Titles of topics that are not those made from their ids. */
  readonly topics?: Readonly<Record<string, string>>;
  /** The topics that topics are in, by their ids. */
  readonly parents?: Readonly<Record<string, string>>;
  /** Macros for formulas. */
  readonly macros?: Readonly<Record<string, string>>;
  /**
   * The bytes of attachments that are not in what is imported as they should be: pictures that were downloaded or made
   * smaller. The last part of a key is the name for its file.
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
  /** How many cells of it have something. */
  readonly filled: number;
}

/** What a reader must know of the log, and of what its owner wants. */
export interface Settings {
  /** What the log is kept in. */
  readonly period: Period;
  /** Its macros for formulas. */
  readonly macros?: Readonly<Record<string, string>>;
  /** How to download the pictures that are only on the web; undefined if they are not to be. */
  readonly web?: Web | undefined;
  /** Whether a picture on the web is to be downloaded, of which the notes in a file show it. */
  readonly isPictureWanted?: (address: string, file: string) => boolean;
  /** Is told how many of the pictures are downloaded. */
  readonly progress?: (done: number, all: number) => void;
  /** What the columns of a table become, by their names; an empty text leaves a column out. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** Reads one kind of collection. */
export interface Reader {
  readonly name: string;
  /** Whether it reads this file or folder. */
  readonly accepts: (path: string) => Promise<boolean>;
  /** `failure` says why nothing can be read, because of what its owner wants. */
  readonly read: (path: string, settings?: Settings) => Promise<Reading | { readonly failure: string }>;
}
