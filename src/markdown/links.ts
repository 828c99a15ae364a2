import type { Element, ElementData, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { parseMoment } from '../log/length.ts';
import { logKey, type EntryKey } from '../log/entry.ts';
import { shownAddress } from '../urls/urls.ts';
import { readTarget } from './linkTarget.ts';
import type { RenderContext } from './renderContext.ts';

declare module 'hast' {
  interface ElementData {
    /** The entry that a link points to. */
    entry?: EntryKey;
  }
}

/** Replaces the addresses of entries with the addresses of their pages, and marks external links. */
export function rehypeLinks({ urls, find, file: fileAt }: RenderContext) {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node) => {
      const { href, dataFootnoteRef, dataFootnoteBackref } = node.properties;
      if (node.tagName !== 'a' || typeof href !== 'string') return;
      if (dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined) return;
      const target = readTarget(href, file.path);
      if (target.kind === 'web') markExternal(node);
      else if (target.kind === 'file' && fileAt(target.path))
        node.properties.href = `${fileAt(target.path)}${target.rest}`;
      else if (target.kind === 'entry') {
        const entry = find(target.key);
        const seconds = parseMoment(target.fragment.replace(/^t=/, ''));
        if (seconds !== undefined && target.fragment.startsWith('t=') && entry?.kind === 'resource' && entry.url) {
          node.properties.href = momentUrl(entry, entry.url, seconds);
          markExternal(node);
        } else if (href.startsWith('#')) node.properties.href = toFragment(target.fragment) || '#';
        else if (entry) {
          node.properties.href = urls.entry(entry.key, target.fragment);
          if (target.fragment === '') node.data = { ...node.data, entry: target.key } as ElementData;
        } else if (target.key === logKey) node.properties.href = `${urls.home}${toFragment(target.fragment)}`;
        else delete node.properties.href;
      } else delete node.properties.href;
    });
  };
}

function toFragment(id: string): string {
  return id === '' ? '' : `#${encodeURIComponent(id)}`;
}

/** Marks an external link. Print adds its address after it unless its text is that address. */
function markExternal(node: Element): void {
  const address = shownAddress(String(node.properties.href));
  const isBare = shownAddress(toText(node)) === address;
  const dataPrinted = isBare ? undefined : address;
  Object.assign(node.properties, { rel: ['noopener', 'external'], className: ['external'], dataPrinted });
}

/** The address of a moment in a recording: YouTube's `t`, otherwise a media fragment (W3C Media Fragments URI 1.0). */
export function momentUrl({ youtube }: { readonly youtube?: string }, address: string, seconds: number): string {
  const url = new URL(address);
  if (youtube === undefined) url.hash = `t=${seconds}`;
  else url.searchParams.set('t', `${seconds}s`);
  return url.href;
}
