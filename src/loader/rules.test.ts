import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../log/problem.ts';
import { rules, severityOf, type RuleId } from '../log/rules.ts';
import { checkLog } from './check.ts';
import { base, ruleCases, withoutCase, type Files } from './fixtures/rules.ts';
import { loadLog } from './load.ts';
import { toJson } from '../cli/annotations.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-rules-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes the base log with these changes to a new folder. */
async function write(...changes: readonly Files[]): Promise<string> {
  const log = await mkdtemp(join(folder, 'log-'));
  for (const [path, content] of Object.entries(Object.assign({}, base, ...changes) as Files)) {
    if (content === null) continue;
    const file = join(log, 'content', path);
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === 'object' && 'link' in content) await symlink(content.link, file);
    else await writeFile(file, content);
  }
  return log;
}

async function problemsOf(...changes: readonly Files[]) {
  return (await loadLog(await write(...changes), { drafts: false })).problems;
}

test('the base log has no problems, not even advice', async () => {
  expect(await problemsOf()).toEqual([]);
});

test('every rule that content can break has a case, in the order of the table', () => {
  const order = Object.keys(rules).filter((rule) => !withoutCase.includes(rule as RuleId));
  expect([...new Set(ruleCases.map(({ rule }) => rule))]).toEqual(order);
  expect(ruleCases.filter(({ rule, problems }) => !problems.some((problem) => problem[3] === rule))).toEqual([]);
});

test('every rule has the expected severity', () => {
  const advice: readonly RuleId[] = [
    'open-week',
    'orphan-resource',
    'unused-topic',
    'bare-address',
    'dead-link',
    'moved-link',
    'skipped-heading',
    'duplicate-heading',
    'private-comment',
  ];
  const warnings: readonly RuleId[] = [
    'foreign-syntax',
    'undefined-reference',
    'shared-folder',
    'unknown-callout',
    'odd-space',
    'cut-value',
    'foreign-key',
    'doubtful-author',
    'doubtful-topic',
    'unclosed-code',
    'not-latex',
    'tex-delimiters',
    'doubtful-formula',
    'stray-end-tag',
    'markdown-in-html',
    'ignored-html',
    'unknown-language',
    'unread-file',
  ];
  for (const rule of Object.keys(rules) as RuleId[]) {
    const usual = warnings.includes(rule) ? 'warning' : 'error';
    expect([rule, severityOf(rule)]).toEqual([rule, advice.includes(rule) ? 'advice' : usual]);
  }
});

describe.each(ruleCases)('$rule: $what', ({ rule, broken, problems: expected, sound }) => {
  let log = '';
  let problems: readonly Problem[] = [];

  beforeAll(async () => {
    log = await write(broken);
    ({ problems } = await loadLog(log, { drafts: false }));
  });

  test('is reported at its position, without other problems', () => {
    const found = problems.map(({ file, range, rule: name }) => [file, range.line, range.column, name]);
    expect(found).toEqual(expected.map(([file, ...rest]) => [posix.join('content', file), ...rest]));
    for (const { message, range, rule: name } of problems) {
      // Messages about limits contain a number, and messages about invisible characters their code point.
      expect(message).toMatch(
        name.endsWith('-limit') ? /\d/ : name === 'hidden-character' ? /U\+[\dA-F]{4}/ : /"[^"]+"/,
      );
      expect(message).not.toMatch(/undefined|\[object|NaN|null/);
      expect(message).toMatch(/[.?]$/);
      const { line, column, endLine = line, endColumn = column } = range;
      expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
    }
    const { problems: written } = JSON.parse(toJson(problems)) as { problems: { severity: string }[] };
    expect(written.map(({ severity }) => severity)).toEqual(problems.map((problem) => severityOf(problem.rule)));
    expect(problems.map((problem) => problem.rule)).toContain(rule);
  });

  test('is also found by a check without rendering', async () => {
    await rm(join(log, '.astro'), { recursive: true });
    expect((await checkLog(log)).problems).toEqual(problems);
  });

  test('is fixed by the change', async () => {
    expect(await problemsOf(broken, sound)).toEqual([]);
  });
});
