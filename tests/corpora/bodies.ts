import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { context, path } from '../../src/markdown/fixtures/context.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { renderMarkdown } from '../../src/markdown/render.ts';

const frontmatter = '---\ntitle: A week\nstart: 2025-02-03\n---\n\n';
const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze();

/** The HTML of a body, as in a build. */
export async function renderBody(text: string): Promise<string> {
  const file = new VFile({ path, value: `${frontmatter}${text}` });
  const { tree } = parseMarkdown(file);
  return renderMarkdown(tree, file, context);
}

/** The HTML of a body without the HTML check, so that only the sanitiser is left. */
export async function renderUnchecked(text: string): Promise<string> {
  const file = new VFile({ path, value: text });
  const tree: Root = markdown.parse(file);
  file.data.hasHtml = true;
  return renderMarkdown(tree, file, context);
}
