import { describe, expect, test } from 'vitest';
import { levels } from './level.ts';
import {
  fieldsOf,
  logSchema,
  pageSchema,
  resourceSchema,
  resourceTypes,
  schemas,
  weekSchema,
  type Field,
} from './schema.ts';

const exact = (iso: string) => ({ iso, about: false });
const about = (iso: string) => ({ iso, about: true });

/** A valid resource with additional fields. */
const resource = (fields: object) => ({ title: 'A title', type: 'paper', url: 'https://example.org/', ...fields });

/** The issues with a value, as `path message`. */
function complaints(schema: (typeof schemas)[keyof typeof schemas], value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(' '));
}

describe('with only required fields, the rest get defaults', () => {
  test('in a log', () => {
    expect(logSchema.parse({ title: 'A month of AI' })).toEqual({
      title: 'A month of AI',
      language: 'en',
      period: 'week',
      numbered: true,
      topics: {},
      macros: {},
      offline: true,
      madeWith: true,
      sharePictures: true,
      credits: [],
      discussions: [],
    });
  });

  test('in a week', () => {
    expect(weekSchema.parse({ title: 'Pre-training', start: '2025-02-07' })).toEqual({
      title: 'Pre-training',
      start: exact('2025-02-07'),
      topics: [],
      rough: false,
      discussions: [],
      draft: false,
    });
  });

  test('in a page', () => {
    expect(pageSchema.parse({ title: 'Background' })).toEqual({
      title: 'Background',
      topics: [],
      discussions: [],
      draft: false,
      menu: false,
    });
  });

  test.each([
    ['no address', {}],
    ['an address', { url: 'https://example.org/' }],
    ['a DOI', { doi: '10.1000/182' }],
    ['an ISBN', { isbn: '9780262035613' }],
    ['an arXiv identifier', { arxiv: '1706.03762' }],
  ])('in a resource that has %s', (_, where) => {
    expect(resourceSchema.parse({ title: 'Attention', type: 'paper', ...where })).toEqual({
      title: 'Attention',
      type: 'paper',
      ...where,
      authors: [],
      topics: [],
      best: [],
      prerequisites: [],
      aliases: [],
      discussions: [],
      draft: false,
    });
  });
});

describe('who keeps a log', () => {
  const log = (fields: object) => ({ title: 'A log', ...fields });

  test.each<[object, object]>([
    [{ author: 'Ada' }, { author: { name: 'Ada' } }],
    [{ authors: 'Ada' }, { authors: [{ name: 'Ada' }] }],
    [
      { authors: ['Ada', { name: 'Institute', institution: true }] },
      { authors: [{ name: 'Ada' }, { name: 'Institute', institution: true }] },
    ],
  ])('can be %j', (written, read) => {
    expect(logSchema.parse(log(written))).toMatchObject(read);
  });

  test.each([
    ['0000-0002-1825-0097', '0000-0002-1825-0097'],
    ['https://orcid.org/0000-0002-1694-233x', '0000-0002-1694-233X'],
    ['orcid.org/0000-0001-5109-3700/', '0000-0001-5109-3700'],
  ])('can have the ORCID iD %s', (orcid, read) => {
    expect(logSchema.parse(log({ author: { name: 'Ada', orcid } })).author).toEqual({ name: 'Ada', orcid: read });
  });

  test.each<[string, object, string]>([
    ['both fields', { author: 'Ada', authors: ['Ada'] }, 'author is left out beside "authors", which lists everybody'],
    ['an empty list', { authors: [] }, 'authors is not empty'],
  ])('cannot have %s', (_, written, message) => {
    expect(complaints(logSchema, log(written))).toEqual([message]);
  });
});

