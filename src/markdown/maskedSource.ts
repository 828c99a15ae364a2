import type { Nodes, Parents } from 'mdast';
import { SKIP, visit } from './visit.ts';
import type { VFile } from 'vfile';

/** Stands for a character that is not plain text: code, a formula, an address, HTML or an escape. */
export const mask = '\uFFFC';

const opaque = new Set(['inlineCode', 'inlineMath', 'html', 'image', 'imageReference', 'footnoteReference', 'break']);

/**
 * The source of a block, with the same length, in which everything is masked that is not shown as typed. Line breaks
 * stay. The brackets of links are masked too, but not their text.
 */
export function maskedSource(block: Parents, file: VFile): string {
  const [start, end] = offsetsOf(block);
  const source = String(file.value).slice(start, end);
  const hidden: [from: number, to: number][] = [];
  visit(block as Nodes, (node) => {
    const [from, to] = offsetsOf(node);
    if (opaque.has(node.type)) {
      hidden.push([from, to]);
      return SKIP;
    }
    if (node.type !== 'link' && node.type !== 'linkReference') return undefined;
    const [first, last] = [node.children[0], node.children.at(-1)];
    const isBracketed = source[from - start] === '[' && first && last;
    if (isBracketed) hidden.push([from, offsetsOf(first)[0]], [offsetsOf(last)[1], to]);
    else hidden.push([from, to]);
    return isBracketed ? undefined : SKIP;
  });
  const parts: string[] = [];
  let at = start;
  for (const [from, to] of hidden.sort(([a], [b]) => a - b)) {
    if (to <= at) continue;
    parts.push(source.slice(at - start, from - start), hide(source.slice(Math.max(at, from) - start, to - start)));
    at = to;
  }
  // In a table, a bar in a cell is written `\|`, and shown as a bar.
  return (parts.join('') + source.slice(at - start)).replace(/\\[!-/:-@[-`{}~]/g, mask + mask);
}

function offsetsOf({ position }: Nodes): [from: number, to: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}

function hide(text: string): string {
  return text.replace(/[^\n]/g, mask);
}
