import type { FootnoteDefinition, Root } from 'mdast';
import { SKIP, visit } from './visit.ts';
import type { VFile } from 'vfile';
import { didYouMean } from '../log/suggest.ts';
import { rangeAt, report } from './report.ts';

/** Reports footnotes that are used but not defined, defined but not used, or defined twice. */
export function remarkFootnoteCheck() {
  return (tree: Root, file: VFile): void => {
    const defined = new Map<string, FootnoteDefinition>();
    const used = new Set<string>();
    visit(tree, (node) => {
      if (node.type === 'footnoteReference') used.add(node.identifier);
      if (node.type !== 'footnoteDefinition') return;
      const earlier = defined.get(node.identifier);
      if (earlier) {
        const line = earlier.position?.start.line;
        report(file, 'duplicate-footnote', node, `"[^${node.label}]" is already defined on line ${line}.`);
      } else defined.set(node.identifier, node);
    });
    for (const [identifier, node] of defined) {
      if (used.has(identifier)) continue;
      report(file, 'unused-footnote', node, `"[^${node.label}]" is defined but not used.`);
    }
    // The parser keeps a reference without a definition as text.
    visit(tree, (node) => {
      if (node.type === 'linkReference') return SKIP;
      if (node.type !== 'text' || !node.position) return undefined;
      const { start, end } = node.position;
      const source = String(file.value).slice(start.offset, end.offset);
      for (const { index, 0: whole, 1: backslash, 2: name = '' } of source.matchAll(/(\\?)\[\^([^[\]\s]+)\]/g)) {
        if (backslash) continue;
        const range = rangeAt(file, (start.offset ?? 0) + index, whole.length);
        const hint = didYouMean(name, defined.keys());
        report(file, 'undefined-footnote', range, `"[^${name}]" is used but not defined.${hint}`);
      }
      return undefined;
    });
  };
}