describe('the period of a log', () => {
  const period = (value: unknown) => ({ title: 'A log', period: value });

  test.each(['week', 'day', 'month', 'session', 'lecture', 'chapter'])('can be "%s"', (value) => {
    expect(logSchema.parse(period(value)).period).toBe(value);
  });

  test.each([
    ['Übung', 'Übungen'],
    ['jour d’étude', 'jours d’étude'],
    ['スプリント', 'スプリント'],
    ['v2.0 sprint-week', 'v2.0 sprint-weeks'],
  ])('can be a word with its plural: %s, %s', (one, other) => {
    expect(logSchema.parse(period({ one: ` ${one}`, other })).period).toEqual({ one, other });
  });

  const choices = 'one of week, day, month, session, lecture, chapter, or { one: …, other: … }';
  const isWord = 'is a word or two of letters and digits, with at most 40 characters';
  test.each<[string, unknown, string]>([
    ['a plural', 'days', `period is ${choices}`],
    ['a word alone', 'sprint', `period is ${choices}`],
  ])('cannot be %s', (_, value, message) => {
    expect(complaints(logSchema, period(value))).toEqual([message]);
  });

  test.each(['', '{n}', '*sprint*', '<b>', 'a/b', '-', 'two\nlines', 'a'.repeat(41)])(
    'cannot have the word "%s"',
    (one) => {
      expect(complaints(logSchema, period({ one, other: 'sprints' }))).toEqual([`period.one ${isWord}`]);
    },
  );
});

describe('the finds of a week', () => {
  const week = (fields: object) => ({ title: 'A week', start: '2025-02-07', ...fields });

  test.each<[unknown, object]>([
    ['ppo', { resource: 'ppo' }],
    [
      { resource: 'ppo', because: 'It clips' },
      { resource: 'ppo', because: 'It clips' },
    ],
    [
      { title: 'By hand', because: 'Too long' },
      { title: 'By hand', because: 'Too long' },
    ],
  ])('can be %j', (written, read) => {
    expect(weekSchema.parse(week({ find: written, deadEnd: written }))).toMatchObject({ find: read, deadEnd: read });
  });

  test.each([{ because: 'Nothing' }, { resource: 'ppo', title: 'PPO' }])('cannot be %j', (find) => {
    expect(complaints(weekSchema, week({ find }))).toEqual(['find has either a "resource" or a "title"']);
  });

  test.each<[string, object]>([
    ['20', { count: 20 }],
    ['20 papers', { count: 20, unit: 'paper' }],
    ['1 paper', { count: 1, unit: 'paper' }],
    ['3 code', { count: 3, unit: 'code' }],
  ])('not all of what was met need be in the log: %s', (unrecorded, read) => {
    expect(weekSchema.parse(week({ unrecorded })).unrecorded).toEqual(read);
  });

  test.each(['0', 'many', '20 songs', '-3', '20000'])('%s is no number of resources', (unrecorded) => {
    expect(complaints(weekSchema, week({ unrecorded }))).toEqual([
      'unrecorded is a number like 20, or a number with a type, like "20 papers"',
    ]);
  });
});

