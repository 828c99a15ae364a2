import { defaultSchema, type Options } from 'rehype-sanitize';
import { allowedHtml } from './htmlCheck.ts';

const markdownElements = [
  ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'input'],
  ...['li', 'ol', 'p', 'pre', 'section', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

const headingId = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, ['id']] as const);

/**
 * The elements and attributes that an entry may render to: those of Markdown and of the allowed HTML. Ids need no
 * prefix, because all of them are generated (headings, footnotes, mentions, equations, code blocks): HTML with an id is
 * refused.
 */
export const allowed: Options = {
  ...defaultSchema,
  tagNames: [...new Set([...markdownElements, ...Object.keys(allowedHtml)])],
  clobberPrefix: '',
  attributes: {
    ...Object.fromEntries(headingId),
    a: ['href', 'id', 'title', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteBackref', 'dataFootnoteRef'],
    abbr: ['title'],
    code: [
      'dataMeta',
      ['id', /^L\d+$/],
      ['className', /^language-[\p{L}\p{N}_#+.-]+$/u, 'math-inline', 'math-display'],
    ],
    details: ['open'],
    img: ['alt', 'src', 'title'],
    input: ['checked', ['disabled', true], ['type', 'checkbox']],
    li: ['id', ['className', 'task-list-item']],
    ol: ['start', ['className', 'contains-task-list']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['align'],
    th: ['align'],
    ul: [['className', 'contains-task-list']],
    '*': [],
  },
  // An empty list would allow every scheme. No scheme is called "none", so pictures can only have paths.
  protocols: { href: ['http', 'https', 'mailto'], src: ['none'] },
};
