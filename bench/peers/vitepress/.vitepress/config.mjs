import footnote from 'markdown-it-footnote';
import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'A log',
  srcDir: 'input',
  // Puts the list of all pages into a separate file, not into each page.
  metaChunk: true,
  markdown: { math: true, config: (md) => md.use(footnote) },
  themeConfig: { search: { provider: 'local' } },
});