describe('every field is parsed', () => {
  test('in a log', () => {
    const fields = logSchema.parse({
      title: 'A month of AI',
      tagline: 'Catching up with four years of language models',
      author: { name: 'Ada Example', url: 'https://example.org' },
      site: 'https://example.org/log',
      repository: 'https://github.com/ada/log',
      language: 'pt-BR',
      period: { one: 'sprint', other: 'sprints' },
      numbered: false,
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      offline: false,
      sharePictures: false,
      madeWith: false,
      topics: {
        'pre-training': 'Pre-training',
        'post-training': { title: 'Post-training', summary: 'Making it behave' },
      },
      macros: { '\\RR': '\\mathbb{R}' },
      credits: [{ text: 'Based on "A month of AI"', url: 'https://example.org/' }, { text: 'And on nothing else' }],
      discussions: { title: 'Hacker News', url: 'https://news.ycombinator.com/item?id=1' },
    });
    expect(fields).toEqual({
      title: 'A month of AI',
      tagline: 'Catching up with four years of language models',
      author: { name: 'Ada Example', url: 'https://example.org/' },
      site: 'https://example.org/log',
      repository: 'https://github.com/ada/log',
      language: 'pt-BR',
      period: { one: 'sprint', other: 'sprints' },
      numbered: false,
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      offline: false,
      sharePictures: false,
      madeWith: false,
      topics: {
        'pre-training': { title: 'Pre-training' },
        'post-training': { title: 'Post-training', summary: 'Making it behave' },
      },
      macros: { '\\RR': '\\mathbb{R}' },
      credits: [{ text: 'Based on "A month of AI"', url: 'https://example.org/' }, { text: 'And on nothing else' }],
      discussions: [{ title: 'Hacker News', url: 'https://news.ycombinator.com/item?id=1' }],
    });
  });

  test('in a week', () => {
    const fields = weekSchema.parse({
      title: 'Pre-training',
      summary: 'From a view off the top to a GPT.',
      start: '2025-02-07',
      end: '~2025-02-16',
      planned: '40h',
      spent: { 'pre-training': '6h' },
      topics: 'pre-training',
      rough: true,
      draft: true,
    });
    expect(fields).toEqual({
      title: 'Pre-training',
      summary: 'From a view off the top to a GPT.',
      start: exact('2025-02-07'),
      end: about('2025-02-16'),
      planned: { minutes: 2400, about: false },
      spent: { 'pre-training': { minutes: 360, about: false } },
      topics: ['pre-training'],
      rough: true,
      discussions: [],
      draft: true,
    });
  });

  test('in a resource', () => {
    const fields = resourceSchema.parse({
      title: 'Attention Is All You Need',
      type: 'paper',
      url: 'https://arxiv.org/abs/1706.03762',
      authors: ['Ashish Vaswani', 'et al.'],
      published: '2017-06-12',
      topics: ['pre-training', 'attention'],
      level: 'intermediate',
      length: '15 pages',
      status: 'finished',
      because: 'It is where the others begin.',
      finished: '~2025-02-15',
      spent: '~4h',
      sessions: [{ on: '2025-02-14', time: '2h' }],
      verdict: 'Short and dense.',
      best: ['attention'],
      series: 'zero-to-hero',
      part: '3',
      prerequisites: [
        '3b1b-6-attention',
        { resource: 'ppo', reason: 'its objective' },
        { resource: 'dpo', or: ['ipo', 'kto'] },
      ],
      access: 'free',
      checked: '2026-11-01',
      archived: 'https://web.archive.org/web/2025/https://arxiv.org/abs/1706.03762',
      arxiv: '1706.03762',
      doi: '10.48550/arXiv.1706.03762',
      isbn: '978-0-262-03561-3',
      youtube: 'kCc8FmEb1nY',
      aliases: 'attention-paper',
      draft: false,
    });
    expect(fields).toMatchObject({
      published: exact('2017-06-12'),
      length: { pages: 15, about: false },
      finished: about('2025-02-15'),
      spent: { minutes: 240, about: true },
      sessions: [{ on: exact('2025-02-14'), time: { minutes: 120, about: false } }],
      part: 3,
      prerequisites: [
        { resource: '3b1b-6-attention', or: [] },
        { resource: 'ppo', or: [], reason: 'its objective' },
        { resource: 'dpo', or: ['ipo', 'kto'] },
      ],
      checked: exact('2026-11-01'),
      isbn: '9780262035613',
      aliases: ['attention-paper'],
    });
  });

  test.each(resourceTypes)('a resource may be of type %s', (type) => {
    expect(complaints(resourceSchema, resource({ type }))).toEqual([]);
  });
});

