import { describe, expect, test } from 'vitest';
import type { Problem } from '../log/problem.ts';
import { toGitHub, toJson, toSarif } from './annotations.ts';

const wrong: Problem = {
  rule: 'unknown-entry',
  file: 'content/weeks/01-a,b.md',
  range: { line: 12, column: 5, endLine: 12, endColumn: 41 },
  message: '"x%0A::error::" is not\nin this log.',
};
const advice: Problem = {
  rule: 'orphan-resource',
  file: 'content/resources/é.md',
  range: { line: 1, column: 1 },
  message: 'Alone.',
};

describe('for GitHub', () => {
  test('a problem is one command on one line, whatever its text', () => {
    const lines = toGitHub([wrong]).split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^::error file=content\/weeks\/01-a%2Cb\.md,line=12,endLine=12,col=5,endColumn=41,title=unknown-entry::/,
    );
    expect(lines[0]).toContain('"x%250A::error::" is not<U+000A>in this log.');
  });

  test('advice is a notice, and a position without an end has no columns', () => {
    expect(toGitHub([advice])).toMatch(
      /^::notice file=content\/resources\/é\.md,line=1,title=orphan-resource::Alone\. /,
    );
  });

  test('after twenty problems of a rule, a notice counts the others', () => {
    const lines = toGitHub(Array.from({ length: 300 }, () => wrong)).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[20]).toBe(
      '::notice title=unknown-entry::… and 280 more unknown-entry: learnlog check --rule unknown-entry shows them',
    );
  });

  test('no problems give no output', () => {
    expect(toGitHub([])).toBe('');
  });
});

test('JSON has rule, severity, position, message, fix and documentation link', () => {
  expect(JSON.parse(toJson([wrong, advice]))).toEqual({
    problems: [
      {
        rule: 'unknown-entry',
        severity: 'error',
        file: 'content/weeks/01-a,b.md',
        line: 12,
        column: 5,
        endLine: 12,
        endColumn: 41,
        message: '"x%0A::error::" is not\nin this log.',
        fix: 'Correct the path. It is relative to the file that contains the link.',
        documentation: 'docs/rules.md#unknown-entry',
      },
      expect.objectContaining({ rule: 'orphan-resource', severity: 'advice', line: 1, column: 1 }),
    ],
    summary: { errors: 1, warnings: 0, advice: 1, rules: { 'unknown-entry': 1, 'orphan-resource': 1 } },
  });
});

test.each([
  ['GitHub', toGitHub],
  ['JSON', toJson],
  ['SARIF', toSarif],
])('for %s, hidden characters are escaped, and names that look the same differ', (_, print) => {
  const message = 'Here stand \u202E, \u200B, \u2060 and cafe\u0301.';
  const text = print([{ ...wrong, message, file: 'content/weeks/a\u200Bb.md' }]);
  expect(text).not.toMatch(/\u202E|\u200B|\u2060|\u0301/);
  expect(text).toMatch(/Here stand (?:\\u202e|<U\+202E>), /);
});

test('programs get every problem, up to 10,000 of each rule', () => {
  const many = Array.from({ length: 10_001 }, () => wrong);
  const { problems, summary } = JSON.parse(toJson([...many, advice]));
  expect(problems).toHaveLength(10_001);
  expect(summary).toMatchObject({ errors: 10_001, rules: { 'unknown-entry': 10_001 } });
  expect(JSON.parse(toSarif([...many, advice])).runs[0].results).toHaveLength(10_001);
});

describe('SARIF', () => {
  const log = JSON.parse(toSarif([wrong, advice, wrong]));
  const [run] = log.runs;

  test('has version 2.1.0 and lists each rule once', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['unknown-entry', 'orphan-resource']);
  });

  test('has a result for each problem, with its rule and position', () => {
    expect(run.results).toHaveLength(3);
    expect(run.results[1]).toMatchObject({ ruleId: 'orphan-resource', ruleIndex: 1, level: 'note' });
    expect(run.results[0]).toMatchObject({ ruleIndex: 0, level: 'error' });
    const { artifactLocation, region } = run.results[0].locations[0].physicalLocation;
    expect(region).toEqual({ startLine: 12, startColumn: 5, endLine: 12, endColumn: 41 });
    expect(artifactLocation.uri).toBe('content/weeks/01-a,b.md');
    expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe('content/resources/%C3%A9.md');
  });
});
