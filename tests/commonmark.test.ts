import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Element, ElementContent, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { context, path } from '../src/markdown/fixtures/context.ts';
import { parseMarkdown } from '../src/markdown/parse.ts';
import { renderMarkdown } from '../src/markdown/render.ts';

const specification = unified().use(remarkParse).use(remarkGfm).use(remarkRehype, { clobberPrefix: '' });
const fragment = unified().use(rehypeParse, { fragment: true });

/** What a reader sees: elements, text and the targets of links, without what the site adds to them. */
function seen(html: string): string {
  const written = (nodes: readonly (ElementContent | Root['children'][number])[]): string =>
    nodes
      .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? elementOf(node) : ''))
      .join('')
      .replace(/\s+/g, ' ')
      .replace(/ ?(<[^>]*>) ?/g, '$1');
  const elementOf = (node: Element): string => {
    const { className, href, start, checked, align } = node.properties;
    const names = [className].flat().join(' ');
    if (names === 'anchor') return '';
    if (names === 'table') return written(node.children);
    if (node.tagName === 'pre' || /^code/.test(names))
      return `<pre>${toText(node, { whitespace: 'pre' }).trim()}</pre>`;
    // A paragraph of pictures becomes a figure. Its caption is the title of the last picture.
    if (node.tagName === 'figcaption') return '';
    const name = node.tagName === 'figure' ? 'p' : node.tagName;
    const side = align ?? /align-(\w+)/.exec(names)?.[1];
    const address = typeof href === 'string' ? href.replace(/^mailto:/i, 'mailto:') : href;
    const facts = [address, start, checked, side].filter((fact) => fact !== undefined);
    return `<${[name, ...facts].join(' ')}>${written(node.children)}</${name}>`;
  };
  return written(fragment.parse(html).children);
}

test('every example of CommonMark without HTML looks as specified, or has a problem', async () => {
  const file = join(import.meta.dirname, 'corpora/data/commonmark.json');
  const examples = (JSON.parse(await readFile(file, 'utf8')) as readonly string[]).filter(
    // A file that starts with a line of dashes has frontmatter.
    (text) => !/<[a-z!?/]/i.test(text.replace(/<[a-z+.-]+:[^>]*>/gi, '')) && !text.startsWith('---\n'),
  );
  const silent: string[] = [];
  for (const value of examples) {
    const entry = new VFile({ path, value });
    const html = await renderMarkdown(parseMarkdown(entry).tree, entry, context);
    const specified = unified()
      .use(rehypeStringify)
      .stringify(await specification.run(specification.parse(value)));
    // Only the graph checks whether linked files and pictures exist.
    const isLink = /\.md\)/.test(value);
    if (seen(html) !== seen(specified) && entry.messages.length === 0 && !isLink) silent.push(value);
  }
  expect(silent).toEqual([]);
  expect(examples.length).toBeGreaterThan(550);
});