describe('pages are a range with an en dash', () => {
  test.each([
    ['1-12', '1–12'],
    ['1--12', '1–12'],
    ['pp. 1 – 12', '1–12'],
    ['e1024', 'e1024'],
    ['7', '7'],
    ['xi–xiv, 3-5', 'xi–xiv, 3–5'],
    ['S12-S20', 'S12–S20'],
    ['43+', '43+'],
    ['12ff.', '12ff.'],
  ])('%s is %s', (written, pages) => {
    expect(resourceSchema.parse(resource({ pages: written }))).toMatchObject({ pages });
  });

  test.each(['12 pages', 'one to ten', '1–', '–2', '1;2'])('"%s" is no range', (written) => {
    expect(complaints(resourceSchema, resource({ pages: written }))).toEqual([
      'pages is the first and last page, like 1–12, without “pages”: a number of pages is the "length"',
    ]);
  });
});

describe('a single value counts as a list of one', () => {
  test.each([
    ['authors', 'Andrej Karpathy', [{ name: 'Andrej Karpathy', isInstitution: false }]],
    ['topics', 'pre-training', ['pre-training']],
    ['best', 'attention', ['attention']],
    ['prerequisites', 'ppo', [{ resource: 'ppo' }]],
    ['prerequisites', { resource: 'ppo' }, [{ resource: 'ppo' }]],
    ['prerequisites', { resource: 'ppo', or: 'dpo' }, [{ resource: 'ppo', or: ['dpo'] }]],
    ['aliases', 'old-name', ['old-name']],
    ['sessions', { on: '2025', time: '2h' }, [{ on: exact('2025'), time: { minutes: 120, about: false } }]],
  ])('in %s', (field, value, expected) => {
    expect(resourceSchema.parse(resource({ [field]: value }))).toMatchObject({ [field]: expected });
  });

  test('a person or a topic can be just a name', () => {
    expect(logSchema.parse({ title: 'T', author: 'Ada' }).author).toEqual({ name: 'Ada' });
    expect(logSchema.parse({ title: 'T', topics: { rl: 'Learning' } }).topics).toEqual({ rl: { title: 'Learning' } });
  });
});

test('whitespace around a value is ignored', () => {
  const fields = resourceSchema.parse(resource({ title: '  A title\n', published: ' 2017 ', topics: ' rl ' }));
  expect(fields).toMatchObject({ title: 'A title', published: exact('2017'), topics: ['rl'] });
});

test.each([
  ['log', { title: 'T', titel: 'T' }],
  ['week', { title: 'T', start: '2025', titel: 'T' }],
  ['page', { title: 'T', titel: 'T' }],
  ['resource', resource({ titel: 'T' })],
] as const)('a %s rejects unknown fields', (kind, value) => {
  expect(schemas[kind].safeParse(value).error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['titel'] }]);
});

describe('all missing fields are reported at once', () => {
  test.each([
    ['log', {}, ['title is text']],
    ['week', {}, ['title is text', expect.stringMatching(/^start is a date like 2025,/)]],
    ['page', {}, ['title is text']],
    ['resource', {}, ['title is text']],
  ] as const)('in a %s', (kind, value, expected) => {
    expect(complaints(schemas[kind], value)).toEqual(expected);
  });
});

