import type { Element, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { toText } from 'hast-util-to-text';
import { s } from 'hastscript';
import { Tokenizer } from 'parse5';
import postcss from 'postcss';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { SKIP, visit } from './visit.ts';
import { describeHidden, hiddenIn } from '../log/hiddenCharacters.ts';

/** A sanitised SVG drawing. It is inlined in the page so that it follows the theme. */
export interface Drawing {
  readonly svg: Element;
  /** In CSS pixels, from the view box. */
  readonly width: number;
  readonly height: number;
}

const shapes = ['circle', 'ellipse', 'g', 'line', 'path', 'polygon', 'polyline', 'rect', 'svg', 'text', 'tspan'];
const words = ['desc', 'title'];
/** Elements that are shown only if another element of the drawing refers to their id. */
const named = ['clipPath', 'defs', 'linearGradient', 'marker', 'mask', 'pattern', 'radialGradient', 'stop'];
/** Elements that are replaced, by the target of `<use>` or by one of several choices. */
const replaced = ['switch', 'symbol', 'use'];
const geometry = [
  ...['cx', 'cy', 'd', 'dx', 'dy', 'height', 'points', 'r', 'rx', 'ry', 'transform', 'viewBox', 'width'],
  ...['x', 'x1', 'x2', 'y', 'y1', 'y2', 'fx', 'fy', 'offset', 'orient', 'refX', 'refY', 'markerWidth', 'markerHeight'],
  ...['clipPathUnits', 'gradientTransform', 'gradientUnits', 'markerUnits', 'maskContentUnits', 'maskUnits'],
  ...['patternContentUnits', 'patternTransform', 'patternUnits', 'preserveAspectRatio', 'spreadMethod'],
];
/** Presentation attributes (SVG 2, section 6.6) except colours, which keep a plain value. */
const plain = [
  ...['clipRule', 'display', 'dominantBaseline', 'fillOpacity', 'fillRule', 'fontFamily', 'fontSize', 'fontStyle'],
  ...['fontWeight', 'letterSpacing', 'opacity', 'paintOrder', 'stopOpacity', 'strokeDashArray', 'strokeDashOffset'],
  ...['strokeLineCap', 'strokeLineJoin', 'strokeMiterLimit', 'strokeOpacity', 'strokeWidth', 'textAnchor'],
  ...['textDecoration', 'vectorEffect', 'visibility', 'wordSpacing'],
];
const paints = ['fill', 'stroke', 'stopColor', 'color'];
/** Attributes that may refer to an element of the drawing, as `url(#id)`. */
const references = ['fill', 'stroke', 'clipPath', 'mask', 'markerStart', 'markerMid', 'markerEnd'];

/** The elements and attributes allowed in a drawing, by their names in hast. */
export const drawn = {
  elements: [...shapes, ...words, ...named],
  attributes: [...geometry, ...plain, ...paints, ...references],
} as const;

/** The site's own classes for drawings. */
const ofSite = /^fig-[a-z0-9-]+$/;
/** No CSS value that loads, runs or refers to anything: only words, numbers and lists of them. */
const plainValue = /^[-#.,%+\w\s'"]*$/;
const colour = /^(?:#?\w+|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([-\d.,%\s/a-z]*\))$/i;
const reference = /^url\(#\d+\)$/;

/** Matches the values of an attribute that are kept. */
function valuesOf(name: string): RegExp {
  const values = [paints.includes(name) ? colour : /^none$/, ...(references.includes(name) ? [reference] : [])];
  return new RegExp(values.map(({ source }) => source).join('|'), 'i');
}

const allowed: Schema = {
  tagNames: [...drawn.elements],
  attributes: {
    '*': [
      ...geometry,
      ['className', ofSite],
      ['id', /^\d+$/],
      ...plain.map((name): [string, RegExp] => [name, plainValue]),
      ...[...new Set([...paints, ...references])].map((name): [string, RegExp] => [name, valuesOf(name)]),
    ],
  },
  clobber: [],
};

const maxDepth = 200;
const maxElements = 50_000;
/** A drawing's longer side, in widths of its shorter side. */
const maxRatio = 100;

/**
 * Reads an SVG drawing. Keeps shapes, text, colours and what these refer to in the same drawing. For anything else, such
 * as a script, a link or a picture, returns the reason for the refusal.
 */
export function readDrawing(text: string): Drawing | string {
  if (isTooDeep(text)) return `Its elements are nested more than ${maxDepth} levels deep.`;
  const tree = unified()
    .use(rehypeParse, { fragment: true })
    .parse(text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ''));
  const svg = tree.children.find((node) => node.type === 'element');
  if (svg?.type !== 'element' || svg.tagName !== 'svg') return 'It does not start with <svg>.';
  const root: Root = { type: 'root', children: [svg] };
  chooseContents(root);
  applyStyles(root);
  const refused = refusedIn(root);
  if (refused !== undefined) return `It has ${refused}, which a drawing cannot have.`;
  const [hidden] = hiddenIn(toText(svg, { whitespace: 'pre' }));
  if (hidden) return `In its text, there is a hidden character. ${describeHidden(hidden)}`;
  const box = viewBoxOf(svg);
  if (!box) return 'It has no viewBox with a width and a height.';
  const [, , width, height] = box;
  if (Math.max(width / height, height / width) > maxRatio)
    return `Its viewBox is ${width} × ${height}: one side is more than ${maxRatio} times the other.`;
  if (!expandUses(root))
    return 'It has more than 50,000 elements, counting those that <use> repeats, or nests these too deeply.';
  linkParts(root);
  const clean = sanitize(svg, allowed) as Element;
  Object.assign(clean.properties, { role: 'img', viewBox: box.join(' '), width, height });
  if (hasOwnColours(clean))
    clean.properties.className = [...[clean.properties.className ?? []].flat().map(String), 'own-colours'];
  return { svg: clean, width, height };
}

/** A drawing for one position on a page: its ids start with `prefix`, and it has a title. */
export function placeDrawing({ svg }: Drawing, prefix: string, title: string): Element {
  const placed = structuredClone(svg);
  if (!placed.children.some((node) => node.type === 'element' && node.tagName === 'title'))
    placed.children.unshift(s('title', title));
  visit(placed, 'element', ({ properties }) => {
    if (properties.id !== undefined) properties.id = `${prefix}${String(properties.id)}`;
    for (const name of references) {
      const value = String(properties[name] ?? '');
      if (reference.test(value)) properties[name] = value.replace('#', `#${prefix}`);
    }
  });
  return placed;
}

/** Counts open elements before a tree is built, because building and walking a deep tree overflows the stack. */
function isTooDeep(text: string): boolean {
  const open: string[] = [];
  let deepest = 0;
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, selfClosing }) => {
        if (selfClosing || deepest > maxDepth) return;
        deepest = Math.max(deepest, open.push(tagName));
      },
      onEndTag: ({ tagName }) => {
        const index = open.lastIndexOf(tagName);
        if (index >= 0) open.length = index;
      },
      ...{ onComment: ignored, onDoctype: ignored, onEof: ignored },
      ...{ onCharacter: ignored, onNullCharacter: ignored, onWhitespaceCharacter: ignored },
    },
  );
  tokenizer.write(text, true);
  return deepest > maxDepth;
}

