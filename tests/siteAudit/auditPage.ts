import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { addressesIn, namesHost } from './addresses.ts';
import { auditElements, quoted, type RuleBreach } from './auditElements.ts';
import { auditProse } from './auditProse.ts';

/** A page of a site, read for the judge. */
export interface ReadPage {
  readonly html: string;
  readonly elements: readonly Element[];
  /** What a fragment may lead to. */
  readonly ids: readonly string[];
  /** Whether it only leads on to another page, as an old address does. */
  readonly isRedirect: boolean;
}

/** What a page is held to. */
export interface PageRules {
  readonly policy: string;
  /** Whether a file of the site may be loaded by this address. */
  readonly isOurs: (address: string) => boolean;
}

const documents = unified().use(rehypeParse).freeze();
const fragments = unified().use(rehypeParse, { fragment: true }).freeze();

/** Every element of a tree, in the order of the text. */
export function elementsOf(tree: Root | Element): readonly Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    found.push(element);
    if (element.tagName === 'template' && element.content) found.push(...elementsOf(element.content));
  });
  return found;
}

/** The elements of a piece of HTML. */
export function elementsIn(html: string): readonly Element[] {
  return elementsOf(fragments.parse(html));
}

/** Reads a page for the judge. */
export function readPage(html: string): ReadPage {
  const elements = elementsOf(documents.parse(html));
  const ids = elements.flatMap(({ properties }) => (typeof properties.id === 'string' ? properties.id : []));
  return { html, elements, ids, isRedirect: elements.some(isRefresh) };
}

/** What may not be on a page by itself; whether its addresses lead somewhere takes the whole site. */
export function auditPage(page: ReadPage, { policy, isOurs }: PageRules): readonly RuleBreach[] {
  if (page.isRedirect) return auditRedirect(page);
  const prose = page.elements.filter(isProse);
  const inside = new Set(prose.flatMap((element) => elementsOf(element).slice(1)));
  return [
    ...auditPolicy(page, policy),
    ...auditElements(page.elements, { isOurs }),
    ...auditProse([...inside]),
    ...twice(page.ids).map((id) => ({ rule: 'duplicate-id' as const, message: `"${id}" stands here more than once.` })),
  ];
}

/** Whether an element holds the text of an entry; on the page of the whole log, one more holds the parts of the log. */
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

/** A page that only leads on has nothing that a policy would rule. */
function auditRedirect({ elements }: ReadPage): readonly RuleBreach[] {
  const refresh = addressesIn(elements).filter(({ by, address }) => by === 'meta' && namesHost(address));
  const away = refresh.map(({ address }) => ({ rule: 'foreign-load' as const, message: `It leads on to ${address}.` }));
  const plain = new Set(['content', 'href', 'httpEquiv', 'name', 'rel', 'charSet', 'lang']);
  const strange = elements.flatMap((element): RuleBreach[] => {
    const isPlain = leading.has(element.tagName) && Object.keys(element.properties).every((name) => plain.has(name));
    const isQuiet = element.tagName !== 'link' || `${element.properties.rel}` === 'canonical';
    return isPlain && isQuiet ? [] : [{ rule: 'element', message: quoted(element) }];
  });
  return [...away, ...strange];
}

/** The policy stands in the head once, first of all but the encoding. */
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
