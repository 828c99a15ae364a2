import { expect, test } from 'vitest';
import { buildLog } from '../buildLog.ts';
import { logEntry, note, resource, week } from '../fixtures/entries.ts';

/** The doubtful topics of a log, as `file message`. */
function doubtful(...entries: Parameters<typeof buildLog>[0]): readonly string[] {
  const { problems } = buildLog(entries, { drafts: false });
  return problems.flatMap(({ rule, file, message }) => (rule === 'doubtful-topic' ? `${file} ${message}` : []));
}

const python = [note('python/a'), note('python/b')];

test('a folder with a single note and nearly the name of another topic is doubtful', () => {
  expect(doubtful(logEntry(), note('pyhton/c'), ...python)).toEqual([
    'content/notes/pyhton/c.md Only this note is on "pyhton". Did you mean "python"?',
  ]);
  const listed = logEntry({ topics: { python: 'Python' } });
  expect(doubtful(listed, note('pyhton/c'))).toHaveLength(1);
});

test('of two such folders, the later is doubtful', () => {
  expect(doubtful(logEntry(), note('pyhton/c'), note('python/a'))).toEqual([
    'content/notes/python/a.md Only this note is on "python". Did you mean "pyhton"?',
  ]);
});

test('without a list in log.md, so is one that a single entry of any kind names', () => {
  const named = (topics: string) => [resource('r', { topics }), ...python];
  const message = 'content/resources/r.md Only this entry is on "pyhton". Did you mean "python"?';
  expect(doubtful(logEntry(), ...named('pyhton'))).toEqual([message]);
  expect(doubtful(logEntry(), note('n', { topics: ['haskell', 'pyhton'] }), ...python)).toEqual([
    'content/notes/n.md Only this note is on "pyhton". Did you mean "python"?',
  ]);
  expect(doubtful(logEntry(), week('w', { spent: { pyhton: '1h' } }), ...python)).toHaveLength(1);
  expect(doubtful(logEntry(), ...named('Python'))).toEqual([]);
  expect(doubtful(logEntry({ topics: { python: 'Python' } }), ...named('pyhton'))).toEqual([]);
});

test.each([
  ['is listed', [logEntry({ topics: { pyhton: 'Pyhton' } }), note('pyhton/c'), ...python]],
  ['has two notes', [logEntry(), note('pyhton/c'), note('pyhton/d'), ...python]],
  ['has a resource', [logEntry(), note('pyhton/c'), resource('r', { topics: 'pyhton' }), ...python]],
  ['has time in a week', [logEntry(), note('pyhton/c'), week('w', { spent: { pyhton: '1h' } }), ...python]],
  ['has another number', [logEntry(), note('2024/c'), note('2025/a'), note('2025/b')]],
  ['has another name', [logEntry(), note('haskell/c'), ...python]],
  ['is short', [logEntry(), note('nlp/c'), note('ulp/a'), note('ulp/b')]],
])('a topic that %s is not', (_, entries) => {
  expect(doubtful(...entries)).toEqual([]);
});

test('nothing is doubtful while entries cannot be read, which may be on the topic too', () => {
  const { problems } = buildLog([logEntry(), note('pyhton/c'), ...python], {
    drafts: false,
    broken: new Set(['notes/pyhton/d' as never]),
  });
  expect(problems).toEqual([]);
});

test('a thousand folders with a note each take no time and give no warnings', () => {
  const many = Array.from({ length: 1000 }, (_, index) =>
    note(`topic${String.fromCharCode(97 + (index % 26))}${index}/n`),
  );
  expect(doubtful(logEntry(), ...many)).toEqual([]);
});