/** The view box, or else the width and the height. */
function viewBoxOf({ properties }: Element): [number, number, number, number] | undefined {
  const sides = ['width', 'height'].map((name) => Number.parseFloat(String(properties[name] ?? '')));
  const written =
    properties.viewBox === undefined
      ? [0, 0, ...sides]
      : String(properties.viewBox)
          .trim()
          .split(/[\s,]+/);
  const [x = 0, y = 0, width = 0, height = 0] = written.map(Number);
  const isSound = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  return isSound ? [x, y, width, height] : undefined;
}

/**
 * Replaces each `<switch>`, in which draw.io writes labels, with its text instead of its HTML, and drops the elements
 * of editors.
 */
function chooseContents(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    if (node.tagName === 'metadata' || node.tagName.includes(':')) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (node.tagName !== 'switch') return undefined;
    const choices = node.children.filter((child) => child.type === 'element');
    const chosen = choices.find(({ tagName }) => tagName !== 'foreignObject') ?? choices[0];
    parent.children.splice(index, 1, ...(chosen ? [chosen] : []));
    return [SKIP, index];
  });
}

function refusedIn(tree: Root): string | undefined {
  let refused: string | undefined;
  visit(tree, 'element', ({ tagName, properties }) => {
    if (refused !== undefined) return;
    if (!drawn.elements.includes(tagName) && !replaced.includes(tagName)) refused = `<${tagName}>`;
    const attribute = Object.keys(properties).find(
      (name) => /^on/i.test(name) || (/href$/i.test(name) && !isOwnLink(tagName, String(properties[name]))),
    );
    if (attribute !== undefined) refused = `the attribute "${attribute}"`;
  });
  return refused;
}

