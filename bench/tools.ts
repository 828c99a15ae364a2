import { join, resolve } from 'node:path';
import type { CorpusEntry } from './corpus.ts';

/** The compared tools, in the order of their turns. */
export const toolNames = ['learnlog', 'astro', 'starlight', 'eleventy', 'vitepress', 'hugo'] as const;
export type ToolName = (typeof toolNames)[number];

/** How to feed, run and inspect a tool. All paths are relative to its project. */
export interface Tool {
  readonly title: string;
  /** The packages whose versions are reported. Hugo prints its own. */
  readonly versionOf: readonly string[];
  /** The folder of its entries, with a subfolder for each kind. */
  readonly content: string;
  /** The file of an entry. */
  text(entry: CorpusEntry): string;
  /** Additional files. */
  beside?(entries: readonly CorpusEntry[]): Readonly<Record<string, string>>;
  /** The shell command that builds the site and its search index. */
  readonly build: string;
  /** Output and caches, deleted before a cold build. */
  readonly made: readonly string[];
  readonly output: string;
  page(entry: CorpusEntry): string;
  /** Output files that are loaded only for searches. */
  readonly search: RegExp;
  /** What a page contains for a formula, highlighted code and a footnote. */
  readonly marks: Readonly<{ formula?: string; code: string; note: string }>;
}

/** The command as it is in the package. */
export const command = resolve(import.meta.dirname, '../lib/bundle/start.js');
const runLearnlog = (what: string) => `node '${command}' --folder . ${what}`;

/** The shell command that checks the log in the folder. */
export const checkCommand = runLearnlog('check');

// Readers do not search for single letters of formulas, and the index is built faster without them.
const pagefind = (site: string) => `node_modules/.bin/pagefind --site ${site} --exclude-selectors .katex`;
const folderPage = ({ kind, id }: CorpusEntry) => `${kind}/${id}/index.html`;
const pagefindFiles = /^pagefind\//;
const madeByAstro = ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'];
const markedByRemark = { formula: 'class="katex"', note: 'data-footnote-ref' };

/** Every tool, set up as its documentation recommends. */
export const tools: Readonly<Record<ToolName, Tool>> = {
  learnlog: {
    title: 'Learnlog',
    versionOf: ['astro', 'katex', 'shiki', 'pagefind'],
    content: 'content',
    text: ({ front, body }) => front + body,
    build: runLearnlog('build'),
    made: ['dist', '.astro'],
    output: 'dist',
    page: folderPage,
    search: pagefindFiles,
    marks: { ...markedByRemark, code: 'class="token-' },
  },
  astro: {
    title: 'Astro',
    versionOf: ['astro', '@astrojs/markdown-remark', 'rehype-katex', 'pagefind'],
    content: 'src/content',
    text: withAddresses,
    build: `node_modules/.bin/astro build && ${pagefind('dist')}`,
    made: madeByAstro,
    output: 'dist',
    page: folderPage,
    search: pagefindFiles,
    marks: { ...markedByRemark, code: 'class="line"><span style="color' },
  },
  starlight: {
    title: 'Starlight',
    versionOf: ['@astrojs/starlight', 'astro', '@astrojs/markdown-remark', 'rehype-katex'],
    content: 'src/content/docs',
    text: withAddresses,
    beside: (entries) => ({ 'src/content/docs/index.md': homeOf(entries, ({ kind, id }) => `/${kind}/${id}/`) }),
    build: 'node_modules/.bin/astro build',
    made: madeByAstro,
    output: 'dist',
    page: folderPage,
    search: pagefindFiles,
    marks: { ...markedByRemark, code: 'class="expressive-code"' },
  },
  eleventy: {
    title: 'Eleventy',
    versionOf: ['@11ty/eleventy', '@mdit/plugin-katex', '@shikijs/markdown-it', 'markdown-it-footnote', 'pagefind'],
    content: 'input',
    text: withAddresses,
    beside: () => ({
      'input/resources/resources.json': '{ "layout": "entry.njk", "tags": "resources" }\n',
      'input/weeks/weeks.json': '{ "layout": "entry.njk", "tags": "weeks" }\n',
    }),
    build: `node_modules/.bin/eleventy && ${pagefind('_site')}`,
    made: ['_site', '.cache'],
    output: '_site',
    page: folderPage,
    search: pagefindFiles,
    marks: { formula: 'class="katex"', code: 'class="shiki', note: 'class="footnote-ref"' },
  },
  vitepress: {
    title: 'VitePress',
    versionOf: ['vitepress', 'markdown-it-mathjax3', 'markdown-it-footnote'],
    content: 'input',
    // Its theme shows only headings as titles, and its search finds pages by their headings.
    text: (entry) => reduced(entry, `\n# ${entry.title}\n${entry.body}`),
    beside: (entries) => ({ 'input/index.md': homeOf(entries, ({ kind, id }) => `./${kind}/${id}.md`) }),
    build: 'node_modules/.bin/vitepress build',
    made: ['.vitepress/dist', '.vitepress/cache', '.vitepress/.temp'],
    output: '.vitepress/dist',
    page: ({ kind, id }) => `${kind}/${id}.html`,
    search: /@localSearchIndex/,
    marks: { formula: '<mjx-container', code: 'style="--shiki', note: 'class="footnote-ref"' },
  },
  hugo: {
    title: 'Hugo',
    versionOf: ['pagefind'],
    content: 'content',
    text: withAddresses,
    build: `hugo --quiet && ${pagefind('public')}`,
    made: ['public', 'resources'],
    output: 'public',
    page: folderPage,
    search: pagefindFiles,
    marks: { code: 'class="highlight"', note: 'class="footnote-ref"' },
  },
};

/** The path of a tool's project. */
export function projectOf(name: ToolName, cache: string): string {
  return join(cache, name);
}

/** The frontmatter that every tool understands, above a body. */
function reduced({ title, description }: CorpusEntry, body: string): string {
  const lines = [`title: ${JSON.stringify(title)}`];
  if (description !== undefined) lines.push(`description: ${JSON.stringify(description)}`);
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

/** The text with links as addresses, because these tools do not resolve links to files. */
function withAddresses(entry: CorpusEntry): string {
  return reduced(entry, entry.body.replace(/\]\((?:\.\.\/resources\/)?(r\d+)\.md\)/g, '](/resources/$1/)'));
}

/** A home page with a list of the weeks, for tools that do not generate lists. */
function homeOf(entries: readonly CorpusEntry[], link: (entry: CorpusEntry) => string): string {
  const weeks = entries.filter(({ kind }) => kind === 'weeks').map((week) => `- [${week.title}](${link(week)})`);
  return `---\ntitle: "Weeks"\n---\n\n${weeks.join('\n')}\n`;
}
