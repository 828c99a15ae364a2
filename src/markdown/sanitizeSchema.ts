import { defaultSchema, type Options } from 'rehype-sanitize';
import { allowedHtml } from './htmlElements.ts';

const markdownElements = [
  ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'input'],
  ...['li', 'ol', 'p', 'pre', 'section', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

const headingId = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, ['id']] as const);

type Allowed = NonNullable<NonNullable<Options['attributes']>[string]>[number];
const align: Allowed = ['align', 'left', 'center', 'right'];
const spans: readonly Allowed[] = [
  ['colSpan', /^\d{1,2}$/],
  ['rowSpan', /^\d{1,3}$/],
];

/**
 * The elements and attributes that an entry may render to: those of Markdown and of the allowed HTML. Ids need no
 * prefix, because all of them are generated (headings, footnotes, mentions, equations, code blocks), and HTML with an
 * id is refused.
 */
export const allowed: Options = {
  ...defaultSchema,
  tagNames: [...new Set([...markdownElements, ...Object.keys(allowedHtml)])],
  clobberPrefix: '',
  attributes: {
    ...Object.fromEntries(headingId),
    a: [
      'href',
      ['id', /^(?:fnref|mention)-/],
      'title',
      'ariaDescribedBy',
      'ariaLabel',
      'dataFootnoteBackref',
      'dataFootnoteRef',
    ],
    abbr: ['title'],
    code: [
      'dataMeta',
      ['id', /^L\d+$/],
      ['className', /^language-[\p{L}\p{N}_#+.-]+$/u, 'math-inline', 'math-display'],
    ],
    details: ['open'],
    div: [align],
    img: ['alt', 'src', 'title', ['width', /^\d{1,4}%?$/], ['height', /^\d{1,4}$/]],
    input: ['checked', ['disabled', true], ['type', 'checkbox']],
    li: [
      ['id', /^fn-/],
      ['className', 'task-list-item'],
    ],
    ol: ['start', ['className', 'contains-task-list']],
    p: [align],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [align, ...spans],
    th: [align, ...spans],
    ul: [['className', 'contains-task-list']],
    '*': [],
  },
  // An empty list would allow every scheme. No scheme is called "none", so pictures can only have paths.
  protocols: { href: ['http', 'https', 'mailto'], src: ['none'] },
};
