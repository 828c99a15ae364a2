import type { z } from 'zod';
import { fieldsOf, resourceTypes, schemas, statuses } from '../../src/log/schema.ts';
import type { Kind } from './files.ts';

type Values = { readonly [Name in Kind]: Readonly<Record<keyof z.input<(typeof schemas)[Name]>, readonly unknown[]>> };

const dates = ['2025-02-14', '~2025-01', '2030-05-01'];
const texts = (name: string) => [`A ${name}`, `Another *${name}* with $x^2$ & \`<code>\``];
const common = {
  discussions: ['https://news.ycombinator.com/item?id=1', ['https://lobste.rs/s/abc', 'https://example.org/talk']],
  added: dates,
  updated: ['2025-04-01', '~2026', '2031-01-01'],
  draft: [true, false],
};
const topicLists = ['foundations', ['c.tools_2', 'sequence-models'], 'git', 'tricks', 'quokkadraft'];
const [one, other] = ['attention', 'course'];
const findings = [
  'tool',
  { resource: 'podcast', because: 'It was *short*.' },
  { title: 'Walking', because: 'It helps.' },
];

/** Values of each field, for entries of `tests/logs/everything/`. Some make the log invalid, at least in some entries. */
export const values = {
  log: {
    title: texts('log'),
    tagline: texts('tagline'),
    author: ['Ada Example', { name: 'Ada', url: 'https://example.org/ada', orcid: '0000-0002-1825-0097' }],
    authors: [['Ada Example', 'Grace Example'], [{ name: 'Institute', institution: true }]],
    site: ['https://example.net/', 'https://example.org/deep/base/', 'not an address'],
    license: ['CC BY 4.0', { name: 'MIT', url: 'https://example.org/mit' }],
    repository: ['https://github.com/example/other', 'https://codeberg.org/example/log'],
    language: ['de', 'ar', 'ja'],
    order: ['newest', 'oldest'],
    period: ['day', 'lecture', { one: 'sprint', other: 'sprints' }],
    numbered: [false, true],
    topics: [
      { foundations: 'Basics', 'sequence-models': 'Sequences', 'c.tools_2': 'Tools' },
      {
        'c.tools_2': { title: 'Tools', summary: 'What *helps*' },
        'sequence-models': { title: 'Sequence models', parent: 'foundations' },
        foundations: 'Foundations',
        git: { title: 'Git', parent: 'c.tools_2' },
      },
      {
        foundations: { title: 'Foundations', parent: 'git' },
        'sequence-models': 'S',
        'c.tools_2': { parent: 'foundations' },
      },
    ],
    macros: [{ '\\RR': '\\mathbf{R}', '\\softmax': '\\mathrm{sm}' }, { '\\softmax': '\\operatorname{softmax}' }],
    offline: [false, true],
    madeWith: [false, true],
    sharePictures: [false, true],
    credits: [{ text: 'A credit' }, [{ text: 'A', url: 'https://example.org/credit' }, { text: 'B' }]],
    discussions: [{ title: 'Elsewhere', url: 'https://example.org/elsewhere' }],
  },
  week: {
    title: texts('week'),
    summary: texts('summary'),
    start: ['2025-02-24', '2025-01-06', '~2025-03', '2025-06-01', '2025-02-30'],
    end: ['2025-03-09', '2025-02-16', '~2025-04'],
    planned: ['12h', '~45m'],
    spent: [{ foundations: '3h' }, { 'sequence-models': '~2h', 'c.tools_2': '45m' }],
    topics: topicLists,
    rough: [true, false],
    find: findings,
    deadEnd: [...findings.toReversed(), '深度学习'],
    unrecorded: ['20', '7 videos'],
    ...common,
  },
  note: {
    title: texts('note'),
    summary: texts('summary'),
    topics: topicLists,
    aliases: ['old/note', ['older', 'git/oldest'], 'loose'],
    ...common,
  },
  page: {
    title: texts('page'),
    summary: texts('summary'),
    place: ['before', 'after'],
    menu: [true, false],
    topics: topicLists,
    ...common,
  },
  resource: {
    title: texts('resource'),
    short: texts('short name'),
    type: resourceTypes,
    url: ['https://example.com/new', 'https://arxiv.org/abs/2205.14135', 'https://youtu.be/kCc8FmEb1nY', 'nowhere'],
    authors: ['Grace Hopper', [{ name: 'Institute', institution: true }, 'Ada Example', 'et al.']],
    published: ['1999', '~2020-05', '2017-06-12'],
    venue: ['Proceedings of the Conference', 'A journal'],
    volume: ['7'],
    issue: ['3'],
    pages: ['10-20'],
    publisher: ['A publisher'],
    editors: [['Ed Itor', 'et al.']],
    edition: ['3rd'],
    summary: texts('summary'),
    abstract: [`${texts('abstract').join('. ')}.`],
    topics: topicLists,
    level: ['introductory', 'advanced'],
    length: ['20m', '~3h', '40 pages'],
    status: statuses,
    because: texts('reason'),
    finished: ['2025-02-11', '~2025-03', '2030-01-01'],
    spent: ['2h', '~30m'],
    sessions: [
      { on: '2025-02-12', time: '1h' },
      [
        { on: '2025-03-01', time: '~2h' },
        { on: '2025-02', time: '10m' },
      ],
    ],
    verdict: texts('verdict'),
    best: ['attention', ['foundations', 'a purpose'], 'git'],
    series: ['course', 'book'],
    part: ['1', '2', '3'],
    prerequisites: [
      one,
      ['lecture-1', 'tool'],
      { resource: 'book', or: ['lecture-2', other], reason: 'It is *basic*.' },
      'podcast',
    ],
    access: ['free', 'paid', 'registration'],
    checked: ['2026-01-01', '2025-05-05'],
    archived: ['https://web.archive.org/web/2020/https://example.org/'],
    code: ['https://github.com/example/code'],
    slides: ['https://example.org/slides'],
    video: ['https://youtu.be/abcdefghijk'],
    arxiv: ['2005.14165'],
    doi: ['10.1000/183', '10.1000/182'],
    isbn: ['9780262035613'],
    youtube: ['kCc8FmEb1nY'],
    key: ['key2025', 'vaswani2017'],
    aliases: ['old-name', ['older', 'oldest'], 'attention'],
    ...common,
  },
} satisfies Values;

/** Throws if a field of an entry has no values here, or values of a field that does not exist. */
export function checkValues(): void {
  for (const kind of Object.keys(schemas) as Kind[]) {
    const [fields, known] = [fieldsOf(kind).map(({ name }) => name), Object.keys(values[kind])];
    const missing = fields.filter((name) => !known.includes(name));
    if (missing.length > 0) throw new Error(`tests/edits/values.ts has no values of a ${kind}: ${missing.join(', ')}.`);
    const gone = known.filter((name) => !fields.includes(name));
    if (gone.length > 0)
      throw new Error(`tests/edits/values.ts has values of fields that a ${kind} does not have: ${gone.join(', ')}.`);
  }
}
