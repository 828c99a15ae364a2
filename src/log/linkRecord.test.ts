import { expect, test } from 'vitest';
import { stateOf } from './linkRecord.ts';

const checked = '2026-11-12';

test.each([
  ['a success', { status: 200 }, 'fine'],
  ['a permanent redirect to a success', { status: 200, moved: 'https://a.org/' }, 'moved'],
  ['404', { status: 404 }, 'dead'],
  ['410', { status: 410 }, 'dead'],
  ['403, a common response to programs', { status: 403 }, 'unclear'],
  ['a first failure', { status: 503, failing: { since: checked, times: 1 } }, 'unclear'],
  ['many failures within days', { status: 503, failing: { since: '2026-11-01', times: 9 } }, 'unclear'],
  ['few failures over months', { status: 503, failing: { since: '2026-01-01', times: 3 } }, 'unclear'],
  ['repeated failures over weeks', { status: 'timeout', failing: { since: '2026-10-20', times: 4 } }, 'dead'],
] as const)('%s means %s', (_, record, state) => {
  expect(stateOf({ checked, ...record })).toBe(state);
});
