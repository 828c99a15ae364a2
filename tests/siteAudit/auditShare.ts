import type { Element } from 'hast';
import type { RuleBreach } from './auditElements.ts';
import type { ReadPage } from './auditPage.ts';
import type { AuditedSite } from './auditSite.ts';

/** The size that other sites want of a picture, in pixels. */
const pictureSize = { width: 1200, height: 630 } as const;

type SharedSite = Pick<AuditedSite, 'site' | 'pictures'>;

/** Violations of the tags by which other sites show a link to a page (ogp.me). `address` is that of the page. */
export function auditShare(page: ReadPage, address: string, site: SharedSite): readonly RuleBreach[] {
  if (page.isRedirect) return [];
  const tags = tagsOf(page.elements);
  const one = (name: string) => tags.find(([property]) => property === name)?.[1];
  const isArticle = one('og:type') === 'article';
  const ofArticle = tags.filter(([property]) => property.startsWith('article:'));
  const isCanonical = page.elements.some(({ properties }) => `${properties.rel}` === 'canonical');
  const expected = site.site !== undefined && isCanonical ? new URL(address, site.site).href : undefined;
  const checks: readonly (readonly [what: string, holds: boolean])[] = [
    ['og:title', isText(one('og:title'))],
    ['og:type', isArticle || one('og:type') === 'website'],
    ['og:site_name', isText(one('og:site_name'))],
    ['og:locale', /^[a-z]{2,3}(?:_(?:[A-Z]{2}|\d{3}))?$/.test(one('og:locale') ?? '')],
    ['og:description', one('og:description') === one('description') && one('og:description') !== ''],
    ['og:url', one('og:url') === expected],
    ['article:section', isText(one('article:section')) || !ofArticle.some(isOfEntry)],
    ['article:published_time', isDay(one('article:published_time'))],
    ['article:modified_time', isDay(one('article:modified_time'))],
    ...ofArticle.map(([property, content]) => [property, isArticle && isText(content)] as const),
    ...twice(tags.map(([property]) => property)).map((property) => [property, repeated.has(property)] as const),
    ...pictureChecks(one, site),
  ];
  return checks
    .filter(([, holds]) => !holds)
    .map(([what]) => ({ rule: 'share', message: `${what} is missing or wrong.` }));
}

/** The share picture that a page names, as a path below its published address. */
export function sharePictureOf(page: ReadPage, site: string): string | undefined {
  const [, image] = tagsOf(page.elements).find(([property]) => property === 'og:image') ?? [];
  return image?.startsWith(site) ? image.slice(site.length) : undefined;
}

/** Properties that can occur more than once. */
const repeated = new Set(['article:author', 'article:tag']);

type Tag = readonly [property: string, content: string];

/** The tags of a page by their property or name. */
function tagsOf(elements: readonly Element[]): readonly Tag[] {
  return elements.flatMap(({ tagName, properties }): Tag[] => {
    const name = String(properties.property ?? properties.name ?? '');
    return tagName === 'meta' && /^(?:og:|article:|twitter:|description$)/.test(name)
      ? [[name, String(properties.content ?? '')]]
      : [];
  });
}

/** A log with an address has a picture for every page, unless its owner wants none. Any other log has none. */
function pictureChecks(
  one: (name: string) => string | undefined,
  { site, pictures }: SharedSite,
): readonly (readonly [string, boolean])[] {
  const image = one('og:image');
  if (site === undefined || pictures.size === 0)
    return ['og:image', 'og:image:type', 'og:image:width', 'og:image:height', 'og:image:alt', 'twitter:card'].map(
      (name) => [name, one(name) === undefined],
    );
  const bytes = image?.startsWith(site) ? pictures.get(image.slice(site.length)) : undefined;
  const size = bytes && pngSize(bytes);
  return [
    ['og:image', size?.width === pictureSize.width && size.height === pictureSize.height],
    ['og:image:type', one('og:image:type') === 'image/png'],
    ['og:image:width', one('og:image:width') === `${pictureSize.width}`],
    ['og:image:height', one('og:image:height') === `${pictureSize.height}`],
    ['og:image:alt', isText(one('og:image:alt'))],
    ['twitter:card', one('twitter:card') === 'summary_large_image'],
  ];
}

/** The size of a PNG from its header (W3C PNG, 5.2 and 11.2.1). */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Whether only the page of an entry has this tag. */
function isOfEntry([property]: Tag): boolean {
  return property !== 'article:author';
}

function isText(content: string | undefined): boolean {
  return content !== undefined && content !== '';
}

/** Whether a date is missing or a day. */
function isDay(content: string | undefined): boolean {
  return content === undefined || /^\d{4}-\d{2}-\d{2}$/.test(content);
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
