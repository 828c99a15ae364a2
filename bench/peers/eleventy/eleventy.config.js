import { katex } from '@mdit/plugin-katex';
import shiki from '@shikijs/markdown-it';
import footnote from 'markdown-it-footnote';

export default async function (config) {
  const highlight = await shiki({ themes: { light: 'github-light', dark: 'github-dark' }, langs: ['python'] });
  config.amendLibrary('md', (md) => md.use(footnote).use(katex).use(highlight));
  config.addPassthroughCopy({ 'node_modules/katex/dist/katex.min.css': 'katex/katex.min.css' });
  config.addPassthroughCopy({ 'node_modules/katex/dist/fonts': 'katex/fonts' });
  config.setQuietMode(true);
  // The entries contain no templates, so Eleventy need not look for them.
  return { markdownTemplateEngine: false, dir: { input: 'input', includes: '../_includes', output: '_site' } };
}
