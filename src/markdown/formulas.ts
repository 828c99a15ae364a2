import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { VFile } from 'vfile';
import { rehypeMath } from './math.ts';

/** Has KaTeX judge the formulas of a parsed entry, and leaves what it rejects on the file, as rendering does. */
export async function checkFormulas(tree: Root, file: VFile, macros: Readonly<Record<string, string>>): Promise<void> {
  const pipeline = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeMath, macros);
  await (pipeline.run(structuredClone(tree), file) as Promise<HastRoot | Root>);
}
