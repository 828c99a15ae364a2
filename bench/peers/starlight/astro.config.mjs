import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

// All entries in the sidebar would be a link to each of them on each page, so it has the weeks.
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
