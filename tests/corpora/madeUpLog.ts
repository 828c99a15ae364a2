import fc from 'fast-check';
import { entryText } from '../../src/cli/entries/entryText.ts';
import type { EntryKind } from '../../src/log/entry.ts';
import { hiddenCharacters } from '../../src/log/hiddenCharacters.ts';
import { fieldsOf } from '../../src/log/schema.ts';
import type { Case } from './cases.ts';

/** Generators of the parts of a log, made from cases. */
export function madeUp(cases: readonly Case[]) {
  const fragment = fc.constantFrom(...cases.filter(({ text }) => text.length < 300).map(({ text }) => text));
  const character = fc.constantFrom(
    ...'\n\t -#*_[](){}<>!`$\\|:&"\'^~@%\u0000\u202E\uD800é'.split(''),
    '---\n',
    '\r\n',
    '\uFEFF',
  );
  const text = fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fragment }, { weight: 2, arbitrary: character }, fc.string({ unit: 'binary' })),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));
  /** A body is a list of snippets, some of them in lists, quotes, footnotes and tables. */
  const piece = fc.oneof(
    text,
    text.map((inside) => inside.replace(/^/gm, '> ')),
    text.map((inside) => `- ${inside.replaceAll('\n', '\n  ')}`),
    text.map((inside) => `[^n]: ${inside}`),
    text.map((inside) => `| ${inside.replaceAll('\n', ' ')} |\n| - |`),
    text.map((inside) => `## ${inside}`),
    text.map((inside) => `\`\`\`js ${inside}\n\`\`\``),
  );
  const body = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('\n\n'));

  const yaml = cases.filter(({ corpus }) => corpus === 'yaml').map((one) => one.text);
  const value = fc.oneof(
    text,
    fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json, (_, at) => (typeof at === 'number' ? `${at}` : at)))),
    fc.integer().map(String),
    fc.boolean(),
    fc.array(text, { maxLength: 3 }),
    fc.constantFrom('2026-02-30', '1h', '~2025'),
  );

  /** Frontmatter: known fields with any value, unknown fields, or any YAML. */
  const frontmatter = (kind: EntryKind) =>
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .dictionary(
            fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fieldsOf(kind).map(({ name }) => name)) }, text),
            value,
            { maxKeys: 8 },
          )
          .map((fields) =>
            entryText(kind, {
              title: 'T',
              start: '2025-02-03',
              type: 'paper',
              url: 'https://example.org/',
              ...fields,
            }).slice(4, -4),
          ),
      },
      fc.constantFrom(...yaml),
      text,
    );
  const source = (kind: EntryKind) =>
    fc.tuple(frontmatter(kind), body).map(([front, rest]) => `---\n${front}\n---\n\n${rest}`);

  return { text, yaml, source, likely: (kind: EntryKind) => likely(kind, text) };
}

const day = fc.constantFrom(
  '1900-01-01',
  '1900',
  '2024-02-29',
  '2025-02',
  '~2025',
  '2025-02-07T10:00:00Z',
  '2199-12-31',
);
const span = fc.constantFrom('1m', '~45m', '1h 45m', '9999h', '9999h 9999m');
const place = fc.constantFrom(
  ...['https://example.org/', 'https://example.org/a b?c=d&e="f"', 'http://[::1]:8080/', 'https://münchen.example/ü'],
  ...["https://example.org/'<b>%20", 'https://arxiv.org/abs/1706.03762', 'https://youtu.be/kCc8FmEb1nY?t=90'],
);
const id = fc.constantFrom(...'r0 r1 r2 r3 r4 r5 r6 index 404 page'.split(' '));
const topics = { a: 'A', 'gpt-3.5': '*a*', index: { title: '*I*', summary: '$x$' } };

