import type { Nodes } from 'mdast';
import { joinCjkLines } from './cjk.ts';
import { formulaText } from './formulaText.ts';

const silent = new Set(['yaml', 'html', 'code', 'math', 'footnoteReference', 'definition']);
const inline = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference']);

/**
 * The readable text of a node: no code blocks, displayed formulas, footnote references or addresses. `formula` turns
 * the TeX of an inline formula into text.
 */
export function proseOf(node: Nodes, formula: (tex: string) => string = formulaText): string {
  if (silent.has(node.type)) return '';
  if (node.type === 'inlineMath') return formula(node.value);
  if (node.type === 'image') return '';
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const text = node.children.map((child) => proseOf(child, formula)).join('');
  return inline.has(node.type) ? text : `${text}\n`;
}

/** Text on one line, with single spaces. Line breaks within Chinese and Japanese are removed. */
export function onOneLine(text: string): string {
  return joinCjkLines(text).replace(/\s+/g, ' ');
}
