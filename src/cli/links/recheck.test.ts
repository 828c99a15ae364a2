import { describe, expect, test } from 'vitest';
import { dayAfter } from '../../log/date.ts';
import { stateOf, type LinkRecord } from '../../log/linkRecord.ts';
import type { LinkStatus } from './follow.ts';
import { isDue, nextRecord } from './recheck.ts';

/** What is recorded after these findings, a week apart. */
function recordAfter(...statuses: readonly LinkStatus['status'][]): LinkRecord | undefined {
  let record: LinkRecord | undefined;
  for (const [index, status] of statuses.entries())
    record = nextRecord(record, { status }, dayAfter('2026-11-01', index * 7));
  return record;
}

describe('an address', () => {
  test('that fails is dead only after it has failed for weeks', () => {
    const states = [1, 2, 3, 4].map((times) => stateOf(recordAfter(...Array(times).fill('timeout')) as LinkRecord));
    expect(states).toEqual(['unclear', 'unclear', 'unclear', 'dead']);
  });

  test('that works in between starts again', () => {
    expect(recordAfter(500, 500, 200, 500)).toEqual({
      ...{ checked: '2026-11-22', status: 500, seen: '2026-11-15' },
      failing: { since: '2026-11-22', times: 1 },
    });
  });

  test.each([403, 401, 429, 999, 'not-public', 'front-page'] as const)('with %s all year is never dead', (status) => {
    expect(recordAfter(...Array(52).fill(status))).not.toHaveProperty('failing');
  });

  test('is counted once a day, however often it is checked', () => {
    const first = nextRecord(undefined, { status: 'timeout' }, '2026-11-01');
    expect(nextRecord(first, { status: 500 }, '2026-11-01').failing).toEqual({ since: '2026-11-01', times: 1 });
  });

  test('keeps its copy and the day when it last worked while it is dead', () => {
    const dead = {
      checked: '2026-11-01',
      status: 404,
      seen: '2026-01-01',
      archived: 'https://web.archive.org/web/2/x',
    };
    expect(nextRecord(dead, { status: 410 }, '2026-11-08')).toEqual({ ...dead, checked: '2026-11-08', status: 410 });
    expect(nextRecord(dead, { status: 200 }, '2026-11-08')).toEqual({ checked: '2026-11-08', status: 200 });
  });
});

test('working links are checked again after a number of days, all others the next day', () => {
  const fine = { checked: '2026-11-01', status: 200 };
  expect([isDue(undefined, '2026-11-01', 28), isDue(fine, '2026-11-28', 28), isDue(fine, '2026-11-29', 28)]).toEqual([
    true,
    false,
    true,
  ]);
  const gone = { checked: '2026-11-01', status: 404 };
  expect([isDue(gone, '2026-11-01', 28), isDue(gone, '2026-11-02', 28), isDue(fine, '2026-11-01', 0)]).toEqual([
    false,
    true,
    true,
  ]);
});
