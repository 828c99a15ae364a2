import { expect, test } from 'vitest';
import { formatFaults } from './fault.ts';

test('a fault is told by its file, its rule, what was found and what holds instead', () => {
  const faults = [{ file: 'weeks/01/index.html', rule: 'handler', message: '<b onClick="x()">' }] as const;
  expect(formatFaults(faults)).toBe('weeks/01/index.html  handler\n  <b onClick="x()">\n  No attribute runs script.');
});

test('what was found is told on one line, without what commands a terminal, and not at any length', () => {
  const told = formatFaults([{ file: 'a\n::error::b', rule: 'script', message: `\u001B[2J${'x'.repeat(1000)}` }]);
  expect(told.split('\n')).toHaveLength(3);
  expect(told).not.toContain('\u001B');
  expect(told.length).toBeLessThan(400);
});
