import { daysBetween } from '../../log/date.ts';
import { isFine, stateOf, type LinkRecord } from '../../log/linkRecord.ts';
import type { LinkStatus } from './follow.ts';

/** The number of days after which a working link is checked again: four runs of a weekly workflow. */
export const recheckAfter = 28;

/** The record of an address after a check on a day. */
export function nextRecord(previous: LinkRecord | undefined, { status, moved }: LinkStatus, day: string): LinkRecord {
  const found = { checked: day, status };
  if (isFine(status)) return { ...found, ...(moved !== undefined && { moved }) };
  const seen = previous && isFine(previous.status) ? previous.checked : previous?.seen;
  const failing = isFailure(status) ? failingOf(previous, day) : undefined;
  const record = { ...found, ...(seen !== undefined && { seen }), ...(failing && { failing }) };
  const archived = stateOf(record) === 'dead' ? previous?.archived : undefined;
  return { ...record, ...(archived !== undefined && { archived }) };
}

/** Whether the address fails for everybody. A host that refuses programs with 403, 429 or 999 is alive. */
function isFailure(status: LinkStatus['status']): boolean {
  return typeof status === 'number'
    ? status >= 500 && status <= 599
    : status !== 'front-page' && status !== 'not-public';
}

function failingOf(previous: LinkRecord | undefined, day: string): NonNullable<LinkRecord['failing']> {
  if (!previous?.failing) return { since: day, times: 1 };
  const { since, times } = previous.failing;
  return { since, times: previous.checked === day ? times : times + 1 };
}

/** Whether an address has to be checked: a working one after `olderThan` days, any other one every day. */
export function isDue(record: LinkRecord | undefined, day: string, olderThan: number): boolean {
  if (!record || olderThan === 0) return true;
  const age = daysBetween(record.checked, day) - 1;
  const state = stateOf(record);
  return age >= (state === 'fine' || state === 'moved' ? olderThan : 1);
}