function isOwnLink(tagName: string, href: string): boolean {
  return /^use$|Gradient$|^pattern$/.test(tagName) && href.startsWith('#');
}

/** Turns style sheets with simple selectors, and `style` attributes, into presentation attributes. */
function applyStyles(tree: Root): void {
  const rules = new Map<string, Declarations>();
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'style' || !parent || index === undefined) return undefined;
    const text = node.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
    for (const [selector, declarations] of rulesIn(text)) {
      // The site has its own rules for its classes. The rules in the file are for viewing it alone.
      if (ofSite.test(selector.slice(1))) continue;
      rules.set(selector, { ...rules.get(selector), ...declarations });
    }
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  visit(tree, 'element', (node) => {
    const { className, id, style } = node.properties;
    const names = [className ?? []].flat().map((name) => `.${name}`);
    // By specificity. The elements in the drawing inherit what applies to all.
    const selectors = [node.tagName === 'svg' ? '*' : '', node.tagName, ...names, `#${String(id)}`];
    const declarations = [...selectors.map((each) => rules.get(each) ?? {}), declarationsIn(String(style ?? ''))];
    for (const each of declarations) Object.assign(node.properties, s('g', each).properties);
    for (const name of paints) {
      const value = node.properties[name];
      if (value !== undefined) node.properties[name] = plainColour(String(value));
    }
    delete node.properties.style;
    const kept = [className ?? []].flat().filter((name) => ofSite.test(String(name)));
    if (kept.length > 0) node.properties.className = kept.map(String);
    else delete node.properties.className;
  });
}

type Declarations = Readonly<Record<string, string>>;
const presentation = new Set([...plain, ...paints, ...references].map((name) => nameInCss(name)));

/** The name of a presentation attribute in CSS: `strokeLineCap` is `stroke-linecap`. */
function nameInCss(name: string): string {
  return name
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/(?<=dash|line|miter)-(?=array|offset|cap|join|limit)/, '');
}

/** The rules of a style sheet, by selector. */
function rulesIn(css: string): (readonly [selector: string, Declarations])[] {
  try {
    return postcss.parse(css).nodes.flatMap((node) => {
      if (node.type !== 'rule') return [];
      const declarations = declarationsOf(node.nodes);
      return node.selectors.map((selector) => [selector, declarations] as const);
    });
  } catch {
    return [];
  }
}

function declarationsIn(style: string): Declarations {
  try {
    return declarationsOf(postcss.parse(style).nodes);
  } catch {
    return {};
  }
}

function declarationsOf(nodes: readonly postcss.ChildNode[]): Declarations {
  return Object.fromEntries(
    nodes.flatMap((node) =>
      node.type === 'decl' && presentation.has(node.prop.toLowerCase()) ? [[node.prop.toLowerCase(), node.value]] : [],
    ),
  );
}

