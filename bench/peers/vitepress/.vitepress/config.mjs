import footnote from 'markdown-it-footnote';
import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'A log',
  srcDir: 'input',
  // The list of all pages in a file of its own, and not in each page.
  metaChunk: true,
  markdown: { math: true, config: (md) => md.use(footnote) },
  themeConfig: { search: { provider: 'local' } },
});
