import { expect, test } from 'vitest';
import { buildLog } from '../buildLog.ts';
import type { Entry, WikiLink } from '../entry.ts';
import { heading, logEntry, note, page, resource, week } from '../fixtures/entries.ts';

const range = { line: 9, column: 3, endLine: 9, endColumn: 9 };

function wikiLink(target: string, more: Partial<WikiLink> = {}): WikiLink {
  return { written: `[[${target}]]`, target, isEmbed: false, range, ...more };
}

const entries = [
  logEntry(),
  page('about', { title: 'About [this] log' }),
  page('optimizers', { title: 'Gradient descent' }),
  page('hidden', { draft: true }),
  note('git/rebase-onto', { aliases: 'vcs/moving' }),
  resource(
    'adam',
    { title: 'Adam', aliases: 'adam-2014', status: 'queued' },
    { ...heading('the-rule'), text: 'The rule' },
  ),
  resource('sgd', { title: 'Gradient Descent', status: 'queued' }),
];

/** The problem of a link in an entry. */
function problemOf(link: WikiLink, from: Entry = week('01')) {
  const entry = { ...from, body: { ...from.body, wikiLinks: [link] } } as Entry;
  const others = entries.filter(({ key }) => key !== entry.key);
  const { problems } = buildLog([...others, entry], { drafts: false });
  return problems.find(({ rule }) => rule === 'foreign-syntax');
}

test.each([
  ['an id', wikiLink('adam'), '[Adam](../resources/adam.md)'],
  ['an id in other letters', wikiLink('ADAM'), '[Adam](../resources/adam.md)'],
  ['a file', wikiLink('adam.md'), '[Adam](../resources/adam.md)'],
  ['the file of a note', wikiLink('rebase-onto'), '[Note git/rebase-onto](../notes/git/rebase-onto.md)'],
  ['the path of a note', wikiLink('notes/git/rebase-onto'), '[Note git/rebase-onto](../notes/git/rebase-onto.md)'],
  ['an old name of a note', wikiLink('Moving'), '[Note git/rebase-onto](../notes/git/rebase-onto.md)'],
  ['a path', wikiLink('notes/resources/adam'), '[Adam](../resources/adam.md)'],
  ['an alias', wikiLink('adam-2014'), '[Adam](../resources/adam.md)'],
  ['a title', wikiLink('About [this]  log'), '[About \\[this\\] log](../pages/about.md)'],
  ['a text', wikiLink('adam', { text: 'a *paper*' }), '[a *paper*](../resources/adam.md)'],
  ['a heading', wikiLink('adam', { heading: 'The rule', text: 'it' }), '[it](../resources/adam.md#the-rule)'],
  ['an address', wikiLink('https://example.org/', { text: 'x' }), '[x](<https://example.org/>)'],
])('a link by %s becomes a link in Markdown', (_, link, text) => {
  expect(problemOf(link)?.fix).toMatchObject({ range, text });
});

test('the path is relative to the entry', () => {
  expect(problemOf(wikiLink('adam'), resource('a', { status: 'queued' }))?.fix?.text).toBe('[Adam](adam.md)');
  expect(problemOf(wikiLink('adam'), note('git/tricks/x'))?.fix?.text).toBe('[Adam](../../../resources/adam.md)');
  expect(problemOf(wikiLink('rebase-onto'), note('git/x'))?.fix?.text).toBe('[Note git/rebase-onto](rebase-onto.md)');
  expect(problemOf(wikiLink('adam'), logEntry())?.fix?.text).toBe('[Adam](resources/adam.md)');
  const own = page('own', {}, { ...heading('setup'), text: 'Setup' });
  expect(problemOf(wikiLink('', { heading: 'Setup' }), own)?.fix?.text).toBe('[Setup](#setup)');
});

test.each([
  ['an unknown entry', wikiLink('adan'), 'no entry "adan". Did you mean "adam"?'],
  [
    'a title of two entries',
    wikiLink('gradient descent'),
    '"content/pages/optimizers.md" or "content/resources/sgd.md"',
  ],
  ['a draft', wikiLink('hidden'), '"content/pages/hidden.md" is a draft'],
  ['an unknown heading', wikiLink('adam', { heading: 'The law' }), 'no heading "The law"'],
  ['a block', wikiLink('adam', { heading: '^a1b2c3' }), 'no heading "^a1b2c3"'],
  ['an embedded entry', wikiLink('adam', { isEmbed: true }), 'entries cannot be embedded'],
  ['a picture', wikiLink('a b.png', { isEmbed: true }), '"![what it shows](<../images/a b.png>)"'],
])('%s is reported without a fix', (_, link, message) => {
  const problem = problemOf(link);
  expect(problem?.message).toContain(message);
  expect(problem?.fix).toBeUndefined();
});
