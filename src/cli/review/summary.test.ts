import { describe, expect, test } from 'vitest';
import { diagnoseEntry } from '../../loader/renderEntry.ts';
import type { EntryKey, EntryKind } from '../../log/entry.ts';
import { reviewContent, reviewSchema, reviewUnread, type Side } from './review.ts';
import { reviewSummary } from './summary.ts';

/** One side of a change, from files by their paths below `content/`. */
async function side(files: Readonly<Record<string, string>>, problems: Side['problems'] = []): Promise<Side> {
  const sources = Object.entries(files).map(([path, text]) => {
    const kind: EntryKind = path === 'log.md' ? 'log' : path.startsWith('weeks/') ? 'week' : 'resource';
    return { kind, key: path.replace(/\.md$/, '') as EntryKey, file: `content/${path}`, text };
  });
  const diagnosed = await Promise.all(sources.map((source) => diagnoseEntry(source, { macros: {} })));
  return {
    entries: diagnosed.flatMap(({ entry }) => entry ?? []),
    problems,
    texts: new Map(sources.map(({ file, text }) => [file, text])),
  };
}

const log = '---\ntitle: A log\nsite: https://ada.example/log/\ntopics: { attention: Attention }\n---\n';
const paper = (title: string, more = '') =>
  `---\ntitle: ${title}\ntype: paper\nurl: https://example.org/${title}\n${more}---\n\nThe first lines of it. And more.\n`;
const before = {
  'log.md': log,
  'resources/kept.md': paper('Kept'),
  'resources/gone.md': paper('Gone'),
  'resources/renamed.md': paper('Before'),
};

