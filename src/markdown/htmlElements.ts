/** Elements that an entry may write as HTML, with the attributes that each may carry. */
export const allowedHtml: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  abbr: ['title'],
  b: [],
  blockquote: [],
  br: [],
  caption: [],
  cite: [],
  code: [],
  dd: [],
  del: [],
  details: ['open'],
  dfn: [],
  div: ['align'],
  dl: [],
  dt: [],
  em: [],
  hr: [],
  i: [],
  img: ['alt', 'height', 'src', 'title', 'width'],
  ins: [],
  kbd: [],
  li: [],
  mark: [],
  ol: ['start'],
  p: ['align'],
  picture: [],
  q: [],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  source: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['align', 'colspan', 'rowspan'],
  tfoot: [],
  th: ['align', 'colspan', 'rowspan'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
  var: [],
  wbr: [],
};

/** Elements that have no end tag (HTML Standard, 13.1.2 “Elements”, void elements). */
export const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'source', 'wbr']);

/** Elements whose end tag may be left out (HTML Standard, 13.1.2.4 “Optional tags”). */
export const optionallyClosed: ReadonlySet<string> = new Set([
  ...['dd', 'dt', 'li', 'p', 'rp', 'rt', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'],
]);

/** Inline elements, which can be part of a sentence. */
export const inline: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'b', 'br', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'img', 'ins', 'kbd', 'mark', 'q', 'rp', 'rt'],
  ...['ruby', 's', 'samp', 'small', 'strong', 'sub', 'sup', 'u', 'var', 'wbr'],
]);

/** Attributes whose loss readers do not notice. */
const harmless = new Set([
  ...['border', 'cellpadding', 'cellspacing', 'decoding', 'loading', 'referrerpolicy', 'rel', 'scope', 'target'],
]);

/** Attributes that do no harm but that an entry cannot have, because its looks and ids come from the site. */
const ignored = new Set([
  ...['align', 'alt', 'bgcolor', 'cite', 'class', 'clear', 'color', 'colspan', 'datetime', 'dir', 'face', 'frame'],
  ...['height', 'hspace', 'id', 'itemprop', 'itemscope', 'itemtype', 'lang', 'media', 'name', 'nowrap', 'open'],
  ...['reversed', 'role', 'rowspan', 'rules', 'size', 'sizes', 'span', 'srcset', 'start', 'style', 'summary'],
  ...['tabindex', 'title', 'translate', 'type', 'valign', 'value', 'vspace', 'width', 'xmlns'],
]);

/**
 * Says whether an attribute (both names in lower case) is kept, dropped silently (`harmless`), dropped with a
 * message (`ignored`), or refused.
 */
export function fateOf(element: string, attribute: string): 'kept' | 'harmless' | 'ignored' | 'refused' {
  if (allowedHtml[element]?.includes(attribute)) return 'kept';
  if (harmless.has(attribute) || element === 'source') return /^on/.test(attribute) ? 'refused' : 'harmless';
  return ignored.has(attribute) || /^(?:aria|data)-/.test(attribute) ? 'ignored' : 'refused';
}

const heading = 'Write a heading in Markdown: "## …".';
const media = 'Link to it: "[a recording](https://…)".';
const box = 'Remove the tag, or write "<div>".';
const inputs = 'An entry has no forms. For a task, write "- [ ] …".';
const script = 'An entry has no scripts and no styles. Remove it.';

const instead: Readonly<Record<string, string>> = {
  ...{ h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading },
  ...{ audio: media, embed: media, iframe: media, object: media, track: media, video: media },
  ...{ address: box, article: box, aside: box, footer: box, header: box, hgroup: box, main: box, nav: box },
  section: box,
  ...{ button: inputs, form: inputs, input: inputs, label: inputs, option: inputs, select: inputs, textarea: inputs },
  ...{ link: script, noscript: script, script, style: script, template: script },
  big: 'Write "**…**".',
  center: 'Write "<div align="center">".',
  col: 'Remove it.',
  colgroup: 'Remove it.',
  figcaption: 'Write the caption as the title of the picture: "![what it shows](picture.png "caption")".',
  figure: 'Write "![what it shows](picture.png "caption")".',
  font: 'Remove the tag: colours and sizes are those of the site.',
  math: 'Write the formula in TeX: "$…$".',
  pre: 'Write a code block between lines of three backticks.',
  span: 'Remove the tag.',
  strike: 'Write "~~…~~".',
  svg: 'Save the drawing as a file, and write "![what it shows](drawing.svg)".',
  time: 'Remove the tag.',
  tt: 'Write it between backticks.',
};

/** Whether an element is one of HTML, allowed or not. The name is in lower case. */
export function isKnownHtml(name: string): boolean {
  return Object.hasOwn(allowedHtml, name) || Object.hasOwn(instead, name);
}

/** What to write instead of an element that is not allowed. The name is in lower case. */
export function insteadOf(name: string): string {
  return Object.hasOwn(instead, name)
    ? (instead[name] ?? '')
    : 'Remove it, or if it is meant as text, write it between backticks.';
}
