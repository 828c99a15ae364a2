import { expect, test } from 'vitest';
import { formatViolations } from './violation.ts';

test("a violation is printed with its file, rule, finding and the rule's text", () => {
  const violations = [{ file: 'weeks/01/index.html', rule: 'handler', message: '<b onClick="x()">' }] as const;
  expect(formatViolations(violations)).toBe(
    'weeks/01/index.html  handler\n  <b onClick="x()">\n  No attribute runs script.',
  );
});

test('a message is shortened to one line without control characters', () => {
  const printed = formatViolations([
    { file: 'a\n::error::b', rule: 'script', message: `\u001B[2J${'x'.repeat(1000)}` },
  ]);
  expect(printed.split('\n')).toHaveLength(3);
  expect(printed).not.toContain('\u001B');
  expect(printed.length).toBeLessThan(400);
});
