import type { Collection } from './collection.ts';
import { notionId } from './collection.ts';

/** What the path of a file says about its note. */
export interface NotePath {
  /** The folders and the name of the note, without what only its program needs. */
  readonly path: string;
  /** The name of the file, or of its folder if it is that folder's index page. */
  readonly name: string;
  /** The date in front of its name. */
  readonly date?: string | undefined;
  readonly isDraft: boolean;
  /** Whether it is a page outside of all collections. */
  readonly isPage: boolean;
}

/** Folders whose names only say that they contain notes. */
const generic = /^(?:_?posts?|blog|articles?|notes?|_drafts|pages|journals|content)$/i;
const firstPage = /^(?:_?index|readme)$/i;

/** Reads the path of a note, which is relative to the import. */
export function readNotePath(file: string, { flavour, roots }: Pick<Collection, 'flavour' | 'roots'>): NotePath {
  const root = roots.find((one) => one !== '' && file.startsWith(`${one}/`)) ?? '';
  const inner = (root === '' ? file : file.slice(root.length + 1)).replace(/\.(?:md|markdown|mdown|mdx|html?)$/i, '');
  const unpacked = flavour === 'logseq' ? decoded(inner).replaceAll('___', '/') : inner;
  const parts = unpacked.split('/').map((part) => (flavour === 'notion' ? part.replace(notionId, '').trim() : part));
  const isFirst = firstPage.test(parts.at(-1) ?? '') && parts.length > 1;
  const isSite = flavour === 'jekyll' || flavour === 'hugo' || flavour === 'astro';
  const isPage = isSite && (parts.length === 1 || (flavour === 'astro' && root === 'src/pages' && parts.length === 1));
  const last = (isFirst ? parts.at(-2) : parts.at(-1)) ?? '';
  const folders = (isFirst ? parts.slice(0, -2) : parts.slice(0, -1)).filter((part) => !(isSite && generic.test(part)));
  const [, date, rest = last] = /^(\d{4}-\d{2}-\d{2})[-_ ]+(\S.*)$/s.exec(last) ?? [];
  const isDraft = flavour === 'jekyll' && parts.includes('_drafts');
  const name = date === undefined ? last : rest;
  return { path: [...folders.map((part) => part.replace(/^_+/, '')), name].join('/'), name, date, isDraft, isPage };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
