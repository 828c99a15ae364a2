import type { Element, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
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
/** Dropped without a report: a drawing may have its own styles for when it is opened by itself. */
const dropped = new Set(['style', 'metadata']);
const geometry = [
  ...['cx', 'cy', 'd', 'dx', 'dy', 'height', 'points', 'r', 'rx', 'ry', 'transform', 'viewBox', 'width'],
  ...['x', 'x1', 'x2', 'y', 'y1', 'y2', 'textAnchor', 'fontSize', 'strokeDashArray', 'strokeWidth', 'strokeLineCap'],
];

/** The elements and attributes allowed in a drawing, by their names in hast. */
export const drawn = { elements: [...shapes, ...words], attributes: geometry } as const;

const allowed: Schema = {
  tagNames: [...drawn.elements],
  attributes: { '*': [...geometry, ['className', /^fig-[a-z0-9-]+$/]] },
  strip: [...dropped],
};

/**
 * Reads an SVG drawing. Only shapes and text are allowed, coloured by the site's `fig-…` classes. For anything else,
 * such as a script, a link or a picture, returns the reason for the refusal.
 */
export function readDrawing(text: string): Drawing | string {
  const tree = unified()
    .use(rehypeParse, { fragment: true })
    .parse(text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ''));
  const svg = tree.children.find((node) => node.type === 'element');
  if (svg?.type !== 'element' || svg.tagName !== 'svg') return 'It does not start with <svg>.';
  const refused = refusedIn({ type: 'root', children: [svg] });
  if (refused !== undefined) return `It has ${refused}, which a drawing cannot have.`;
  const [hidden] = hiddenIn(toText(svg, { whitespace: 'pre' }));
  if (hidden) return `In its text: ${describeHidden(hidden)}`;
  const [, , width, height] = String(svg.properties.viewBox ?? '')
    .split(/[\s,]+/)
    .map(Number);
  if (!width || !height || !(width > 0) || !(height > 0)) return 'It has no viewBox with a width and a height.';
  if (!svg.children.some((node) => node.type === 'element' && node.tagName === 'title')) return 'It has no <title>.';
  const clean = sanitize(svg, allowed) as Element;
  Object.assign(clean.properties, { role: 'img', width, height });
  return { svg: clean, width, height };
}

function refusedIn(tree: Root): string | undefined {
  let refused: string | undefined;
  visit(tree, 'element', (node) => {
    if (refused !== undefined || dropped.has(node.tagName)) return;
    if (!drawn.elements.includes(node.tagName)) refused = `<${node.tagName}>`;
    const attribute = Object.keys(node.properties).find((name) => /^on|href$/i.test(name));
    if (attribute !== undefined) refused = `the attribute "${attribute}"`;
  });
  return refused;
}
