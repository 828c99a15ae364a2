import type { Heading, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import type { Fix } from '../log/problem.ts';
import { onOneLine, proseOf } from './prose.ts';
import { rangeOf, report } from './report.ts';

/** Reports headings that rank with the page title, skip a level, or repeat an earlier heading. */
export function remarkHeadingCheck() {
  return (tree: Root, file: VFile): void => {
    const headings: Heading[] = [];
    visit(tree, 'heading', (node) => {
      headings.push(node);
    });
    const lines = new Map<string, number | undefined>();
    const depths = correctDepths(headings);
    let isFirst = true;
    for (const [index, node] of headings.entries()) {
      const text = onOneLine(proseOf(node)).trim();
      const [found, expected] = [node.depth, depths[index] ?? node.depth].map((depth) => '#'.repeat(depth));
      if (node.depth === 1) {
        const { title } = file.data;
        const other = `"# ${text}" is not the title, which is "${title}".`;
        const reason = index === 0 && title ? other : `"# ${text}" has the same level as the page title.`;
        const fix = isFirst ? loweringFix(headings.slice(index), file) : undefined;
        report(file, 'top-heading', node, `${reason} Write "## ${text}".`, fix);
        isFirst = false;
      } else if (found !== expected) {
        const fix = levelFix(node, expected ?? '', file);
        report(file, 'skipped-heading', node, `"${found} ${text}" skips a level: use "${expected}" here.`, fix);
      }
      if (lines.has(text)) {
        report(file, 'duplicate-heading', node, `"${text}" is already a heading on line ${lines.get(text)}.`);
      } else lines.set(text, node.position?.start.line);
    }
  };
}

/** The depth of each heading if no level is skipped: one more than that of the heading it belongs to. */
function correctDepths(headings: readonly Heading[]): readonly number[] {
  const above: { depth: number; correct: number }[] = [];
  return headings.map(({ depth }) => {
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop();
    const correct = depth === 1 ? 1 : (above.at(-1)?.correct ?? 1) + 1;
    above.push({ depth, correct });
    return correct;
  });
}

/** Whether a heading is written with `#`, not underlined. */
function hasHashes({ position, depth }: Heading, file: VFile): boolean {
  const start = position?.start.offset ?? 0;
  return String(file.value).slice(start, start + depth) === '#'.repeat(depth);
}

function levelFix(node: Heading, hashes: string, file: VFile): Fix | undefined {
  if (!node.position || !hasHashes(node, file)) return undefined;
  const { line, column } = node.position.start;
  const range = { line, column, endLine: line, endColumn: column + node.depth };
  return { range, text: hashes, description: `changes the level of a heading to "${hashes}"` };
}

/** Adds a `#` to the first of these headings and to all after it, so that lower ones stay lower. */
function loweringFix(headings: readonly Heading[], file: VFile): Fix | undefined {
  const [first, last] = [headings[0]?.position?.start, headings.at(-1)?.position?.start];
  if (!first || !last || headings.some((node) => node.depth === 6 || !hasHashes(node, file))) return undefined;
  const starts = headings.map(({ position }) => position?.start.offset ?? 0);
  const parts = starts.map((start, index) => `#${String(file.value).slice(start, starts[index + 1] ?? start)}`);
  const range = { ...rangeOf({ type: 'heading', position: { start: first, end: last } }) };
  return { range, text: parts.join(''), description: 'adds "#" to the headings, which start at "##"' };
}
