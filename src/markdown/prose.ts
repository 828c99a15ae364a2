import type { Nodes } from 'mdast';

const silent = new Set(['yaml', 'html', 'code', 'math', 'footnoteReference', 'definition']);
const inline = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference']);

/** The readable text of a node: no code blocks, displayed formulas, footnote references or addresses. */
export function proseOf(node: Nodes): string {
  if (silent.has(node.type)) return '';
  if (node.type === 'inlineMath') return `$${node.value}$`;
  if (node.type === 'image') return '';
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const text = node.children.map(proseOf).join('');
  return inline.has(node.type) ? text : `${text}\n`;
}

/** Text on one line, with single spaces. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
