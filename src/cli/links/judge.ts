import { daysBetween } from '../../log/date.ts';
import { isFine, stateOf, type LinkRecord } from '../../log/linkLock.ts';
import type { Finding } from './follow.ts';

/** What is recorded of an address after a look at it on a day. */
export function nextRecord(previous: LinkRecord | undefined, { status, moved }: Finding, day: string): LinkRecord {
  const found = { checked: day, status };
  if (isFine(status)) return { ...found, ...(moved !== undefined && { moved }) };
  const seen = previous && isFine(previous.status) ? previous.checked : previous?.seen;
  const failing = isFailure(status) ? failingOf(previous, day) : undefined;
  const record = { ...found, ...(seen !== undefined && { seen }), ...(failing && { failing }) };
  const archived = stateOf(record) === 'dead' ? previous?.archived : undefined;
  return { ...record, ...(archived !== undefined && { archived }) };
}

/** Whether nobody can get there. A host that refuses a program with 403, 429 or 999 lives, however often it does so. */
function isFailure(status: Finding['status']): boolean {
  return typeof status === 'number'
    ? status >= 500 && status <= 599
    : status !== 'front-page' && status !== 'not-public';
}

function failingOf(previous: LinkRecord | undefined, day: string): NonNullable<LinkRecord['failing']> {
  if (!previous?.failing) return { since: day, times: 1 };
  const { since, times } = previous.failing;
  return { since, times: previous.checked === day ? times : times + 1 };
}

/** Whether an address is to be looked at: one in order after so many days, any other one each day. */
export function isDue(record: LinkRecord | undefined, day: string, olderThan: number): boolean {
  if (!record || olderThan === 0) return true;
  const age = daysBetween(record.checked, day) - 1;
  const state = stateOf(record);
  return age >= (state === 'fine' || state === 'moved' ? olderThan : 1);
}
