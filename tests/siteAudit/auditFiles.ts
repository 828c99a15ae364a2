import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { schemeOf } from './addresses.ts';
import { auditElements, quoted, type RuleBreach } from './auditElements.ts';
import { elementsIn } from './auditPage.ts';

const shapes = new Set([
  ...[
    'svg',
    'symbol',
    'g',
    'path',
    'circle',
    'ellipse',
    'line',
    'polygon',
    'polyline',
    'rect',
    'text',
    'tspan',
    'title',
    'desc',
  ],
  ...['defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask', 'style'],
]);

/** Violations in a drawing that is a separate file, to which no page's policy applies. */
export function auditSvg(text: string): readonly RuleBreach[] {
  const declared = /<!(?!--|\[CDATA\[)[^>]*>?|<\?(?!xml\s)[^>]*>?/i.exec(text)?.[0];
  const elements = elementsIn(text);
  const violations = auditElements(
    elements.filter(({ tagName }) => tagName !== 'style'),
    { isOurs: () => false },
  );
  const strange = elements.filter(({ tagName }) => !shapes.has(tagName));
  return [
    ...(declared === undefined ? [] : [{ rule: 'form' as const, message: declared }]),
    ...violations,
    ...strange.map((element) => ({ rule: 'element' as const, message: quoted(element) })),
    ...auditStyle(text),
  ];
}

const ofAtom = new Set([
  ...[
    'feed',
    'entry',
    'author',
    'name',
    'uri',
    'email',
    'id',
    'link',
    'title',
    'subtitle',
    'summary',
    'content',
    'updated',
  ],
  ...['published', 'category', 'generator', 'icon', 'logo', 'rights', 'contributor'],
]);

/** Violations in an Atom feed, whose content appears in feed readers. */
export function auditAtom(text: string, origin: string | undefined): readonly RuleBreach[] {
  const tags = withoutCdata(text.replace(/^<\?xml [^<>]*>/, ''))
    .split('<')
    .slice(1);
  const outside = tags
    .filter((tag) => !ofAtom.has(/^\/?(\w+)[\s/>]/.exec(tag)?.[1] ?? ''))
    .map((tag) => ({ rule: 'form' as const, message: `<${tag}` }));
  try {
    const { entries = [], links = [] } = parseAtomFeed(text);
    const hrefs = [...links, ...entries.flatMap((entry) => entry.links ?? [])].flatMap(({ href }) => href ?? []);
    const htmls = entries.flatMap(({ content }) => content?.value ?? []);
    return [...outside, ...auditFeed(hrefs, htmls, origin)];
  } catch {
    return [...outside, { rule: 'form', message: 'This is not an Atom feed.' }];
  }
}

/** Violations in a JSON feed. */
export function auditJsonFeed(text: string, origin: string | undefined): readonly RuleBreach[] {
  try {
    const { items = [], home_page_url: home, feed_url: own } = parseJsonFeed(JSON.parse(text));
    const hrefs = [home, own, ...items.flatMap(({ url, external_url: other }) => [url, other])];
    return auditFeed(
      hrefs.filter((href) => href !== undefined),
      items.flatMap(({ content_html: html }) => html ?? []),
      origin,
    );
  } catch {
    return [{ rule: 'form', message: 'This is not a JSON feed.' }];
  }
}

/** The text of a file without its CDATA sections. Inside one, the start of another is plain text. */
function withoutCdata(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = text.indexOf('<![CDATA['); start >= 0; start = text.indexOf('<![CDATA[', at)) {
    kept.push(text.slice(at, start));
    const end = text.indexOf(']]>', start);
    if (end < 0) return kept.join('');
    at = end + ']]>'.length;
  }
  return [...kept, text.slice(at)].join('');
}

const interactive = new Set([
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'link',
  'meta',
  'script',
  'svg',
  'noscript',
]);

function auditFeed(
  hrefs: readonly string[],
  htmls: readonly string[],
  origin: string | undefined,
): readonly RuleBreach[] {
  const isWeb = (href: string) => /^https?$/.test(schemeOf(href) ?? '');
  const elements = htmls.flatMap(elementsIn);
  const relative = elements.flatMap(({ properties }) =>
    [properties.href, properties.src].flatMap((address) =>
      typeof address === 'string' && schemeOf(address) === undefined ? [address] : [],
    ),
  );
  return [
    ...hrefs.filter((href) => !isWeb(href)).map((href) => ({ rule: 'scheme' as const, message: href })),
    ...relative.map((address) => ({ rule: 'dead-address' as const, message: `"${address}" has no host.` })),
    ...auditElements(elements, { ...(origin !== undefined && { origin }), isOurs: () => false }),
    ...elements
      .filter(({ tagName }) => interactive.has(tagName))
      .map((element) => ({ rule: 'element' as const, message: quoted(element) })),
    ...elements
      .filter(({ properties }) => properties.style !== undefined)
      .map((element) => ({ rule: 'style' as const, message: quoted(element) })),
  ];
}

/** Foreign files that styles and scripts of the site load. */
export function auditStyle(text: string): readonly RuleBreach[] {
  const loads = /(?:url\(|import(?:\s*\()?)\s*["']?(?:https?:)?\/\/[^)"']*/g;
  return (text.match(loads) ?? []).map((message) => ({ rule: 'foreign-load', message }));
}

/** Invalid JSON. */
export function auditJson(text: string): readonly RuleBreach[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    return [{ rule: 'form', message: 'This is not JSON.' }];
  }
}
