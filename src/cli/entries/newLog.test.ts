import { describe, expect, test } from 'vitest';
import type { NewFile } from './importLog.ts';
import { newLog, type LogDraft } from './newLog.ts';

const starter: readonly NewFile[] = [
  { path: '_github/workflows/a_b.yml', text: 'on: push {title}\n' },
  { path: '_gitignore', text: 'dist/\n' },
  { path: 'README.md', text: '# {title}\n' },
  {
    path: 'content/log.md',
    text: '---\ntitle: A log\ntagline: In order.\ntopics: { tools: Tools }\n---\n\nHello.\n\n---\n\nMore.\n',
  },
  {
    path: 'content/weeks/01-first.md',
    text: '---\ntitle: First\nstart: 2025-01-06\nspent: { tools: 1h }\n---\n\nText.\n',
  },
];
const draft: LogDraft = {
  fields: { title: 'Was ich lerne: {title}', author: 'Ada', language: 'de' },
  folder: 'Mein Log',
  today: '2026-11-25',
  engine: { version: '1.2.3' },
};
const files = (more: Partial<LogDraft> = {}) =>
  Object.fromEntries(newLog(starter, { ...draft, ...more }).files.map(({ path, text }) => [path, text]));

test('only names that start with "_" are changed to start with a dot', () => {
  expect(Object.keys(files())).toEqual([
    ...['.github/workflows/a_b.yml', '.gitignore', 'README.md', 'content/log.md', 'content/weeks/01-first.md'],
    'package.json',
  ]);
  expect(files()['.github/workflows/a_b.yml']).toBe('on: push {title}\n');
});

test('log.md has the given fields and keeps the rest, including the text', () => {
  expect(files()['content/log.md']).toBe(
    "---\ntitle: 'Was ich lerne: {title}'\ntagline: In order.\nauthor: Ada\nlanguage: de\ntopics: { tools: Tools }\n---\n\nHello.\n\n---\n\nMore.\n",
  );
});

test('the week starts on the Monday of this week', () => {
  expect(files()['content/weeks/01-first.md']).toBe(
    '---\ntitle: First\nstart: 2026-11-23\nspent: { tools: 1h }\n---\n\nText.\n',
  );
  expect(files({ today: '2026-11-23' })['content/weeks/01-first.md']).toContain('start: 2026-11-23\n');
  expect(files({ today: '2026-11-29' })['content/weeks/01-first.md']).toContain('start: 2026-11-23\n');
});

test('the week is in the folder and the words of what the log is kept in', () => {
  const text =
    '---\ntitle: First\nsummary: What a week can contain.\n---\n\nA week is a file in `content/weeks/`.\nIt lasts.\nThen.\n';
  const own = (period: unknown) => {
    const made = newLog([{ path: 'content/weeks/01.md', text }], { ...draft, fields: { title: 'x', period } });
    return made.files[0];
  };
  expect(own({ one: 'sprint', other: 'sprints' })).toEqual({
    path: 'content/sprints/01.md',
    text: '---\ntitle: First\nsummary: What such a file can contain.\nstart: 2026-11-23\n---\n\nEach sprint has a file in `content/sprints/`.\nIt describes what you did in that time.\nThen.\n',
  });
  expect(own('day')).toMatchObject({ path: 'content/days/01.md', text: expect.stringContaining('start: 2026-11-25') });
  expect(own('week')).toMatchObject({ path: 'content/weeks/01.md', text: expect.stringContaining('A week is a file') });
  expect(own('fortnight')?.path).toBe('content/weeks/01.md');
});

test('README.md has the title', () => {
  expect(files()['README.md']).toBe('# Was ich lerne: {title}\n');
});

describe('package.json', () => {
  const read = (more: Partial<LogDraft> = {}) => JSON.parse(files(more)['package.json'] ?? '');

  test('depends only on the engine, in versions compatible with the current one', () => {
    expect(read()).toMatchObject({ name: 'mein-log', private: true, dependencies: { learnlog: '^1.2.3' } });
    expect(Object.keys(read().dependencies)).toHaveLength(1);
    expect(read()).not.toHaveProperty('allowScripts');
  });

  test('allows the install scripts that the engine allows', () => {
    expect(read({ engine: { version: '1.2.3', allowScripts: { esbuild: true } } }).allowScripts).toEqual({
      esbuild: true,
    });
  });

  test('has a name that npm accepts, whatever the name of the folder', () => {
    const names = ['学习', '...', 'Ünder_Söcks', '@a/b'].map((folder) => read({ folder }).name);
    expect(names).toEqual(['learning-log', 'learning-log', 'nder-s-cks', 'a-b']);
  });
});

test('invalid fields are reported', () => {
  const { problems } = newLog(starter, { ...draft, fields: { title: 'a\u202Eb', repository: 'my-log' } });
  expect(problems.map(({ rule, file, range }) => [rule, file, range.line])).toEqual([
    ['hidden-character', 'content/log.md', 2],
    ['invalid-address', 'content/log.md', 4],
  ]);
});
