import { expect, test } from 'vitest';
import { stops } from './problem.ts';

test.each([
  ['unknown-entry', true, true],
  ['doubtful-formula', false, true],
  ['unused-topic', false, false],
] as const)('%s stops a build: %s, and with --strict: %s', (rule, usually, strictly) => {
  expect([stops({ rule }, { strict: false }), stops({ rule }, { strict: true })]).toEqual([usually, strictly]);
});
