import type { Element } from 'hast';

/** An address in a page, with its element and attribute. */
export interface NamedAddress {
  /** `a`, `link canonical`, `img` … */
  readonly by: string;
  readonly attribute: string;
  readonly address: string;
}

/** Attributes that contain an address, by their property names. */
const attributes = [
  ...['href', 'xLinkHref', 'src', 'action', 'formAction', 'data', 'poster', 'background', 'cite', 'longDesc'],
  ...[
    'manifest',
    'ping',
    'classId',
    'codeBase',
    'lowSrc',
    'dynSrc',
    'profile',
    'useMap',
    'icon',
    'from',
    'to',
    'values',
  ],
];
/** Attributes of these elements that contain names or numbers. */
const otherwise: Readonly<Record<string, readonly string[]>> = { meta: ['content'] };

/** The addresses in elements. */
export function addressesIn(elements: readonly Element[]): readonly NamedAddress[] {
  return elements.flatMap((element) => {
    const { tagName, properties } = element;
    const by = tagName === 'link' ? `link ${[properties.rel ?? []].flat().join(' ')}` : tagName;
    const plain = attributes.flatMap((attribute) => {
      const value = properties[attribute];
      if (value === undefined || value === null || typeof value === 'boolean') return [];
      if (otherwise[tagName]?.includes(attribute)) return [];
      return [{ by, attribute, address: String(value) }];
    });
    const sets = ['srcSet', 'imageSrcSet'].flatMap((attribute) =>
      String(properties[attribute] ?? '')
        .split(',')
        .map((part) => part.trim().split(/\s/)[0] ?? '')
        .filter((address) => address !== '')
        .map((address) => ({ by, attribute, address })),
    );
    return [...plain, ...sets, ...refreshOf(element, by)];
  });
}

/** The target of a redirect page. */
function refreshOf({ tagName, properties }: Element, by: string): readonly NamedAddress[] {
  if (tagName !== 'meta' || !/^refresh$/i.test(String(properties.httpEquiv ?? ''))) return [];
  const address = /url\s*=\s*['"]?([^'"]*)/i.exec(String(properties.content ?? ''))?.[1];
  return address === undefined ? [] : [{ by, attribute: 'content', address }];
}

/** Characters that browsers remove from an address before they read its scheme (WHATWG URL, 4.4). */
function asRead(address: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what browsers leave out.
  return address.replace(/[\t\n\r]/g, '').replace(/^[\u0000-\u0020]+/, '');
}

/** The scheme of an address in lower case, as a browser reads it, or undefined without one. */
export function schemeOf(address: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(asRead(address))?.[1]?.toLowerCase();
}

/** Whether an address contains a host, after a scheme or two slashes. */
export function namesHost(address: string): boolean {
  return schemeOf(address) !== undefined || /^[/\\]{2}/.test(asRead(address));
}

/** Values of `rel` with which a link loads nothing. */
const quiet = new Set([
  'canonical',
  'alternate',
  'prev',
  'next',
  'author',
  'license',
  'help',
  'search',
  'me',
  'bookmark',
]);
const loading = new Set([
  ...['audio', 'embed', 'feImage', 'frame', 'iframe', 'image', 'img', 'input', 'object', 'script', 'source', 'track'],
  ...['use', 'video', 'body', 'table', 'td', 'th', 'bgsound', 'portal', 'applet', 'form', 'button'],
]);

/** Whether the browser loads an address, or sends to it, before a reader follows a link. */
export function isLoaded({ by, attribute }: NamedAddress): boolean {
  if (attribute === 'ping' || attribute === 'content') return true;
  const [name = '', ...rel] = by.split(' ');
  if (name !== 'link') return loading.has(name);
  return (
    rel.length === 0 ||
    !rel.filter((part) => part !== 'stylesheet').every((part) => quiet.has(part)) ||
    rel.includes('stylesheet')
  );
}
