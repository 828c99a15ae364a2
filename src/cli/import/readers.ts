import type { Reader } from './found.ts';
import { bookmarks } from './bookmarks/bookmarks.ts';
import { linkLists } from './linkLists/linkList.ts';
import { notes } from './notes/readNotes.ts';
import { bibtex } from './references/bibtex.ts';
import { csl } from './references/csl.ts';
import { ris } from './references/ris.ts';
import { readingLists } from './tables/readingList.ts';

/** All readers, in the order in which they are tried on a file or folder. */
export const readers: readonly Reader[] = [bibtex, csl, ris, bookmarks, readingLists, linkLists, notes];
