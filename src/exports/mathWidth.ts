import type { Element, ElementContent } from 'hast';

/** The scripts beside or below a letter, and the limits of a sum, are smaller than it. */
const scriptSize = 0.7;

/** About how wide a formula in MathML is, in ems of its font. */
export function mathWidth(node: ElementContent): number {
  if (node.type !== 'element') return 0;
  const parts = node.children.filter((child) => child.type === 'element');
  const widths = parts.map(mathWidth);
  const [base = 0, ...scripts] = widths;
  const script = scriptSize * Math.max(0, ...scripts);
  switch (node.tagName) {
    case 'annotation':
      return 0;
    case 'mi':
    case 'mn':
    case 'mtext':
      return 0.55 * lengthOf(node);
    case 'mo':
      return /^[()[\]{}|,.′]?$/.test(textOf(node)) ? 0.4 : 1 + 0.4 * lengthOf(node);
    case 'mspace':
      return Number.parseFloat(String(node.properties.width ?? 0)) || 0;
    case 'mfrac':
      return Math.max(0, ...widths);
    case 'munder':
    case 'mover':
    case 'munderover':
      return Math.max(base, script);
    case 'msub':
    case 'msup':
    case 'msubsup':
      return base + script;
    case 'mtable':
      return tableWidth(parts);
    default:
      return sum(widths);
  }
}

function tableWidth(rows: readonly Element[]): number {
  const columns: number[] = [];
  for (const { children } of rows) {
    const cells = children.filter((child) => child.type === 'element');
    for (const [at, cell] of cells.entries()) columns[at] = Math.max(columns[at] ?? 0, mathWidth(cell));
  }
  return sum(columns) + 0.8 * Math.max(0, columns.length - 1);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

function textOf({ children }: Element): string {
  return children.map((child) => (child.type === 'text' ? child.value : '')).join('');
}

function lengthOf(token: Element): number {
  return [...textOf(token)].length;
}
