import { expect, test } from 'vitest';
import { entryKey, logKey } from '../log/entry.ts';
import { buildLog } from '../log/buildLog.ts';
import { htmlOf, listHtmlOf } from '../log/inlineText.ts';
import { diagnoseEntry, readEntry, renderEntry } from './renderEntry.ts';

const source = {
  kind: 'week',
  key: entryKey('weeks', 'a'),
  file: 'content/weeks/a.md',
  text: '---\ntitle: A\nstart: 2025-01-01\n---\n',
} as const;

const environment = {
  folder: '/nowhere',
  language: 'en',
  words: {},
  macros: {},
  linkTargets: new Map(),
  pictures: new Map(),
  linkedFiles: new Map(),
};

test.each([
  [
    'an error in a plugin',
    new Error('no such node'),
    'render-failure',
    'This entry cannot be rendered: "no such node".',
  ],
  [
    'a stack overflow',
    new RangeError('Maximum call stack size exceeded'),
    'nesting-limit',
    'This entry is nested far more deeply than 60 levels, so that it cannot be read.',
  ],
])('%s becomes a problem in the entry', async (_, error, rule, message) => {
  const { entry, problems, result } = await readEntry({ ...source }, {}, () => Promise.reject(error));
  expect(entry?.key).toBe(source.key);
  expect(result).toBeUndefined();
  expect(problems).toEqual([{ rule, file: source.file, range: { line: 1, column: 1 }, message }]);
});

test('titles and other short texts take inline Markdown: text everywhere, HTML where pages show them', async () => {
  const text = [
    '---',
    'title: The *loss* $L(\\theta)$ & more',
    'type: paper',
    'url: https://example.org/',
    'verdict: Read `f(x)`',
    'best: the *first* course',
    'prerequisites: [{ resource: b, reason: For $x^2$ }]',
    '---',
  ].join('\n');
  const source = { kind: 'resource', key: entryKey('resources', 'a'), file: 'content/resources/a.md', text } as const;
  const { entry, problems } = await readEntry(source, {}, () => Promise.resolve());
  expect(problems).toEqual([]);
  const plain = {
    kind: 'resource',
    key: entryKey('resources', 'b'),
    file: 'content/resources/b.md',
    text: '---\ntitle: a * b * c < d\ntype: paper\nisbn: 978-0-262-03561-3\n---\n',
  } as const;
  const { entry: second } = await readEntry(plain, {}, () => Promise.resolve());
  const { log } = buildLog(
    [entry, second].flatMap((one) => one ?? []),
    { drafts: false },
  );
  const [a, b] = ['a', 'b'].map((id) => log.find(entryKey('resources', id)));
  if (a?.kind !== 'resource' || !b) throw new Error('The log has no such entries.');
  expect(a).toMatchObject({ title: 'The loss L(θ) & more', verdict: 'Read f(x)', best: ['the first course'] });
  expect(a.prerequisites[0]?.reason).toBe('For x²');
  expect(htmlOf(a, 'title')).toMatch(/^The <em>loss<\/em> <span class="katex">.* &#x26; more$/s);
  expect(listHtmlOf(a, 'title')).toBe('The <em>loss</em> L(θ) &#x26; more');
  expect(htmlOf(a, 'verdict')).toBe('Read <code>f(x)</code>');
  expect(htmlOf(b, 'title')).toBe('a * b * c &lt; d');
});

test('a formula in a title that KaTeX rejects is reported at the title, and stays as typed', async () => {
  const text = '---\ntitle: The loss $\\foo$\n---\n';
  const source = { kind: 'page', key: entryKey('pages', 'a'), file: 'content/pages/a.md', text } as const;
  const { entry, problems } = await readEntry(source, {}, () => Promise.resolve());
  expect(problems.map(({ rule, range }) => [rule, range.line, range.column])).toEqual([['invalid-math', 2, 8]]);
  expect(entry?.inline).toBeUndefined();
});

test.each([
  ['a check', diagnoseEntry],
  ['a build', renderEntry],
])('contents, excerpts and mentions show the number of an equation, in %s', async (_, read) => {
  const body = [
    '$$\nx \\label{loss}\n$$',
    '## On \\eqref{loss} and $\\ref{loss}$',
    'By \\eqref{loss}, and not \\eqref{other}.',
    'See \\eqref{loss} in [the \\eqref{loss}](../resources/ppo.md).',
  ];
  const { entry } = await read(
    { ...source, text: `${source.text}\nBy \\eqref{loss}.\n\n${body.join('\n\n')}\n` },
    environment,
  );
  expect(entry?.body).toMatchObject({
    opening: 'By (1).',
    headings: [{ id: 'on-eqrefloss-and-refloss', text: 'On (1) and 1', opening: 'By (1), and not \\eqref{other}.' }],
    links: [{ sentence: { before: 'See (1) in ', text: 'the (1)', after: '.' } }],
  });
});

test('the id of a topic may have a dot', async () => {
  const text = '---\ntitle: A log\ntopics: { gpt-3.5: The *third*, gpt-3: Other }\n---\n';
  const { entry } = await readEntry({ kind: 'log', key: logKey, file: 'content/log.md', text }, {}, () =>
    Promise.resolve(),
  );
  expect(entry?.fields).toMatchObject({ topics: { 'gpt-3.5': { title: 'The third' }, 'gpt-3': { title: 'Other' } } });
});
