import { describe, expect, test } from 'vitest';
import { classifyChange, parseChanges } from './classifyChange.ts';

const line = (path: string, mode = '100644', blob = 'b1') => `:100644 ${mode} a0 ${blob} M\0${path}\0`;
const classified = (raw: string, size = 100, content: string[] = []) =>
  classifyChange(parseChanges(raw), new Map([['b1', size]]), content);

describe('a list of changes', () => {
  test('is split at its zero bytes, whatever the names contain', () => {
    expect(parseChanges(line('content/a\n:100644 b.md') + line('content/é.md', '000000'))).toEqual([
      { path: 'content/a\n:100644 b.md', mode: '100644', blob: 'b1', kind: 'changed' },
      { path: 'content/é.md', mode: '000000', blob: 'b1', kind: 'changed' },
    ]);
    expect(parseChanges('')).toEqual([]);
  });

  test.each([':100644 100644 a0 b1 M\0a', 'x\0a\0', ':100644 100644 a0 b1 M\0\0', ':100644 100644 a0 b1 R100\0a\0b\0'])(
    'is refused if it is not in the format of Git: %j',
    (raw) => expect(() => parseChanges(raw)).toThrow(),
  );
});

describe('a change is content', () => {
  test.each([
    'content/log.md',
    'content/weeks/01-first.md',
    `content/notes/${'a/'.repeat(8)}b.md`,
    'content/images/été 2.webp',
    'content/resources/語.md',
    'content/files/slides.pdf',
    'content/weeks/a.ipynb',
    'content/a.csv',
    'content/a.txt',
  ])('if it only affects %s', (path) => expect(classified(line(path))).toEqual({ verdict: 'content', refusals: [] }));

  test('if it removes an entry of any size', () => {
    expect(classified(line('content/a.md', '000000'), 9_000_000).verdict).toBe('content');
  });
});

describe('a change is refused', () => {
  test.each([
    'content/../package.json',
    'content/.git/config',
    'content/.GIT/config',
    'content//a.md',
    'content/-a.md',
    'content/a.md ',
    'content/a\\..\\b.md',
    'content/a\u202Egnp.md',
    'content/a\r.md',
    'content/./a.md',
    'content/a/',
    `content/${'a/'.repeat(20)}a.md`,
  ])('for the path %j', (path) => expect(classified(line(path)).verdict).toBe('refused'));

  test.each(['120000', '160000', '100755', '040000', '100664'])('for the Git mode %s', (mode) => {
    expect(classified(line('content/a.md', mode)).verdict).toBe('refused');
    expect(classified(line('content/weeks', mode)).verdict).toBe('refused');
  });

  test('for a file that is too large, or files that are too large together', () => {
    expect(classified(line('content/a.md'), 512 * 1024 + 1).verdict).toBe('refused');
    expect(classified(line('content/a.png'), 2 * 1024 * 1024).verdict).toBe('content');
    expect(classified(line('content/a.png').repeat(11), 2 * 1024 * 1024).verdict).toBe('refused');
    expect(classified(line('content/a.png'), 2 * 1024 * 1024 + 1).verdict).toBe('refused');
    expect(classified(line('content/a.pdf'), 10 * 1024 * 1024).verdict).toBe('content');
    expect(classified(line('content/a.pdf'), 10 * 1024 * 1024 + 1).verdict).toBe('refused');
    expect(classified(line('content/a.md').repeat(301), 1).verdict).toBe('refused');
  });

  test('for missing content', () => {
    expect(classified(line('content/a.md', '100644', 'b2')).verdict).toBe('refused');
  });

  test('for names that differ only in capitals or Unicode normalisation', () => {
    expect(classified(line('content/a.md'), 1, ['content/Été.md', 'content/e\u0301te\u0301.md']).verdict).toBe(
      'refused',
    );
  });

  test.each(['.astro/html/0a', '.ASTRO/html/0a', 'logs/mine/.astro/cache/data-store.json', '.astro'])(
    'for %s, which a build would read as its cache',
    (path) => {
      const { verdict, refusals } = classified(line(path) + line('package.json'));
      expect(verdict).toBe('refused');
      expect(refusals[0]).toEqual({ file: path, reason: expect.stringContaining('Remove it from the change.') });
      expect(classified(line(path, '000000')).verdict).toBe('code');
    },
  );

  test('even if it also changes code', () => {
    expect(classified(line('package.json') + line('content/a.md', '120000')).verdict).toBe('refused');
  });
});

test.each([
  'package.json',
  'slots/Head.astro',
  'Content/a.md',
  'content',
  'content/theme.css',
  'content/words.yaml',
  'content/a.svg',
  'content/a.avif',
  'content/a.html',
  'content/a.mdx',
])('a change to %s is a change of code', (path) =>
  expect(classified(line(path) + line('content/a.md')).verdict).toBe('code'),
);
