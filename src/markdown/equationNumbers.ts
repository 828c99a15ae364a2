import type { Element, ElementContent, Root, Text } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import { visit, visitParents } from './visit.ts';
import { equationId } from '../log/fragments.ts';
import { marks, type Reference } from './formulaLabels.ts';

/** A label in an entry: what `\eqref` shows, and the fragment of its target. */
export interface Label {
  readonly text: string;
  readonly fragment: string;
}

/** The numbers and labels of a displayed formula. */
interface Numbering {
  /** How many numbers the formula takes: at least one, for its anchor. */
  readonly count: number;
  /** The text and target of each label, or undefined if its row has no number. */
  readonly labels: ReadonlyMap<number, Label | undefined>;
}

/**
 * Writes the numbers of a displayed formula, starting with `first`. They replace the counters that KaTeX leaves to the
 * style sheet, which would run on across entries. The second and later numbers become anchors. Removes the marks of
 * labels.
 */
export function numberRows(tree: Root, first: number): Numbering {
  let next = first;
  const rows = tagsIn(tree).map((tag) => {
    const isOpen =
      hasClass(tag, 'eqn-num') || contains(tag, (node) => hasClass(node, 'eqn-num') || isMark(node, 'number'));
    if (!isOpen) return { text: toText(tag).trim(), fragment: equationId(first) };
    const fragment = equationId(next);
    const text = `(${next})`;
    const classes = hasClass(tag, 'eqn-num') ? undefined : tag.properties.className;
    tag.properties = { className: classes, id: next > first ? fragment : undefined };
    tag.children = [...strutOf(tag), h('span', { className: ['mord'] }, text)];
    next += 1;
    return { text, fragment };
  });
  const labels = numberMathml(tree, rows);
  removeMarks(tree);
  return { count: Math.max(1, next - first), labels };
}

/** The number in each row of the HTML of a formula, and the tag of a formula without rows. */
function tagsIn(tree: Root): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (node) => {
    if (!hasClass(node, 'tag')) return;
    const column = find(node, (child) => hasClass(child, 'vlist'));
    if (!column) found.push(node);
    for (const row of elementsIn(column)) {
      const content = elementsIn(row).find((child) => !hasClass(child, 'pstrut'));
      if (content && (content.children.length > 0 || hasClass(content, 'eqn-num'))) found.push(content);
    }
  });
  return found;
}

/** Writes the same numbers into the MathML, and finds the rows of the labels. */
function numberMathml(tree: Root, rows: readonly Label[]): ReadonlyMap<number, Label | undefined> {
  let index = 0;
  const byRow = new Map<Element, Label | undefined>();
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'mtr') return;
    const cell = elementsIn(node).find((child) => hasClass(child, 'mml-eqn-num'));
    if (!cell) return;
    const row = rows[index];
    byRow.set(node, row);
    cell.properties = {};
    cell.children = [h('mtext', row?.text ?? '')];
    index += 1;
  });
  const labels = new Map<number, Label | undefined>();
  const whole = byRow.size === 0 ? rows[0] : undefined;
  visitParents(tree, 'element', (node, ancestors) => {
    if (node.tagName !== 'mrow') return;
    if (isMark(node, 'number')) Object.assign(node, h('mtext', whole?.text ?? ''));
    if (!isMark(node, 'label')) return;
    const row = ancestors.find((ancestor) => ancestor.type === 'element' && byRow.has(ancestor));
    labels.set(indexOf(node), row ? byRow.get(row as Element) : whole);
  });
  return labels;
}

/** Replaces the marks of references. `isInLink` prevents a link inside a link. */
export function writeReferences(tree: Root, isInLink: boolean, find: (index: number) => ShownReference): void {
  visit(tree, 'element', (node) => {
    if (!isMark(node, 'reference')) return;
    const { shown, fragment } = find(indexOf(node));
    const isMathml = node.tagName === 'mrow';
    const text: Text = { type: 'text', value: shown };
    if (isMathml) Object.assign(node, h('mtext', shown));
    else if (isInLink || fragment === undefined) Object.assign(node, h('span', [text]));
    else {
      node.properties = { ...node.properties, href: `#${fragment}` };
      node.children = [text];
    }
  });
}

/** What a reference shows, and its target if the label exists. */
export interface ShownReference {
  readonly shown: string;
  readonly fragment?: string;
}

/** Shows `(2)`, or `2` without parentheses; `(?)` for an unknown label. */
export function showReference({ hasParentheses }: Reference, label: Label | undefined): ShownReference {
  const bare = label?.text.replace(/^\((.*)\)$/, '$1') ?? '?';
  return { shown: hasParentheses ? `(${bare})` : bare, fragment: label?.fragment };
}

/** A text in which references that are text, such as `\eqref{loss}`, show their numbers. */
export function numberedText(text: string, labels: ReadonlyMap<string, Label>): string {
  return text.replace(/\\(eq)?ref\{([^{}\\$\n]+)\}/g, (written, isInParentheses: string | undefined, name: string) => {
    const label = labels.get(name.trim());
    return label ? showReference({ name, hasParentheses: isInParentheses !== undefined }, label).shown : written;
  });
}

function removeMarks(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!isMark(node, 'label') || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
}

/** The strut of a tag that is not in a row, which aligns it with the formula. */
function strutOf(tag: Element): ElementContent[] {
  return tag.children.filter((child) => child.type === 'element' && hasClass(child, 'strut'));
}

function isMark(node: Element, kind: keyof typeof marks): boolean {
  return typeof node.properties.href === 'string' && node.properties.href.startsWith(`${marks[kind]}:`);
}

function indexOf(mark: Element): number {
  return Number(String(mark.properties.href).split(':')[1]);
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

function elementsIn(node: Element | undefined): Element[] {
  return (node?.children ?? []).filter((child): child is Element => child.type === 'element');
}

function find(node: Element, test: (node: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(node, 'element', (child) => {
    if (!found && child !== node && test(child)) found = child;
  });
  return found;
}

function contains(node: Element, test: (node: Element) => boolean): boolean {
  return find(node, test) !== undefined;
}
