import { visit } from '../../../markdown/visit.ts';
import { isWithin, spanOf, type Draft, type Edit } from './draft.ts';

/**
 * Rewrites formulas of kramdown and MathJax for GitHub: `$$x$$` in a sentence becomes `$x$`, and `\\(x\\)`, whose
 * backslashes are doubled for Markdown, becomes `\(x\)`, which the check then puts between dollars.
 */
export function convertFormulas(draft: Draft): void {
  const edits: Edit[] = [];
  visit(draft.tree, 'paragraph', (paragraph) => {
    for (const node of paragraph.children) {
      if (node.type !== 'inlineMath' || paragraph.children.length === 1) continue;
      const [from, to] = spanOf(node);
      const source = draft.text.slice(from, to);
      const inner = source.slice(2, -2).trim();
      const isAlone =
        /(?:^|\n)[ \t]*$/.test(draft.text.slice(Math.max(0, from - 80), from)) &&
        /^[ \t]*(?:\n|$)/.test(draft.text.slice(to, to + 80));
      if (!source.startsWith('$$') || inner.includes('$') || isAlone || /\d/.test(draft.text[to] ?? '')) continue;
      edits.push({ from, to, text: `$${inner}$` });
    }
  });
  const ranges = draft.literals();
  const open = new Map<string, number>();
  for (const { index, 0: mark } of draft.text.matchAll(/(?<!\\)\\\\[()[\]]|\n[ \t]*\n/g)) {
    if (mark.startsWith('\n')) {
      open.clear();
      continue;
    }
    if (isWithin(index, ranges)) continue;
    const sign = mark[2] ?? '';
    if (sign === '(' || sign === '[') open.set(sign, index);
    const start = open.get(sign === ')' ? '(' : sign === ']' ? '[' : '');
    if (start === undefined) continue;
    edits.push({ from: start, to: start + 1, text: '' }, { from: index, to: index + 1, text: '' });
    open.delete(sign === ')' ? '(' : '[');
  }
  draft.edit(edits);
}

/**
 * Puts the `$$` that ends a displayed formula of several lines on a line of its own, as only that ends it on GitHub. Other
 * programs end the formula wherever it is.
 */
export function closeDisplays(draft: Draft): void {
  const edits: Edit[] = [];
  let code: string | undefined;
  let open: { readonly isFence: boolean } | undefined;
  let start = 0;
  for (const line of draft.text.split('\n')) {
    const fence = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1];
    const first = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*\$\$(?!\$)([^$]*)$/.exec(line);
    const [prefix = ''] = /^[ \t>]*/.exec(line) ?? [];
    if (code !== undefined) {
      if (fence?.startsWith(code)) code = undefined;
    } else if (open) {
      const at = line.search(/(?<!\\)\$\$/);
      const [from, to] = [start + at, start + at + 2];
      if (at > prefix.length) edits.push({ from, to: from, text: `\n${prefix}` });
      if (at >= 0 && line.slice(at + 2).trim() !== '') edits.push({ from: to, to, text: `\n${prefix}` });
      if (at >= 0 || (line.trim() === '' && !open.isFence)) open = undefined;
    } else if (first) open = { isFence: (first[1] ?? '').trim() === '' };
    else code = fence;
    start += line.length + 1;
  }
  draft.edit(edits);
}
