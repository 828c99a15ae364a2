import type { Log, Resource } from './log.ts';
import type { Status } from './schema.ts';

/**
 * The status of a resource if it is worth showing: readers expect that what is in a log was finished, and a status that
 * most resources have does not set any of them apart.
 */
export function shownStatus(log: Pick<Log, 'resources' | 'resourcesWith'>, { status }: Resource): Status | undefined {
  if (status === undefined || status === 'finished') return undefined;
  return log.resourcesWith('status', status).length > log.resources.length / 2 ? undefined : status;
}
