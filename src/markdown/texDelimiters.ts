import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import type { Fix } from '../log/problem.ts';
import { rangeAt, report } from './report.ts';

/** A formula written for LaTeX in the text of an entry, as offsets in the file. */
interface Found {
  /** `(`, `[`, or the name of an environment. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reports formulas between LaTeX's delimiters, `\(…\)` and `\[…\]`, and environments outside formulas. Markdown reads
 * the backslash as an escape and shows the rest as text.
 */
export function remarkTexDelimiters() {
  return (tree: Root, file: VFile): void => {
    const found = formulasIn(textOf(tree, file));
    for (const formula of found) {
      const isInAnother = found.some((other) => other.start < formula.start && formula.end < other.end);
      if (isInAnother || !isFormula(formula, String(file.value))) continue;
      const range = { start: rangeAt(file, formula.start, 0).start, end: rangeAt(file, formula.end, 0).start };
      report(file, 'tex-delimiters', range, messageOf(formula), fixOf(formula, range, String(file.value)));
    }
  };
}

function messageOf({ kind }: Found): string {
  if (kind === '(' || kind === '[') return `Markdown reads "\\${kind}" as a bracket, so this formula is shown as text.`;
  return `This "\\begin{${kind}}" is not between dollars, so it is shown as text.`;
}

/** The source with everything that is not text blanked out by spaces. */
function textOf(tree: Root, file: VFile): string {
  const blanks: [number, number][] = [];
  const offsets = (node: Nodes) => [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0] as const;
  visit(tree, (node) => {
    const [start, end] = offsets(node);
    if (/^(?:yaml|code|inlineCode|math|inlineMath|html|image|definition)$/.test(node.type)) blanks.push([start, end]);
    // The address and the title.
    if (node.type === 'link') blanks.push([node.children.at(-1)?.position?.end.offset ?? start, end]);
  });
  let text = '';
  let at = 0;
  const source = String(file.value);
  for (const [start, end] of blanks) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    text += source.slice(at, from) + source.slice(from, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return text + source.slice(at);
}

const token = /\\(?:(?<open>[([])|(?<close>[)\]])|(?<edge>begin|end)\{(?<name>[A-Za-z]+\*?)\}|.)|\n[ \t>]*(?=\r?\n)/gs;

/** The formulas and their delimiters. None contains an empty line. */
function formulasIn(text: string): Found[] {
  const found: Found[] = [];
  const opened = new Map<string, number>();
  for (const { 0: all, index, groups = {} } of text.matchAll(token)) {
    const { open, close, edge, name } = groups;
    if (all.startsWith('\n')) opened.clear();
    const kind = open ?? (close === ')' ? '(' : close === ']' ? '[' : name);
    if (kind === undefined) continue;
    const start = opened.get(kind);
    if (open !== undefined || edge === 'begin') opened.set(kind, index);
    else if (start !== undefined) {
      found.push({ kind, start, end: index + all.length });
      opened.delete(kind);
    }
  }
  return found;
}

const environments =
  /^(?:equation|align|alignat|gather|CD|aligned|alignedat|gathered|split|cases|d?r?cases|[pbBvV]?matrix|smallmatrix|array)\*?$/;
/** LaTeX environments for formulas that KaTeX lacks. */
const unsupported = /^(?:multline|eqnarray|flalign)\*?$/;

/** Whether it is a formula, and not an escaped bracket in a sentence. */
function isFormula(found: Found, source: string): boolean {
  const { kind } = found;
  if (kind !== '(' && kind !== '[') return environments.test(kind) || unsupported.test(kind);
  const inside = insideOf(found, source);
  if (/\\[A-Za-z]|(?<!\\)[\^{]/.test(inside)) return true;
  const isAlone = blockStart.test(lineBefore(found, source)) && lineAfter(found, source).trim() === '';
  const hasSign = /(?<!\\)[=<>+_]/.test(inside);
  if (kind === '[') return isAlone && (hasSign || /^\s*\n/.test(inside));
  return hasSign || (/\p{L}/u.test(inside) && !/\p{L}{3}/u.test(inside));
}

/** The markers of quotes and lists before the text of a line. */
const blockStart = /^(?<quote>[\s>]*)(?<item>(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/;

function insideOf({ start, end }: Found, source: string): string {
  return source.slice(start + 2, end - 2);
}

function lineBefore({ start }: Found, source: string): string {
  return source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
}

function lineAfter({ end }: Found, source: string): string {
  const lineEnd = source.indexOf('\n', end);
  return source.slice(end, lineEnd === -1 ? source.length : lineEnd);
}

/** The same formula between dollars, if it is certain to be read as a formula. */
function fixOf(found: Found, { start, end }: ReturnType<typeof rangeAt>, source: string): Fix | undefined {
  const text = betweenDollars(found, source);
  if (text === undefined) return undefined;
  const range = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { range, text, description: 'writes the formula between dollars' };
}

function betweenDollars(found: Found, source: string): string | undefined {
  const { kind, start, end } = found;
  const isEnvironment = kind !== '(' && kind !== '[';
  const inside = isEnvironment ? source.slice(start, end) : insideOf(found, source);
  const before = lineBefore(found, source);
  const isInTable = /^[\s>]*\|/.test(before) && /(?<!\\)\|/.test(inside);
  const isEscaped = /\\[_*]/.test(inside);
  if (isInTable || isEscaped || inside.includes('$') || unsupported.test(kind)) return undefined;
  const tex = inside.trim();
  if (kind === '(') {
    const touches = /[\\$]$/.test(source.slice(0, start)) || /^[\d$]/.test(source.slice(end)) || tex.endsWith('\\');
    return touches ? undefined : `$${tex}$`;
  }
  if (kind === '[' && !inside.includes('\n')) return `$$${tex}$$`;
  const marker = blockStart.exec(before)?.groups;
  if (!marker || lineAfter(found, source).trim() !== '' || inside.includes('\r')) return undefined;
  const indent = `${marker.quote ?? ''}${' '.repeat(marker.item?.length ?? 0)}`;
  const lines = inside.split('\n');
  const first = lines[0]?.trim() ?? '';
  const last = lines.at(-1)?.replace(/^[\s>]+/, '') ?? '';
  const body = lines.length === 1 ? [indent + tex] : [...(first === '' ? [] : [indent + first]), ...lines.slice(1, -1)];
  if (lines.length > 1 && last.trim() !== '') body.push(`${indent}${last.trimEnd()}`);
  return ['$$', ...body, `${indent}$$`].join('\n');
}
