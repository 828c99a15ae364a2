import { expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import { logEntry, resource } from './fixtures/entries.ts';
import { shownStatus } from './status.ts';

function told(...statuses: readonly (string | undefined)[]) {
  const entries = statuses.map((status, index) => resource(`r${index}`, status === undefined ? {} : { status }));
  const { log } = buildLog([logEntry(), ...entries], { drafts: false });
  return statuses.map((_, index) => {
    const found = log.resources.find(({ id }) => id === `r${index}`);
    return found && shownStatus(log, found);
  });
}

test('a status is told unless it is usual', () => {
  expect(told('finished', 'abandoned', 'skimmed', undefined)).toEqual([undefined, 'abandoned', 'skimmed', undefined]);
});

test('a status that most resources have is not told', () => {
  expect(told('queued', 'queued', 'queued', 'abandoned')).toEqual([undefined, undefined, undefined, 'abandoned']);
});
