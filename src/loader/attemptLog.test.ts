import { expect, test } from 'vitest';
import { buildLog } from '../log/buildLog.ts';
import type { Entry } from '../log/entry.ts';
import { attemptLog } from './attemptLog.ts';
import { diagnoseEntry } from './renderEntry.ts';

const page = async (id: string, body = ''): Promise<Entry> => {
  const source = { kind: 'page', key: `pages/${id}`, file: `content/pages/${id}.md` } as const;
  const { entry } = await diagnoseEntry(
    { ...source, key: source.key as Entry['key'], text: `---\ntitle: ${id}\n---\n\n${body}\n` },
    { macros: {} },
  );
  return entry ?? expect.fail('The page is not valid.');
};

const entries = [await page('a'), await page('b'), await page('c', '[b](b.md) [d](d.md)')];

/** Builds the graph, but fails as soon as it has one of these entries. */
const failingAt = (isWrong: (entries: readonly Entry[]) => boolean): typeof buildLog => {
  return (some, options) => {
    if (isWrong(some)) throw new Error('no such day');
    return buildLog(some, options);
  };
};
const has = (key: string) => (some: readonly Entry[]) => some.some((entry) => entry.key === key);

test('an entry at which the graph fails is reported and left out, with all its other problems', () => {
  const { log, problems, failed } = attemptLog(entries, { drafts: false }, failingAt(has('pages/b')));
  expect(problems.map(({ file, rule, message }) => [file, rule, message])).toEqual([
    ['content/pages/b.md', 'render-failure', 'This entry cannot be rendered: "no such day".'],
    ['content/pages/c.md', 'unknown-entry', expect.stringContaining('"content/pages/d.md" is not in this log.')],
  ]);
  expect(log.pages.map(({ id }) => id)).toEqual(['a', 'c']);
  expect([...failed].map(({ key }) => key)).toEqual(['pages/b']);
});

test('entries that only fail together are reported as a problem of the log', () => {
  const { log, problems } = attemptLog(
    entries,
    { drafts: false },
    failingAt(({ length }) => length > 1),
  );
  expect(problems).toMatchObject([
    { file: 'content/log.md', rule: 'render-failure', message: 'This log cannot be rendered: "no such day".' },
  ]);
  expect(log.pages).toEqual([]);
});

test('nothing is left out if nothing fails', () => {
  const { log, problems, failed } = attemptLog(entries, { drafts: false });
  expect({ log: log.pages.length, problems: problems.length, failed: failed.size }).toEqual({
    log: 3,
    problems: 1,
    failed: 0,
  });
});
