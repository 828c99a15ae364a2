import type { Element } from 'hast';
import { startScript } from '../../src/exports/contentPolicy.ts';
import { addressesIn, isLoaded, namesHost, schemeOf } from './addresses.ts';
import type { AuditRule } from './violation.ts';

/** A violation without its file. */
export interface RuleBreach {
  readonly rule: AuditRule;
  readonly message: string;
}

/** Where the elements are: on a page of the site, or in the text of a feed, which is shown elsewhere. */
export interface AuditContext {
  /** The origin of the site, if its elements contain it, as in feeds. */
  readonly origin?: string;
  /** Whether this address is a file of the site that may be loaded. */
  readonly isOurs: (address: string) => boolean;
}

const never = new Set([
  ...['applet', 'base', 'embed', 'fencedframe', 'foreignObject', 'foreignobject', 'frame', 'frameset', 'iframe'],
  ...['object', 'param', 'portal', 'style', 'template', 'animate', 'animateMotion', 'animateTransform', 'set'],
  ...['handler', 'listener', 'annotation-xml', 'maction', 'xml', 'isindex', 'keygen', 'plaintext', 'marquee', 'dialog'],
]);
const schemes = new Set(['http', 'https', 'mailto']);
/** Elements that become a property of `document` by their name or id (HTML, 3.1.5). */
const named = new Set(['embed', 'form', 'iframe', 'img', 'object']);
const unsafeStyles = [
  ...[/url\s*\(/i, /image-set\s*\(/i, /src\s*\(/i, /expression\s*\(/i, /@import/i, /-moz-binding/i, /behavior\s*:/i],
  ...[/\\/, /position\s*:\s*fixed/i, /position\s*:\s*sticky/i],
];

/** An element as quoted in messages: its name and its attributes. */
export function quoted({ tagName, properties }: Element): string {
  const attributes = Object.entries(properties).map(([name, value]) => ` ${name}="${[value].flat().join(' ')}"`);
  return `<${tagName}${attributes.join('')}>`;
}

/** Violations of elements anywhere on a page. */
export function auditElements(elements: readonly Element[], around: AuditContext): readonly RuleBreach[] {
  const ofAddresses = addressesIn(elements).flatMap((named): RuleBreach[] => {
    const scheme = schemeOf(named.address);
    const quote = `<${named.by}> ${named.attribute}="${named.address}"`;
    if (scheme !== undefined && !schemes.has(scheme)) return [{ rule: 'scheme', message: quote }];
    return isLoaded(named) && namesHost(named.address) && !isFrom(named.address, around.origin)
      ? [{ rule: 'foreign-load', message: quote }]
      : [];
  });
  return [...ofAddresses, ...elements.flatMap((element) => auditElement(element, around))];
}

function isFrom(address: string, origin: string | undefined): boolean {
  return origin !== undefined && URL.canParse(address) && new URL(address).origin === origin;
}

function auditElement(element: Element, { isOurs }: AuditContext): readonly RuleBreach[] {
  const { tagName, properties } = element;
  const names = Object.keys(properties);
  const message = quoted(element);
  const found: AuditRule[] = [];
  if (tagName === 'script' && !isOwnScript(element, isOurs)) found.push('script');
  if (names.some((name) => /^on/i.test(name)) || properties.srcDoc !== undefined) found.push('handler');
  if (never.has(tagName) || /:/.test(tagName) || isCommand(element)) found.push('element');
  if (unsafeStyles.some((unsafe) => unsafe.test(String(properties.style ?? '')))) found.push('style');
  if (named.has(tagName) && properties.name !== undefined) found.push('clobbering-id');
  if (named.has(tagName) && tagName !== 'form' && properties.id !== undefined) found.push('clobbering-id');
  return found.map((rule) => ({ rule, message }));
}

function isOwnScript({ properties, children }: Element, isOurs: AuditContext['isOurs']): boolean {
  const text = children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  if (properties.type === 'application/ld+json') return Object.keys(properties).length === 1 && isJson(text);
  if (properties.src === undefined) return text === startScript && Object.keys(properties).length === 0;
  return text.trim() === '' && properties.type === 'module' && isOurs(String(properties.src));
}

/** Browsers do not run a data block (HTML, 4.12.1). */
function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Whether a `<meta>` is a command to the browser, except for the policy, which `auditPage()` checks. */
function isCommand({ tagName, properties }: Element): boolean {
  const command = [properties.httpEquiv ?? []].flat().join(' ');
  return tagName === 'meta' && command !== '' && !/^content-security-policy$/i.test(command);
}
