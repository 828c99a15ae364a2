import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { listFiles } from '../integration/siteFiles.ts';
import { pathGraphFile } from '../urls/urls.ts';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';

/** What only scripts read: the search index and the previews of links. */
const forScripts = ['pagefind', 'previews', pathGraphFile];

const linksForScripts = new Set<unknown>(['modulepreload', 'preload', 'manifest']);

/** The attributes with an address, by their names in hast. */
const addresses = ['href', 'src', 'action', 'poster', 'data'] as const;

const refresh = /^(\d+;\s*url=)(.*)$/i;
/** An address in `srcset`, whose addresses here contain neither commas nor spaces. */
const sourceAddress = /(?<=^|,\s*)[^,\s]+/g;
const urlInStyle = /\burl\((["']?)([^"')]+)\1\)/g;

/**
 * Makes a built site in a folder work without a web server, from any folder: addresses within the site become relative
 * and name files. Browsers run no modules that were opened as files, so pages become what readers without JavaScript
 * get, and the scripts and what only they read are removed. Files of the log's `public/`, in `own`, stay as they are.
 */
export async function makeRelative(site: string, base: string, own: string): Promise<void> {
  for (const name of forScripts) await rm(join(site, name), { recursive: true, force: true });
  const { files } = listFiles(site);
  const icons = symbolsOf(await readFile(join(site, 'icons.svg'), 'utf8'));
  for (const file of files) {
    const path = join(site, file);
    if (existsSync(join(own, file))) continue;
    if (file.endsWith('.js')) await rm(path);
    const rewrite = file.endsWith('.html') ? rewriteHtml : file.endsWith('.css') ? rewriteCss : undefined;
    if (!rewrite) continue;
    const text = rewrite(await readFile(path, 'utf8'), (address) => relativeTo(file, address, { base, files }), icons);
    await writeFile(path, text);
  }
}

type Rewrite = (address: string) => string;

/** Rewrites a style sheet. Its fonts are on the same disk, so text waits for them. */
function rewriteCss(css: string, rewrite: Rewrite): string {
  return css
    .replace(urlInStyle, (_, quote: string, address: string) => `url(${quote}${rewrite(address)}${quote})`)
    .replaceAll('font-display:optional', 'font-display:block');
}

function rewriteHtml(html: string, rewrite: Rewrite, icons: ReadonlyMap<string, Element>): string {
  return String(
    unified()
      .use(rehypeParse)
      .use(() => (root: Root) => makePageRelative(root, rewrite, icons))
      .use(rehypeStringify)
      .processSync(html),
  );
}

function makePageRelative(root: Root, rewrite: Rewrite, icons: ReadonlyMap<string, Element>): void {
  const used = new Set<string>();
  visit(root, 'element', (node, index, parent) => {
    const { tagName, properties } = node;
    if (parent && index !== undefined) {
      if (isForScripts(node)) {
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      if (tagName === 'noscript') {
        parent.children.splice(index, 1, ...(node.children as Element[]));
        return [SKIP, index];
      }
    }
    if (typeof properties['dataAsFile'] === 'string') {
      node.children = [{ type: 'text', value: properties['dataAsFile'] }];
      delete properties['dataAsFile'];
    }
    const icon = tagName === 'use' ? /icons\.svg#(.+)$/.exec(String(properties['href']))?.[1] : undefined;
    if (icon !== undefined) {
      // Browsers do not show parts of another file.
      properties['href'] = `#${iconId(icon)}`;
      used.add(icon);
      return CONTINUE;
    }
    for (const name of addresses) {
      const address = properties[name];
      if (typeof address === 'string') properties[name] = rewrite(address);
    }
    if (properties['srcSet'] !== undefined) {
      properties['srcSet'] = String(properties['srcSet']).replace(sourceAddress, rewrite);
    }
    if (tagName === 'meta' && properties['httpEquiv']?.toString() === 'refresh') {
      properties['content'] = String(properties['content']).replace(
        refresh,
        (_, start: string, address: string) => `${start}${rewrite(address)}`,
      );
    }
    return CONTINUE;
  });
  visit(root, 'element', (node) => {
    if (node.tagName !== 'body') return CONTINUE;
    const symbols = [...used].sort().flatMap((name) => {
      const symbol = icons.get(name);
      return symbol ? [{ ...symbol, properties: { ...symbol.properties, id: iconId(name) } }] : [];
    });
    if (symbols.length > 0) node.children.push(h('div', { hidden: true }, [svg(symbols)]));
    return SKIP;
  });
}

function svg(children: readonly Element[]): Element {
  return { type: 'element', tagName: 'svg', properties: {}, children: [...children] };
}

/** No id of a heading starts like this. */
function iconId(name: string): string {
  return `page.icon.${name}`;
}

/** Whether an element only loads scripts, or something that browsers do not load early, or at all, for a file. */
function isForScripts({ tagName, properties }: Element): boolean {
  if (tagName === 'script') return !/json/.test(String(properties['type']));
  const rel = properties['rel'];
  return tagName === 'link' && Array.isArray(rel) && rel.some((name) => linksForScripts.has(name));
}

/** The symbols of the icon sprite, by id. */
function symbolsOf(sprite: string): ReadonlyMap<string, Element> {
  const symbols = new Map<string, Element>();
  visit(unified().use(rehypeParse, { fragment: true }).parse(sprite), 'element', (node) => {
    if (node.tagName === 'symbol') symbols.set(String(node.properties['id']), node);
  });
  return symbols;
}

/** An address on the page `file`, relative to it. Addresses elsewhere are returned unchanged. */
function relativeTo(
  file: string,
  address: string,
  { base, files }: { readonly base: string; readonly files: ReadonlySet<string> },
): string {
  const host = 'http://site.invalid';
  const here = encodeURI(file);
  const url = URL.parse(address, `${host}${base}${here}`);
  if (address.startsWith('#') || url?.origin !== host || !url.pathname.startsWith(base)) return address;
  const path = url.pathname.slice(base.length);
  const target = files.has(decodeURIComponent(path)) ? path : posix.join(path, 'index.html');
  const rest = `${url.search}${url.hash}`;
  if (target === here && url.hash !== '') return url.hash;
  return `${posix.relative(posix.dirname(here), target)}${rest}`;
}
