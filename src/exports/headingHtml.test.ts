import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { context, path } from '../markdown/fixtures/context.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { headingHtml } from './headingHtml.ts';

test('headings with code, emphasis and formulas have HTML without links and footnotes', async () => {
  const value = '## Plain\n\n## `a` *b* [c](../resources/gpt.md)[^1]\n\n### The $x^2$ term\n\n[^1]: Note.';
  const file = new VFile({ path, value });
  const html = headingHtml(await renderMarkdown(parseMarkdown(file).tree, file, context));
  expect([...html.keys()]).toEqual(['a-b-c', 'the-x2-term']);
  expect(html.get('a-b-c')).toBe('<code>a</code> <em>b</em> c');
  expect(html.get('the-x2-term')).toMatch(/^The <span class="katex">.*<\/span> term$/);
});
