import { defaultSchema, type Options } from 'rehype-sanitize';
import { allowedHtml } from './htmlCheck.ts';

const markdownElements = [
  ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'input'],
  ...['li', 'ol', 'p', 'pre', 'section', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

const headingId = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, ['id']] as const);

/**
 * What may come out of an entry: the elements and attributes of Markdown and of the allowed HTML, nothing else.
 * Ids are our own (headings, footnotes, mentions, equations, blocks of code), since HTML with an id is refused; so they need no prefix.
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
      ['id', /^(?:eq\.|L)\d+$/],
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
  // An empty list would let every scheme through; pictures have paths, and there is no scheme of this name.
  protocols: { href: ['http', 'https', 'mailto'], src: ['none'] },
};
