import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EntryKey } from '../log/entry.ts';
import { makeFolder } from './fixtures/folder.ts';
import { checkLog } from './check.ts';
import { loadLog } from './load.ts';
import { parseWords } from './words.ts';

const told = (text: string, language = 'en') =>
  parseWords(text, language).problems.map(
    ({ range, rule, message }) => `${range.line}:${range.column} ${rule} ${message}`,
  );

test('the words of every kind', () => {
  const text = [
    '# Ours',
    'frame:',
    '  timeline: Diary',
    '  keptBy: "By {name}"',
    'numbers:',
    '  weeks: { one: "one sprint", other: "{n} sprints" }',
    'client:',
    '  search: { title: 2024 }',
  ].join('\n');
  expect(parseWords(text, 'en')).toEqual({
    words: {
      frame: { timeline: 'Diary', keptBy: 'By {name}' },
      numbers: { weeks: { one: 'one sprint', other: '{n} sprints' } },
      client: { search: { title: '2024' } },
    },
    problems: [],
  });
});

test.each(['', '# Nothing yet\n', '---\n', 'frame: {}'])('a file without words: %j', (text) => {
  expect(parseWords(text, 'en').problems).toEqual([]);
});

test.each([
  ['frame:\n  timelin: Diary', '2:3 invalid-words The site has no words "frame.timelin". Did you mean "timeline"?'],
  ['timeline: Diary', '1:1 invalid-words The site has no words "timeline". Did you mean "frame.timeline"?'],
  ['xyzzy: Diary', '1:1 invalid-words The site has no words "xyzzy".'],
  ['__proto__: { a: b }', '1:1 invalid-words The site has no words "__proto__".'],
  ['frame: Diary', '1:8 invalid-words "frame" takes names with their words, such as "skip".'],
  ['- Diary', '1:1 invalid-words "content/words.yaml" takes names with their words, such as "types".'],
  ['frame: { site: true }', '1:16 invalid-words "frame.site" takes a text on one line, such as "Site".'],
  ['frame:\n  site: |\n    a\n    b', '2:9 invalid-words "frame.site" takes a text on one line, such as "Site".'],
  ['frame:\n  site:', '2:8 invalid-words "frame.site" takes a text on one line, such as "Site".'],
  ['names: { week: Sprint }', '1:16 invalid-words "names.week" needs {number}, as in "{Period} {number}".'],
  ['frame: { site: "{x}" }', '1:16 invalid-words "frame.site" has {x}, but takes no placeholders, as in "Site".'],
  [
    'numbers: { weeks: sprints }',
    '1:19 invalid-words "numbers.weeks" takes a phrase for each plural form: one, other. "other" is required.',
  ],
  [
    'numbers: { weeks: { few: "{n}", other: "{n}" } }',
    '1:21 invalid-words "few" is not a plural form of the language: one, other.',
  ],
  ['frame: { site: A, site: B }', '1:19 duplicate-key "site" is here a second time.'],
  ['frame: { site: "\\u202e" }', expect.stringContaining('hidden-character')],
])('%j', (text, problem) => {
  expect(told(text)).toEqual([problem]);
  expect(Object.values(parseWords(text, 'en').words).flatMap((group) => Object.values(group))).toEqual([]);
});

test('the plural forms and the placeholders are those of the language', () => {
  expect(told('numbers: { weeks: { one: "سباق", two: "سباقان", few: "{n}", other: "{n} سباق" } }', 'ar')).toEqual([]);
  expect(told('names: { week: 週 }', 'ja')).toEqual([expect.stringContaining('as in "第{number}{period}"')]);
});

describe('in a folder', () => {
  const files = {
    'log.md': '---\ntitle: A log\n---\n',
    'weeks/01.md': '---\ntitle: One\nstart: 2025-01-06\n---\n\n> [!NOTE]\n> Seen.\n',
  };

  async function withWords(text: string, name = 'words.yaml') {
    const folder = await makeFolder(
      Object.fromEntries(Object.entries(files).map(([path, content]) => [`content/${path}`, content])),
    );
    await mkdir(join(folder, 'content'), { recursive: true });
    await writeFile(join(folder, 'content', name), text);
    return folder;
  }

  test('words change cached HTML, and their problems are those of check', async () => {
    const folder = await withWords('callouts: { note: Remark }');
    const shown = async () => {
      const { html, words } = await loadLog(folder, { drafts: false });
      return [html.get('weeks/01' as EntryKey), words];
    };
    expect(await shown()).toEqual([expect.stringContaining('Remark'), { callouts: { note: 'Remark' } }]);
    await writeFile(join(folder, 'content/words.yaml'), 'callouts: { note: Aside }');
    expect(await shown()).toEqual([expect.stringContaining('Aside'), { callouts: { note: 'Aside' } }]);
    await writeFile(join(folder, 'content/words.yaml'), 'callouts: { nota: \u202eAside }');
    const { problems, texts } = await checkLog(folder);
    expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'content/words.yaml invalid-words',
      'content/words.yaml hidden-character',
    ]);
    expect(texts.get('content/words.yaml')).toContain('nota');
    expect((await loadLog(folder, { drafts: false })).problems).toEqual(problems);
  });

  test('a file with another ending is not overlooked', async () => {
    const { problems } = await loadLog(await withWords('frame: {}', 'words.yml'), { drafts: false });
    expect(problems).toMatchObject([{ file: 'content/words.yml', rule: 'invalid-words' }]);
  });
});
