import { expect, test } from 'vitest';
import { changeFields } from './changeFields.ts';

const entry = [
  ...['---', '# My notes', 'title:   "PPO"  # the first', "url: 'https://example.org/'", 'type: paper', 'authors:'],
  ...['  - Ada', '  - Bob', 'verdict: >', '  Good', '', '# the end', '---', '', '# Body', 'title: x', '---', ''],
].join('\n');
const change = (changes: object, text = entry) => changeFields('resource', text, { ...changes });
/** The lines that a change removes and adds. */
function difference(changes: object, text = entry) {
  const after = change(changes, text)?.split('\n');
  const before = text.split('\n');
  return [before.filter((line) => !after?.includes(line)), after?.filter((line) => !before.includes(line))];
}

test('only the value of a field changes', () => {
  expect(change({ title: 'Proximal: policy' })).toBe(entry.replace('title:   "PPO"', "title: 'Proximal: policy'"));
  expect(difference({ authors: ['Ada', 'Eve'], verdict: 'Bad' })).toEqual([
    ['authors:', '  - Ada', '  - Bob', 'verdict: >', '  Good'],
    ['authors: [Ada, Eve]', 'verdict: Bad'],
  ]);
});

test('new fields are where the schema has them', () => {
  const after = change({ published: '2017', venue: 'V', summary: 'S', type: 'book' });
  expect(after).toBe(
    entry.replace('type: paper', 'type: book').replace('  - Bob\n', '  - Bob\npublished: 2017\nvenue: V\nsummary: S\n'),
  );
  expect(change({ published: '2017' }, '---\nverdict: V\ntitle: T\ntype: paper\n---\n')).toBe(
    '---\nverdict: V\ntitle: T\ntype: paper\npublished: 2017\n---\n',
  );
});

test('lines end as in the file', () => {
  const windows = entry.replaceAll('\n', '\r\n');
  expect(change({ title: 'T', venue: 'V', verdict: 'Bad' }, windows)).toBe(
    windows
      .replace('title:   "PPO"', 'title: T')
      .replace('  - Bob\r\n', '  - Bob\r\nvenue: V\r\n')
      .replace('verdict: >\r\n  Good\r\n', 'verdict: Bad\r\n'),
  );
});

test.each([
  ['no frontmatter', 'title: A', { title: 'B' }],
  ['frontmatter on one line', '---\n{ title: A, type: paper }\n---\n', { title: 'B' }],
  ['a comment in a list', '---\ntitle: A\ntype: paper\nauthors:\n  - Ada # who\n  - Bob\n---\n', { authors: 'C' }],
  ['a comment before a value', '---\ntitle:\n  # who\n  A\ntype: paper\n---\n', { title: 'B' }],
  ['a comment at a block', '---\ntitle: A\ntype: paper\nabstract: | # mine\n  A\n---\n', { abstract: 'B' }],
  ['broken YAML', '---\ntitle: [\n---\n', { title: 'B' }],
  ['a field that the schema does not have', entry, { titel: 'B' }],
  ['a value that is not valid', entry, { type: 'papper' }],
])('a change that would lose something is refused: %s', (_, text, changes) => {
  expect(change(changes, text)).toBeUndefined();
});