describe('an invalid value is rejected with a message that describes valid ones', () => {
  const isAddress = 'is an address like https://example.org/page';
  const isDate = 'is a date like 2025, 2025-02 or 2025-02-07, with ~ before it if it is reconstructed';
  const isDuration = 'is a duration like 45m, 3h or 1h 45m, with ~ before it if it is an estimate';
  const isId = 'is an id: a file name without ".md"';
  const isTopic = 'is an id: letters, digits, ".", "_" and "-"';

  test.each([
    ['title', '', 'is not empty'],
    ['title', '   ', 'is not empty'],
    ['title', 'x'.repeat(1001), 'is at most 1,000 characters long'],
    ['title', ' __ASTRO_IMAGE_./secret.png', 'does not start with __ASTRO_IMAGE_'],
    ['title', ['A', 'B'], 'is text'],
    ['type', 'movie', `is one of ${resourceTypes.join(', ')}`],
    ['url', 'example.org', isAddress],
    ['url', 'javascript:alert(1)', isAddress],
    ['url', 'JavaScript:alert(1)', isAddress],
    ['url', 'data:text/html,<script>alert(1)</script>', isAddress],
    ['url', 'file:///etc/passwd', isAddress],
    ['url', 'ftp://example.org/', isAddress],
    ['url', 'mailto:ada@example.org', isAddress],
    ['url', 'https://user:password@example.org/', isAddress],
    ['url', 'https://user@example.org/', isAddress],
    ['url', 'https://', isAddress],
    ['archived', 'javascript:alert(1)', isAddress],
    ['published', '2025-02-30', isDate],
    ['published', 'last year', isDate],
    ['finished', null, isDate.replace('-07, ', '-07, from 1900 to 2199, ')],
    ['level', 'hard', 'is one of introductory, intermediate, advanced'],
    ['status', 'done', 'is one of finished, reading, skimmed, abandoned, queued'],
    ['access', 'open', 'is one of free, registration, paid'],
    ['length', 'long', 'is a duration like 1h 45m or a number of pages like "15 pages"'],
    ['spent', 'all day', isDuration],
    ['part', '0', 'is a whole number of 1 or more'],
    ['part', '1.5', 'is a whole number of 1 or more'],
    ['part', '-1', 'is a whole number of 1 or more'],
    ['draft', 'yes', 'is true or false'],
    ['arxiv', 'hep-th/990100', 'is an arXiv identifier like 1706.03762'],
    ['doi', 'https://example.org/10.1000/182', 'is a DOI like 10.1000/182'],
    ['isbn', '9780262035614', 'is an ISBN with a correct check digit'],
    ['youtube', 'https://youtu.be/kCc8', 'is a YouTube video id of 11 characters'],
    ['key', 'Ada Lovelace 1843', expect.stringMatching(/^key is a citation key like/)],
    ['key', 'a,b', expect.stringMatching(/^key is a citation key like/)],
    ['abstract', 'x'.repeat(5001), 'is at most 5,000 characters long'],
    ['slides', 'slides.pdf', isAddress],
    ['series', 'two words', isId],
    ['series', '../zero-to-hero', isId],
  ])('%s: %j', (field, value, message) => {
    expect(complaints(resourceSchema, resource({ [field]: value }))).toEqual([
      typeof message === 'string' ? `${field} ${message}` : message,
    ]);
  });

  test.each([
    ['topics', ['<img src=x onerror=alert(1)>'], `0 ${isTopic}`],
    ['topics', ['-rl'], `0 ${isTopic}`],
    ['topics', ['x'.repeat(61)], `0 ${isTopic}`],
    ['topics', [], 'is not empty'],
    ['authors', ['Ada', ''], '1 is a name, or { name: …, institution: true }'],
    ['aliases', ['../../index'], `0 ${isId}`],
    ['aliases', ['a/b'], `0 ${isId}`],
    ['aliases', ['.htaccess'], `0 ${isId}`],
    ['sessions', [{ on: '2025-02-14', time: 'long' }], `0.time ${isDuration}`],
    ['prerequisites', [{ resource: '' }], `0.resource ${isId}`],
    ['prerequisites', [{ resource: 'ppo', or: ['dpo', 'two words'] }], `0.or.1 ${isId}`],
    ['prerequisites', [{ resource: 'ppo', or: [] }], '0.or is not empty'],
    ['prerequisites', [7], '0 is the id of a resource, or { resource: …, or: …, reason: … }'],
  ])('in the list %s: %j', (field, value, message) => {
    const separator = /^\d/.test(message) ? '.' : ' ';
    expect(complaints(resourceSchema, resource({ [field]: value }))).toEqual([`${field}${separator}${message}`]);
  });

  test.each([
    ['author', 7, 'is a name, or { name: …, url: …, orcid: …, institution: true }'],
    ['author', { name: 'Ada', url: 'javascript:alert(1)' }, isAddress],
    ['site', 'example.org', 'is an address like https://example.org/log/'],
    ['language', 'English, mostly', 'is a language tag like en or pt-BR'],
    ['language', 'en"><script>', 'is a language tag like en or pt-BR'],
    ['macros', { RR: 'x' }, 'is the name of a TeX macro, like \\RR'],
    ['macros', { '\\a1': 'x' }, 'is the name of a TeX macro, like \\RR'],
    ['topics', { 'two words': 'x' }, isTopic],
    ['topics', { '"><script>': 'x' }, isTopic],
    ['discussions', [{ title: 'T', url: 'javascript:alert(1)' }], isAddress],
    ['credits', [{ text: '' }], 'is not empty'],
  ])('in a log, %s: %j', (field, value, message) => {
    const issues = logSchema.safeParse({ title: 'T', [field]: value }).error?.issues ?? [];
    // Zod nests issues with keys and with the forms of a union.
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path[0]).toBe(field);
    expect(JSON.stringify(issues)).toContain(JSON.stringify(message).slice(1, -1));
  });

  test('at its path in a page or week', () => {
    expect(complaints(pageSchema, { title: 'T', place: 'between' })).toEqual(['place is one of before, after']);
    expect(complaints(weekSchema, { title: 'T', start: '2025', spent: { rl: '2' } })).toEqual([
      `spent.rl ${isDuration}`,
    ]);
  });
});

