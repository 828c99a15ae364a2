import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

// The sidebar lists only the weeks: with all entries, every page would link to every other page.
export default defineConfig({
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
  integrations: [
    starlight({
      title: 'A log',
      customCss: ['katex/dist/katex.min.css'],
      sidebar: [{ label: 'Weeks', items: [{ autogenerate: { directory: 'weeks' } }] }],
    }),
  ],
});
