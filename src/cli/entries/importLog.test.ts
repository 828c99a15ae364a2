import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInlineText } from '../../markdown/inlineText.ts';
import { readFrontmatter } from '../../loader/frontmatter.ts';
import { checkEntries, readLogFile } from './importLog.ts';

const paper = { id: 'ppo', title: 'PPO', type: 'paper', url: 'https://arxiv.org/abs/1707.06347' };
const fileWith = (...resources: readonly unknown[]) => ({ learnlog: 1, title: 'Theirs', resources });

/** What is read from a valid log file. */
function read(content: unknown) {
  const found = readLogFile(JSON.stringify(content));
  return 'failure' in found ? expect.fail(found.failure) : found;
}

/** Everything that is wrong with a log file, part by part. */
async function problemsOf(content: unknown): Promise<string[]> {
  const { log, problems } = read(content);
  const root = {
    path: 'content/log.md',
    text: `---\ntitle: Mine\ntopics: ${JSON.stringify(log.fields.topics ?? {})}\n---\n`,
  };
  const all = [...problems, ...(await checkEntries([root, ...log.files]))];
  return all.map(({ file, rule, message }) => `${file} ${rule}: ${message}`);
}

describe('a log file', () => {
  test('yields each resource with its facts, as queued, without opinions on it', () => {
    const { log, problems } = read(
      fileWith({
        ...paper,
        length: '~15 pages',
        prerequisites: [{ resource: 'base', or: ['other'], reason: 'it is used here' }],
        aliases: ['old-name'],
        verdict: 'Bad',
        status: 'finished',
        spent: '2h',
        best: ['rl'],
        draft: true,
      }),
    );
    expect(problems).toEqual([]);
    expect(log.files).toEqual([
      {
        path: 'content/resources/ppo.md',
        text: `---
title: PPO
type: paper
url: https://arxiv.org/abs/1707.06347
length: ~15 pages
status: queued
prerequisites:
  - { resource: base, or: [ other ], reason: it is used here }
---
`,
      },
    ]);
  });

  test('yields the topics of its resources, and its source', () => {
    const scaling = { title: 'Scaling', summary: 'More', parent: 'models' };
    const topics = { rl: 'Reinforcement', scaling, models: 'Models', unused: 'Unused' };
    const { log } = read({
      ...fileWith({ ...paper, topics: ['scaling'] }, { ...paper, id: 'b', topics: 'rl' }),
      topics,
      site: 'https://example.org/',
    });
    expect(log.fields).toEqual({
      topics: { rl: topics.rl, scaling, models: 'Models' },
      credits: [{ text: 'Started from “Theirs”', url: 'https://example.org/' }],
    });
  });

  test('yields a resource that can be read first', () => {
    const { log } = read(fileWith({ ...paper, prerequisites: ['base'] }, { ...paper, id: 'base' }));
    expect([log.first, log.count]).toEqual(['base', 2]);
  });

  test.each([
    ['not JSON', '<!doctype html>', 'This is not the log.json of a log'],
    ['other JSON', '[]', 'This is not the log.json of a log'],
    ['a list of references', '{"items": []}', 'This is not the log.json of a log'],
    ['an invalid version', '{"learnlog": "1"}', 'is not a whole number of 1 or more'],
    [
      'a newer format',
      '{"learnlog": 2, "resources": [{}]}',
      'format version is 2, but this version of Learnlog reads only 1',
    ],
    ['no resources', '{"learnlog": 1, "resources": []}', 'has no list of resources'],
    ['too many', `{"learnlog": 1, "resources": [${'1,'.repeat(20_000)}1]}`, '20001 resources, more than 20000'],
  ])('is refused if it is %s', (_, text, failure) => {
    expect(readLogFile(text)).toEqual({ failure: expect.stringContaining(failure) });
  });
});

