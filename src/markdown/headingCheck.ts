import type { Heading, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { onOneLine, proseOf } from './prose.ts';
import { report } from './report.ts';

/** Reports headings that rank with the page title, skip a level, or repeat an earlier heading. */
export function remarkHeadingCheck() {
  return (tree: Root, file: VFile): void => {
    const lines = new Map<string, number | undefined>();
    let above = 1;
    visit(tree, 'heading', (node: Heading) => {
      const text = onOneLine(proseOf(node)).trim();
      if (node.depth === 1) report(file, 'top-heading', node, `"# ${text}" has the same level as the page title.`);
      else if (node.depth > above + 1) {
        const [found, expected] = ['#'.repeat(node.depth), '#'.repeat(above + 1)];
        report(file, 'skipped-heading', node, `"${found} ${text}" skips a level: use "${expected}" here.`);
      }
      above = Math.max(node.depth, 1);
      if (lines.has(text)) {
        report(file, 'duplicate-heading', node, `"${text}" is already a heading on line ${lines.get(text)}.`);
      } else lines.set(text, node.position?.start.line);
    });
  };
}