/** Frontmatter with values that are mostly valid but unusual, and a body of usual Markdown with hostile parts. */
function likely(kind: EntryKind, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const shown = text.map((any) => [...any].filter((sign) => hiddenCharacters('', sign).length === 0).join(''));
  const word = fc.oneof(
    shown.map((any) => `A ${any}`.replace(/\s+/g, ' ').slice(0, 200).toWellFormed()),
    fc.constantFrom('$x^2$', '*a*', '`a`', 'C# & <b>', '1984', '=1', '深度学习', 'ﬁne', 'e\u0301', '"', "'", '%', '\\'),
  );
  const some = <Value>(one: fc.Arbitrary<Value>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
  const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    ...Object.fromEntries(
      ['title', 'tagline', 'summary', 'verdict', 'because', 'author'].map((name) => [name, word] as const),
    ),
    ...Object.fromEntries(['start', 'end', 'added', 'finished', 'checked'].map((name) => [name, day] as const)),
    published: fc.oneof(day, fc.constantFrom('1000', '9999-12-31', '0001-01-01')),
    planned: span,
    length: fc.oneof(span, fc.constantFrom('1 page', '999999 pages')),
    rough: fc.constant(true),
    place: fc.constantFrom('before', 'after'),
    ...Object.fromEntries(['url', 'archived', 'repository'].map((name) => [name, place] as const)),
    site: fc.constantFrom(
      'https://example.org',
      'https://example.org/a/b~c/',
      'http://localhost:4321/x',
      'https://ü.example/',
    ),
    language: fc.constantFrom('en', 'de-AT', 'zh-Hant', 'ar', 'tlh', 'en-aaaaaaaa', 'sr-Latn-RS'),
    topics: kind === 'log' ? fc.constant(topics) : some(fc.constantFrom('a', 'index', 'gpt-3.5')),
    macros: fc.constant({ '\\RR': '\\mathbb{R}' }),
    credits: word.map((of) => [{ text: of, url: 'https://example.org/' }]),
    discussions:
      kind === 'log' ? word.map((title) => [{ title, url: 'https://example.org/' }]) : place.map((of) => [of]),
    authors: some(
      fc.oneof(word, fc.constantFrom('Müller, Klaus-Robert', '{European Commission}', 'et al.', '山田 太郎')),
    ),
    level: fc.constantFrom('introductory', 'advanced'),
    status: fc.constantFrom('finished', 'reading', 'skimmed', 'abandoned', 'queued'),
    sessions: fc.tuple(day, span).map(([on, time]) => [{ on, time }]),
    best: some(fc.oneof(word, fc.constant('a'))),
    series: id,
    part: fc.constantFrom('1', '999999'),
    prerequisites: some(id),
    access: fc.constantFrom('free', 'paid'),
    arxiv: fc.constantFrom('1706.03762', 'hep-th/9711200'),
    doi: fc.constantFrom('10.1000/182', '10.1000/a<b>"c"{d}'),
    isbn: fc.constantFrom('978-0-262-03561-3', '097522980X'),
    youtube: fc.constant('kCc8FmEb1nY'),
    aliases: some(fc.constantFrom('old', 'index', 'ä', "o'ld", 'a+b', 'x'.repeat(200))),
  };
  const fields = fc
    .tuple(
      fc.record({
        title: values.title ?? word,
        start: day,
        type: fc.constantFrom('paper', 'video', 'book', 'course'),
        site: fc.constant('https://example.org/log/'),
        topics: fc.constant(kind === 'log' ? topics : ['a']),
      }),
      fc.subarray(
        fieldsOf(kind)
          .map(({ name }) => name)
          .filter((name) => Object.hasOwn(values, name)),
        { maxLength: 4 },
      ),
    )
    .chain(([required, names]) =>
      fc.record(Object.fromEntries(names.map((name) => [name, values[name] ?? word]))).map((others) => {
        const known = new Set(fieldsOf(kind).map(({ name }) => name));
        return Object.fromEntries(Object.entries({ ...required, ...others }).filter(([name]) => known.has(name)));
      }),
    );
  const usual = fc.constantFrom(
    ...['See [one](../resources/r1.md) and [two](../resources/r2.md).', '[card](../resources/r3.md)', '## A $x^2$'],
    ...['$$\nx^2 \\label{a}\n$$\n\nBy \\eqref{a}.', 'A note.[^1]\n\n[^1]: The $y$.', '> [!note] A *title*\n> Text.'],
    ...[
      '```python\nx = 1\n```',
      '- [x] done\n- [ ] not',
      '| a | b |\n| - | -: |\n| $x$ | 2 |',
      '<details>\n\nA\n\n</details>',
    ],
    ...[
      '%% private %%',
      '==marked==',
      '[[r1]]',
      '<https://example.org/>',
      '**bold** ~~gone~~ `code`',
      '### A third',
      ':smile:',
    ],
  );
  const body = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: usual },
      { weight: 1, arbitrary: shown.map((any) => any.replaceAll('<', '&lt;')) },
    ),
    { maxLength: 6 },
  );
  return fc.tuple(fields, body).map(([all, parts]) => entryText(kind, all, parts.join('\n\n')));
}