describe('problems with resources are listed by resource and field', () => {
  test('all of them', async () => {
    const problems = await problemsOf({
      ...fileWith(
        { ...paper, length: 'long', published: '2017-13', topics: ['nowhere'] },
        { ...paper, id: 'b', url: 'javascript:alert(1)', prerequisites: ['gone'], rating: 5 },
        { ...paper, id: 'c', url: 'https://example.org/c', prerequisites: [{ resource: 'gone' }], series: 'lost' },
        { id: 'd' },
      ),
    });
    for (const told of [
      /^content\/resources\/ppo\.md invalid-duration: "length" .*"long"/,
      /^content\/resources\/ppo\.md invalid-date: "published" .*"2017-13"/,
      /^content\/resources\/b\.md invalid-address: "url"/,
      /^content\/resources\/b\.md unknown-key: "rating"/,
      /^content\/resources\/c\.md \S+: .*"gone"/,
      /^content\/resources\/c\.md \S+: .*"lost"/,
      /^content\/resources\/d\.md missing-key: "title" is missing/,
    ]) {
      expect(problems).toContainEqual(expect.stringMatching(told));
    }
  });

  test('a topic that the file does not have', async () => {
    const file = { ...fileWith({ ...paper, topics: ['rl', 'nowhere'] }), topics: { rl: 'RL' } };
    expect(await problemsOf(file)).toEqual([
      expect.stringMatching(/^content\/resources\/ppo\.md unknown-topic: .*"nowhere"/),
    ]);
  });

  test.each([
    ['the folder above', '../../package'],
    ['a folder', 'a/b'],
    ['a Windows path', 'a\\b'],
    ['a hidden file', '.htaccess'],
    ['nothing', ''],
    ['a null character', 'a\u0000'],
    ['a device name', 'con'],
    ['a device name with an extension', 'NUL.txt'],
    ['letters that some file systems normalise', 'cafe\u0301'],
    ['a symbol that some file systems treat as a letter', '\u212A'],
    ['a very long name', 'a'.repeat(201)],
  ])('an id that is %s', async (_, id) => {
    const { log, problems } = read(fileWith({ ...paper, id }));
    expect(log.files).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ rule: 'file-name', file: 'log.json' })]);
    expect(problems[0]?.message).toMatch(/^Resource 1 has the id /);
  });

  test.each([
    ['the same', 'ppo'],
    ['other capitals', 'PPO'],
  ])('ids that have %s', async (_, id) => {
    const problems = await problemsOf(fileWith(paper, { ...paper, id, url: 'https://example.org/other' }));
    expect(problems).toContainEqual(expect.stringMatching(/address-taken/));
  });

  test.each([
    ['no object', 7, 'is not an object'],
    ['no id', { title: 'x' }, 'has no "id"'],
    ['more levels than a field has', { ...paper, topics: [[[[[1]]]]] }, 'is nested too deeply in "topics"'],
  ])('%s', (_, resource, message) => {
    expect(read(fileWith(resource)).problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  test('a text with a huge number of levels does not crash the program', () => {
    const deep = '['.repeat(9_000) + ']'.repeat(9_000);
    const text = JSON.stringify(fileWith({ ...paper, topics: 'deep' })).replace('"deep"', deep);
    expect(readLogFile(text)).toMatchObject({ problems: [{ rule: 'invalid-value' }] });
  });
});

test('no log file makes it throw, or write outside the folder of resources', async () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('__proto__', '---', 'a: b', '\n---\n', "'", '{', '*a', '&a', '2017', 'true', '~'),
  );
  const names = fc.constantFrom('title', 'type', 'url', 'topics', 'length', 'prerequisites', '__proto__', 'x');
  const resource = fc
    .record({ id: fc.oneof(fc.string(), fc.constantFrom('a', 'A', '..', '__proto__')) })
    .chain((one) =>
      fc.array(fc.tuple(names, value), { maxLength: 6 }).map((fields) => ({ ...Object.fromEntries(fields), ...one })),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(resource, { minLength: 1, maxLength: 3 }), value, async (resources, topics) => {
      const found = readLogFile(JSON.stringify({ learnlog: 1, resources, topics }));
      if ('failure' in found) return;
      await checkEntries(found.log.files);
      for (const { path } of found.log.files)
        expect(path).toMatch(/^content\/resources\/[\p{L}\p{N}][\p{L}\p{N}._-]*\.md$/u);
    }),
    { numRuns: 200 },
  );
});

test('numbers are read as the text they are written as', () => {
  const { log, problems } = read(fileWith({ ...paper, published: 2017, part: 2, series: 'a', arxiv: '1706.0300' }));
  expect(problems).toEqual([]);
  expect(readFrontmatter('resource', log.files[0]?.text ?? '', 'x')).toMatchObject({
    fields: { published: { iso: '2017' }, part: 2, arxiv: '1706.0300' },
    problems: [],
  });
});

test('a text survives the round trip through an entry', () => {
  const title = `"It's": [a] {b} # ---\n  x *y &z`;
  const { log } = read(fileWith({ ...paper, title }));
  expect(readFrontmatter('resource', log.files[0]?.text ?? '', 'x').fields?.title).toBe(title);
});

test.each(['*x*', 'C*-algebras', '`code`', '$x^2$ and $', '__init__', 'a \\* b', '\\frac{1}{2}', '*a* $\\nothing$'])(
  'a title with signs of Markdown stays text: %s',
  async (title) => {
    const { log } = read({ ...fileWith({ ...paper, title, topics: ['rl'] }), topics: { rl: title }, title });
    const shown = (text: string) => readInlineText(text, {})?.text ?? text;
    const fields = readFrontmatter('resource', log.files[0]?.text ?? '', 'x').fields;
    expect(shown(fields?.title ?? '')).toBe(title);
    const { topics, credits } = log.fields as { topics: Record<string, string>; credits: { text: string }[] };
    expect(shown(topics.rl ?? '')).toBe(title);
    expect(shown(credits[0]?.text ?? '')).toBe(`Started from “${title}”`);
  },
);