describe('the summary of a content change', async () => {
  const added = paper('New', 'topics: attention\nlevel: advanced\nspent: 1h 30m\nverdict: Read it twice.\n');
  const week = '---\ntitle: First\nstart: 2025-02-07\n---\n\nI read [it](../resources/new.md).\n';
  const after = {
    ...{ 'log.md': log, 'resources/kept.md': paper('Kept'), 'resources/renamed.md': paper('After') },
    ...{ 'resources/new.md': added, 'weeks/01-first.md': week },
  };
  const text = reviewSummary(reviewContent(await side(before), await side(after)));

  test('shows how and where added entries will appear', async () => {
    expect(text).toContain(
      '- **`New`** in `content/resources/new.md`\\\n  `Paper` · `Attention` · `Advanced` · `1 h 30 min`\\\n  `Read it twice.`\\\n' +
        '  On `/log/resources/new/`, `/log/weeks/01-first/`, `/log/topics/attention/`, `/log/types/paper/`',
    );
  });

  test('lists changed and removed entries, and no unchanged ones', async () => {
    expect(text).toContain(
      '### Changed\n\n- **`After`** in `content/resources/renamed.md`\\\n  Its title was `Before`.',
    );
    expect(text).toContain('### Removed\n\n- **`Gone`** in `content/resources/gone.md`');
    expect(text).not.toContain('Kept');
    expect(text.startsWith('## The entries have no problems\n')).toBe(true);
  });

  const at = { file: 'content/a.md', range: { line: 3, column: 7 }, message: 'No such entry.' };
  const summaryOf = async (problems: Side['problems']) =>
    reviewSummary(reviewContent(await side(before), await side(before, problems)));

  test('starts with the problems, each with its position and fix', async () => {
    expect(await summaryOf([{ rule: 'unknown-entry', ...at }])).toMatch(
      /^## The entries have errors\n\n1 error: 1 unknown-entry\n\n### Errors\n\n- `content\/a\.md:3:7` `unknown-entry`\\\n {2}`No such entry\.`\\\n {2}\w/,
    );
  });

  test('gives errors, warnings and advice their own headings', async () => {
    const mixed = [
      { rule: 'unused-topic', ...at },
      { rule: 'doubtful-formula', ...at },
      { rule: 'unknown-entry', ...at },
    ] as const;
    const summary = await summaryOf(mixed);
    expect(summary.match(/^(?:#+ .*|- `.*)$/gm)?.slice(0, 7)).toEqual([
      '## The entries have errors',
      '### Errors',
      '- `content/a.md:3:7` `unknown-entry`\\',
      '### Warnings',
      '- `content/a.md:3:7` `doubtful-formula`\\',
      '### Advice',
      '- `content/a.md:3:7` `unused-topic`\\',
    ]);
    expect(summary).toContain(
      '\n1 error, 1 warning, 1 piece of advice: 1 unknown-entry, 1 doubtful-formula, 1 unused-topic\n',
    );
    expect(await summaryOf(mixed.slice(0, 2))).toMatch(/^## The entries have no errors\n/);
  });

  test('folds the problems of a rule as the terminal does', async () => {
    const many = (['unused-topic', 'doubtful-formula', 'unknown-entry'] as const).flatMap((rule) =>
      Array.from({ length: 300 }, () => ({ rule, ...at })),
    );
    const summary = await summaryOf(many);
    expect(summary.match(/^- `content\S+ `unknown-entry`/gm)).toHaveLength(20);
    expect(summary).toContain(
      '\n- … and 280 more unknown-entry: learnlog check --rule unknown-entry shows them\n\n### Warnings\n',
    );
    expect(summary).toContain('### Advice\n\n- … and 300 more unused-topic: learnlog check --rule unused-topic');
  });

  test('lists new pictures, and changes to the log itself', async () => {
    const picture = { path: 'content/images/a.png', mode: '100644', blob: 'b1', kind: 'added' } as const;
    const moved = { ...before, 'log.md': log.replace('A log', 'My log') };
    const summary = reviewSummary(reviewContent(await side(before), await side(moved), [picture]));
    expect(summary).toContain('### Pictures and documents\n\n- `content/images/a.png`, added\n');
    expect(summary).toContain('### Changed\n\n- `content/log.md`: the settings of the log');
  });

  test('leaves out advice on unchanged entries, but no problems', async () => {
    const old = { file: 'content/resources/kept.md', range: { line: 1, column: 1 }, message: 'M.' };
    const [advice, error] = [{ rule: 'unused-topic', ...old } as const, { rule: 'unknown-entry', ...old } as const];
    const both = [advice, error];
    const changed = { ...before, 'resources/kept.md': paper('Other') };
    const rulesOf = (then: Side, now: Side) => reviewContent(then, now).problems.map(({ rule }) => rule);
    expect(rulesOf(await side(before, both), await side(before, both))).toEqual(['unknown-entry']);
    expect(rulesOf(await side(before, both), await side(changed, both))).toEqual(['unknown-entry', 'unused-topic']);
    expect(rulesOf(await side(before), await side(before, both))).toEqual(['unknown-entry', 'unused-topic']);
  });

  test('notes that a draft is not published', async () => {
    const draft = { ...before, 'resources/new.md': paper('New', 'draft: true\n') };
    expect(reviewSummary(reviewContent(await side(before), await side(draft)))).toContain('`draft: not published`');
  });

  test('lists an unreadable entry by its file', async () => {
    const broken = { ...before, 'resources/new.md': '---\ntitle: [\n---\n' };
    expect(reviewSummary(reviewContent(await side(before), await side(broken)))).toContain(
      '### Added\n\n- `content/resources/new.md`\n',
    );
  });
});

test('a review is cut to the length of a comment, and can be read back', async () => {
  const long = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`resources/r${index}.md`, paper('T'.repeat(2000) + index)]),
  );
  const review = reviewContent(await side({ 'log.md': log }), await side({ 'log.md': log, ...long }));
  expect(reviewSchema.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
  expect(reviewSummary(review).length).toBeLessThan(65_000);
  expect(reviewSummary(review)).toContain('more entries');
});

test('a refused change is summarised by its files and the reasons', async () => {
  const refusals = Array.from({ length: 50 }, (_, index) => ({ file: `f${index}`, reason: 'It is a symbolic link.' }));
  const text = reviewSummary(reviewUnread({ verdict: 'refused', refusals }));
  expect(text).toContain('## This pull request cannot be accepted');
  expect(text).toContain('- `f0`: `It is a symbolic link.`');
  expect(text).toContain('- and 10 more');
});
