import footnote from 'markdown-it-footnote';
import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'A log',
  srcDir: 'input',
  markdown: { math: true, config: (md) => md.use(footnote) },
  themeConfig: { search: { provider: 'local' } },
});
