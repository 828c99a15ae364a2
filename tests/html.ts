import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Element, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { isAudited, isSharePicture, pageAddress, type AuditedSite } from './siteAudit/auditSite.ts';

/** A page of a built site. */
export interface BuiltPage {
  /** Its file relative to the root of the site, with forward slashes: `weeks/01/index.html`. */
  readonly file: string;
  /** Its address relative to the root of its host: `/log/weeks/01/`. */
  readonly address: string;
  readonly html: string;
  readonly elements: readonly Element[];
  /** The ids that fragments can refer to. */
  readonly ids: readonly string[];
}

/** A built site on disk. */
export interface BuiltSite {
  readonly folder: string;
  readonly base: string;
  readonly files: ReadonlySet<string>;
  readonly pages: readonly BuiltPage[];
  page(file: string): BuiltPage;
  read(file: string): Promise<string>;
}

const parser = unified().use(rehypeParse).freeze();

/** Reads every page of the site in a folder, which is served under a base path. */
export async function readBuiltSite(folder: string, base: string): Promise<BuiltSite> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const pages = await Promise.all(
    files.filter((file) => file.endsWith('.html')).map(async (file) => toPage(file, base, await read(file))),
  );
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const page = (file: string) => {
    const found = byFile.get(file);
    if (!found) throw new Error(`No page ${file}. The site has:\n${[...byFile.keys()].sort().join('\n')}`);
    return found;
  };
  return { folder, base, files: new Set(files), pages, page, read };
}

function toPage(file: string, base: string, html: string): BuiltPage {
  const elements = elementsOf(parser.parse(html));
  const ids = elements.flatMap(({ properties }) => (typeof properties.id === 'string' ? properties.id : []));
  return { file, address: pageAddress(base, file), html, elements, ids };
}

function elementsOf(tree: Root | Element): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    found.push(element);
  });
  return found;
}

/** The descendants of an element. */
export function below(element: Element): Element[] {
  return elementsOf(element).slice(1);
}

/** Elements with a class. */
export function withClass(elements: readonly Element[], name: string): Element[] {
  return elements.filter(({ properties }) => [properties.className ?? []].flat().includes(name));
}

/** Elements with one of these names. */
export function named(elements: readonly Element[], ...names: readonly string[]): Element[] {
  return elements.filter(({ tagName }) => names.includes(tagName));
}

/** The text of an element on one line. */
export function textOf(element: Element): string {
  return toText(element, { whitespace: 'normal' }).replace(/\s+/g, ' ').trim();
}

/** The value of an attribute, or an empty string without one. */
export function attribute(element: Element, name: string): string {
  return String(element.properties[name] ?? '');
}

/** The content of a meta tag, by name or property. */
export function metaOf(page: BuiltPage, name: string): string | undefined {
  const [found] = named(page.elements, 'meta').filter(
    ({ properties }) => properties.name === name || properties.property === name,
  );
  return found && attribute(found, 'content');
}

/** The text of any file, including Pagefind's compressed ones. */
export async function unpackedText(folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file));
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** A site in the form that the audit takes. */
export async function toAudit(
  { folder, base, files, read }: BuiltSite,
  site: string | undefined,
): Promise<AuditedSite> {
  const texts = [...files].map(async (file) => [file, isAudited(file) ? await read(file) : undefined] as const);
  const pictures = [...files]
    .filter(isSharePicture)
    .map(async (file) => [file, await readFile(join(folder, file))] as const);
  return { base, site, files: new Map(await Promise.all(texts)), pictures: new Map(await Promise.all(pictures)) };
}
