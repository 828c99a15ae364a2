import { contentPolicy } from '../../src/exports/contentPolicy.ts';
import { addressesIn, namesHost } from './addresses.ts';
import { compareViolations, type Violation } from './violation.ts';
import type { RuleBreach } from './auditElements.ts';
import { auditAtom, auditJson, auditJsonFeed, auditStyle, auditSvg } from './auditFiles.ts';
import { auditPage, readPage, type ReadPage } from './auditPage.ts';
import { auditShare, sharePictureOf } from './auditShare.ts';

/** A built site: its files, and where it is served. */
export interface AuditedSite {
  /** The base path, with a slash at both ends. */
  readonly base: string;
  /** Its published address, if known. */
  readonly site?: string | undefined;
  /** The path of each file, with its text if `isAudited()` accepts it. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** The bytes of each file that `isSharePicture()` accepts, by path. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Whether the audit reads the text of a file. Of other files, it needs only the path. */
export function isAudited(file: string): boolean {
  return /\.(?:html|svg|xml|json|css|js)$/.test(file) && !file.startsWith('pagefind/');
}

/** Whether a file is a picture that other sites show. */
export function isSharePicture(file: string): boolean {
  return file.startsWith('share/');
}

/** All violations in a built site, sorted by file. */
export async function auditSite(site: AuditedSite): Promise<readonly Violation[]> {
  const rules = { policy: await contentPolicy('pages'), isOurs: (address: string) => isFile(site, address) };
  const texts = [...site.files].flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const]));
  const pages = new Map(texts.filter(([file]) => file.endsWith('.html')).map(([file, html]) => [file, readPage(html)]));
  const found = texts.flatMap(([file, text]) => {
    const page = pages.get(file);
    const here = page
      ? [
          ...auditPage(page, rules),
          ...auditAddresses(site, pages, file, page),
          ...auditShare(page, pageAddress(site.base, file), site),
        ]
      : auditFile(site, file, text);
    return here.map((one) => ({ file, ...one }));
  });
  return [...found, ...unusedPictures(site, pages)].sort(compareViolations);
}

function unusedPictures(
  { site = '', pictures }: AuditedSite,
  pages: ReadonlyMap<string, ReadPage>,
): readonly Violation[] {
  const used = new Set([...pages.values()].map((page) => sharePictureOf(page, site)));
  return [...pictures.keys()]
    .filter((file) => !used.has(file))
    .map((file) => ({ file, rule: 'share', message: 'No page names it.' }));
}

function auditFile({ site }: AuditedSite, file: string, text: string): readonly RuleBreach[] {
  const origin = site === undefined ? undefined : new URL(site).origin;
  if (file.endsWith('.svg')) return auditSvg(text);
  if (file === 'feed.xml' || file.startsWith('feeds/')) return auditAtom(text, origin);
  if (file === 'feed.json') return auditJsonFeed(text, origin);
  if (file.endsWith('.json')) return auditJson(text);
  return /\.(?:css|js)$/.test(file) ? auditStyle(text) : [];
}

/** No host has this name (RFC 6761). */
const here = 'http://site.invalid';

/** The address of a page relative to the root of its host: `/log/weeks/01/`. */
export function pageAddress(base: string, file: string): string {
  const path = file.replace(/(^|\/)index\.html$/, '$1');
  return `${base}${path.split('/').map(encodeURIComponent).join('/')}`;
}

function isFile(site: AuditedSite, address: string): boolean {
  if (!URL.canParse(address, here)) return false;
  const url = new URL(address, here);
  return url.origin === here && site.files.has(fileOf(site, url) ?? '');
}

/** The file at an address of the site, or undefined outside the base path. */
function fileOf({ base }: AuditedSite, { pathname }: URL): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const path = decoded(pathname.slice(base.length));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function auditAddresses(
  site: AuditedSite,
  pages: ReadonlyMap<string, ReadPage>,
  file: string,
  page: ReadPage,
): readonly RuleBreach[] {
  const from = new URL(pageAddress(site.base, file), here);
  return addressesIn(page.elements).flatMap(({ by, address }): RuleBreach[] => {
    if (namesHost(address)) return [];
    const violation = violationOf(site, pages, from, address);
    return violation === undefined ? [] : [{ rule: 'dead-address', message: `<${by}> "${address}": ${violation}` }];
  });
}

function violationOf(
  site: AuditedSite,
  pages: ReadonlyMap<string, ReadPage>,
  from: URL,
  address: string,
): string | undefined {
  if (!URL.canParse(address, from)) return 'this is no address';
  const url = new URL(address, from);
  const file = fileOf(site, url);
  if (file === undefined) return 'it is not below the base path';
  if (!site.files.has(file)) return `there is no ${file}`;
  const fragment = url.hash.slice(1);
  const ids = pages.get(file)?.ids;
  if (fragment === '' || !ids) return undefined;
  // Browsers first look for an id equal to the fragment as written (HTML, 7.4.6.4).
  return ids.includes(fragment) || ids.includes(decoded(fragment))
    ? undefined
    : `${file} has no id "${decoded(fragment)}"`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
