import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { addressesIn, namesHost } from './addresses.ts';
import { auditElements, quoted, type RuleBreach } from './auditElements.ts';
import { auditProse } from './auditProse.ts';

/** A page of a site, parsed for the audit. */
export interface ReadPage {
  readonly html: string;
  readonly elements: readonly Element[];
  /** The ids that fragments can refer to. */
  readonly ids: readonly string[];
  /** Whether it redirects to another page, as an old address does. */
  readonly isRedirect: boolean;
}

/** The expectations for a page. */
export interface PageRules {
  readonly policy: string;
  /** Whether this address is a file of the site that may be loaded. */
  readonly isOurs: (address: string) => boolean;
}

const documents = unified().use(rehypeParse).freeze();
const fragments = unified().use(rehypeParse, { fragment: true }).freeze();

/** Every element of a tree, in document order. */
export function elementsOf(tree: Root | Element): readonly Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    found.push(element);
    if (element.tagName === 'template' && element.content) found.push(...elementsOf(element.content));
  });
  return found;
}

/** The elements of a snippet of HTML. */
export function elementsIn(html: string): readonly Element[] {
  return elementsOf(fragments.parse(html));
}

/** Parses a page for the audit. */
export function readPage(html: string): ReadPage {
  const elements = elementsOf(documents.parse(html));
  const ids = elements.flatMap(({ properties }) => (typeof properties.id === 'string' ? properties.id : []));
  return { html, elements, ids, isRedirect: elements.some(isRefresh) };
}

/** Violations of a page on its own. Checking its addresses needs the whole site. */
export function auditPage(page: ReadPage, { policy, isOurs }: PageRules): readonly RuleBreach[] {
  if (page.isRedirect) return auditRedirect(page);
  const prose = page.elements.filter(isProse);
  const inside = new Set(prose.flatMap((element) => elementsOf(element).slice(1)));
  return [
    ...auditPolicy(page, policy),
    ...auditElements(page.elements, { isOurs }),
    ...auditProse([...inside]),
    ...twice(page.ids).map((id) => ({ rule: 'duplicate-id' as const, message: `"${id}" occurs more than once.` })),
  ];
}

/**
 * Whether an element contains the text of an entry. On the page of the whole log, another element contains all entries.
 */
function isProse(element: Element): boolean {
  const inside = element.children.filter((child) => child.type === 'element');
  return hasClass(element, 'prose') && !(inside.length > 0 && inside.every((child) => hasClass(child, 'part')));
}

function hasClass({ properties }: Element, name: string): boolean {
  return [properties.className ?? []].flat().includes(name);
}

function isRefresh({ tagName, properties }: Element): boolean {
  return tagName === 'meta' && /^refresh$/i.test([properties.httpEquiv ?? []].flat().join(' '));
}

const leading = new Set(['html', 'head', 'title', 'meta', 'link', 'body', 'a', 'code']);

/** A redirect page has nothing to which a policy would apply. */
function auditRedirect({ elements }: ReadPage): readonly RuleBreach[] {
  const refresh = addressesIn(elements).filter(({ by, address }) => by === 'meta' && namesHost(address));
  const away = refresh.map(({ address }) => ({
    rule: 'foreign-load' as const,
    message: `It redirects to ${address}.`,
  }));
  const plain = new Set(['content', 'href', 'httpEquiv', 'name', 'rel', 'charSet', 'lang']);
  const strange = elements.flatMap((element): RuleBreach[] => {
    const isPlain = leading.has(element.tagName) && Object.keys(element.properties).every((name) => plain.has(name));
    const isQuiet = element.tagName !== 'link' || `${element.properties.rel}` === 'canonical';
    return isPlain && isQuiet ? [] : [{ rule: 'element', message: quoted(element) }];
  });
  return [...away, ...strange];
}

/** The policy occurs once in the head, before everything except the encoding. */
function auditPolicy({ elements, html }: ReadPage, policy: string): readonly RuleBreach[] {
  const policies = elements.filter(
    ({ tagName, properties }) =>
      tagName === 'meta' && /^content-security-policy$/i.test([properties.httpEquiv ?? []].flat().join(' ')),
  );
  const [first, ...others] = policies;
  if (!first) return [{ rule: 'policy', message: 'There is no policy.' }];
  const content = String(first.properties.content ?? '');
  if (others.length > 0) return [{ rule: 'policy', message: 'There is more than one policy.' }];
  if (content !== policy) return [{ rule: 'policy', message: `The policy is "${content}".` }];
  const before = elements.slice(0, elements.indexOf(first));
  const names = before.map(({ tagName }) => tagName).join(', ');
  const isFirst = names === 'html, head, meta' && before[2]?.properties.charSet === 'utf-8';
  const isStrict = html.slice(0, doctype.length).toLowerCase() === doctype;
  return isFirst && isStrict ? [] : [{ rule: 'policy', message: `The policy comes after ${names}.` }];
}

const doctype = '<!doctype html>';

function twice(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))];
}