test('names of built-in object properties are ordinary names', () => {
  const topics = { constructor: 'Constructors', hasOwnProperty: 'Ownership' };
  expect(logSchema.parse({ title: 'T', topics }).topics).toEqual({
    constructor: { title: 'Constructors' },
    hasOwnProperty: { title: 'Ownership' },
  });
  expect(complaints(pageSchema, JSON.parse('{ "title": "T", "__proto__": { "draft": true } }'))).toHaveLength(1);
});

test('each field has a description of one sentence', () => {
  const undescribed = Object.entries(schemas).flatMap(([kind, { shape }]) =>
    Object.entries(shape).flatMap(([field, type]) =>
      /^\S.+\.$/s.test(type.description ?? '') ? [] : `${kind}.${field}`,
    ),
  );
  expect(undescribed).toEqual([]);
});

const field = (kind: Parameters<typeof fieldsOf>[0], name: string): Field =>
  fieldsOf(kind).find((one) => one.name === name) ?? expect.fail(`there is no field "${name}"`);

test('fields are in schema order and marked if required', () => {
  expect(
    fieldsOf('week')
      .map(({ name, isRequired }) => `${name}${isRequired ? '!' : ''}`)
      .join(' '),
  ).toBe(
    'title! summary start! end planned spent topics rough find deadEnd unrecorded added updated discussions draft',
  );
});

describe('the facts of a field come from its schema', () => {
  test.each([
    ['resource', 'title', 'value', 'text'],
    ['resource', 'type', 'value', `one of ${resourceTypes.join(', ')}`],
    ['resource', 'published', 'value', 'a date like 2025, 2025-02 or 2025-02-07'],
    ['resource', 'authors', 'list', 'one or more: a name, or { name: …, institution: true }'],
    ['resource', 'sessions', 'list', 'one or more: `key: value` pairs'],
    ['resource', 'draft', 'flag', 'true or false'],
    ['week', 'spent', 'pairs', '`key: value` pairs'],
    ['log', 'author', 'value', 'a name, or { name: …, url: …, orcid: …, institution: true }'],
  ] as const)('%s: %s', (kind, name, shape, takes) => {
    expect(field(kind, name)).toMatchObject({ shape, takes });
  });

  test('the options of a field with a fixed set of values', () => {
    expect(field('resource', 'level').options).toEqual(levels);
    expect(field('resource', 'title').options).toEqual([]);
  });

  test('whether it is prose, alone or in a list', () => {
    const names = fieldsOf('resource').flatMap(({ name, isProse }) => (isProse ? name : []));
    expect(names.join(' ')).toBe(
      'title short authors venue volume issue publisher editors edition summary abstract because verdict best',
    );
  });
});