/** A colour for a light background: the first of `light-dark()`, and the fallback of a variable. */
function plainColour(value: string): string {
  const light = /^light-dark\(((?:[^(),]|\([^()]*\))+),/.exec(value)?.[1] ?? value;
  return (/^var\(\s*--[\w-]+\s*,([\s\S]*)\)$/.exec(light.trim())?.[1] ?? light).trim();
}

const maxUses = 10;

/**
 * Replaces each `<use>` with a copy of its element. Returns false if there would be too many elements, or too many
 * levels.
 */
function expandUses(tree: Root): boolean {
  const byId = elementsById(tree);
  let count = 0;
  const expand = (parent: Element | Root, uses: number, level: number): boolean => {
    for (const [index, child] of parent.children.entries()) {
      if (child.type !== 'element') continue;
      count += 1;
      if (count > maxElements || level > maxDepth) return false;
      const copy =
        child.tagName === 'use' ? copyOf(child, uses < maxUses ? byId.get(targetOf(child)) : undefined) : child;
      parent.children[index] = copy;
      if (!expand(copy, copy === child ? uses : uses + 1, level + 1)) return false;
    }
    return true;
  };
  if (!expand(tree, 0, 0)) return false;
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'symbol' || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return true;
}

function copyOf(use: Element, target: Element | undefined): Element {
  const { x = 0, y = 0, transform, ...properties } = use.properties;
  for (const name of ['href', 'xLinkHref', 'width', 'height', 'id']) delete properties[name];
  const moves = [transform, Number(x) || Number(y) ? `translate(${String(x)} ${String(y)})` : undefined];
  const move = moves.filter((one) => one !== undefined).join(' ');
  const group: Element = { type: 'element', tagName: 'g', properties, children: [] };
  if (move !== '') group.properties.transform = move;
  if (!target) return group;
  const copy = structuredClone(target);
  if (copy.tagName === 'symbol') copy.tagName = 'g';
  visit(copy, 'element', (node) => void delete node.properties.id);
  group.children = [copy];
  return group;
}

function targetOf({ properties }: Element): string {
  return String(properties.href ?? properties.xLinkHref ?? '').slice(1);
}

function elementsById(tree: Root): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  visit(tree, 'element', (node) => {
    const id = String(node.properties.id ?? '');
    if (id !== '' && !found.has(id)) found.set(id, node);
  });
  return found;
}

/**
 * Numbers the elements that others refer to, completes gradients from their templates, and drops unused definitions.
 */
function linkParts(tree: Root): void {
  const byId = elementsById(tree);
  const numbers = new Map<Element, string>();
  visit(tree, 'element', (node) => {
    completeFrom(node, byId);
    for (const name of references) {
      const match = /^url\(\s*["']?#([^"')\s]*)["']?\s*\)([\s\S]*)$/.exec(String(node.properties[name] ?? ''));
      if (!match) continue;
      const target = byId.get(match[1] ?? '');
      if (target && !numbers.has(target)) numbers.set(target, `${numbers.size + 1}`);
      node.properties[name] = target ? `url(#${numbers.get(target)})` : match[2]?.trim() || 'none';
    }
  });
  visit(tree, 'element', (node) => {
    const number = numbers.get(node);
    if (number === undefined) delete node.properties.id;
    else node.properties.id = number;
    if (node.tagName === 'defs') node.children = node.children.filter((child) => hasAny(child, numbers));
  });
}

function hasAny(child: Element['children'][number], numbers: ReadonlyMap<Element, string>): boolean {
  let isUsed = false;
  visit(child, 'element', (node) => {
    isUsed ||= numbers.has(node);
  });
  return isUsed;
}

/** Copies what a gradient or a pattern lacks from the one that it refers to. */
function completeFrom(node: Element, byId: ReadonlyMap<string, Element>): void {
  if (!/Gradient$|^pattern$/.test(node.tagName)) return;
  let template = byId.get(targetOf(node));
  for (let step = 0; template && step < maxUses; step += 1) {
    const next = byId.get(targetOf(template));
    const { id: _, href: _href, xLinkHref: _link, ...properties } = template.properties;
    node.properties = { ...properties, ...node.properties };
    if (node.children.length === 0) node.children = structuredClone(template.children);
    template = next;
  }
  delete node.properties.href;
  delete node.properties.xLinkHref;
}

/** Whether a drawing has its own colours, which are made for a light background. */
function hasOwnColours(svg: Element): boolean {
  let hasClass = false;
  let hasColour = false;
  visit(svg, 'element', ({ properties }) => {
    hasClass ||= Array.isArray(properties.className) && properties.className.length > 0;
    hasColour ||= paints.some(
      (name) => !/^(?:none|currentcolor|transparent|inherit|)$/i.test(String(properties[name] ?? '')),
    );
  });
  return hasColour || !hasClass;
}
