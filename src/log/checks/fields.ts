import { dayBefore, firstDay, lastDay } from '../date.ts';
import { logKey, type Entry, type EntryOfKind } from '../entry.ts';
import { defaultNaming, hasOnlyStarts, periodWords, usualEnd, usualSpan, type Period } from '../period.ts';
import { compareText } from '../problem.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { namedIn } from './prerequisites.ts';

const unfinished = new Set<string | undefined>(['queued', 'reading', 'abandoned']);

/** Reports fields of an entry that contradict each other. */
export function checkFields(check: Check): void {
  const root = check.byKey.get(logKey);
  const { period } = root?.kind === 'log' ? root.fields : defaultNaming;
  for (const entry of check.entries) {
    if (entry.kind === 'week') checkWeek(entry, check.report, period);
    if (entry.kind !== 'log') checkDates(entry, check.report);
  }
  const ends = check.entries.flatMap((entry) => (entry.kind === 'week' ? [entry.fields.end] : []));
  if (usualSpan(period) === 'week' && !hasOnlyStarts(period, ends)) checkGaps(check, period);
  for (const entry of resourcesOf(check.entries)) checkResource(entry, check.report);
}

function checkDates(entry: Exclude<Entry, { kind: 'log' }>, report: Check['report']): void {
  const { added, updated } = entry.fields;
  if (!added || !updated || lastDay(updated) >= firstDay(added)) return;
  report(
    entry,
    'updated',
    'conflicting-fields',
    `It was updated on "${updated.iso}", before it was added on "${added.iso}".`,
  );
}

function checkWeek(entry: EntryOfKind<'week'>, report: Check['report'], period: Period): void {
  const { start, end } = entry.fields;
  if (!end || lastDay(end) >= firstDay(start)) return;
  const { one } = periodWords(period);
  report(entry, 'end', 'end-before-start', `The ${one} ends on "${end.iso}", before it starts on "${start.iso}".`);
}

/** Reports weeks without an end after which nothing starts for longer than a week. */
function checkGaps({ entries, report }: Check, period: Period): void {
  const { one } = periodWords(period);
  const weeks = entries
    .filter((entry): entry is EntryOfKind<'week'> => entry.kind === 'week')
    .sort((a, b) => compareText(firstDay(a.fields.start), firstDay(b.fields.start)));
  for (const [index, entry] of weeks.entries()) {
    const { start, end } = entry.fields;
    const following = weeks[index + 1]?.fields.start;
    const last = usualEnd(start, period);
    if (end || !following || dayBefore(firstDay(following)) <= last) continue;
    const message = `Without "end", this ${one} lasts until "${last}", because the next one starts only on "${following.iso}".`;
    report(entry, 'start', 'open-week', message);
  }
}

function checkResource(entry: ResourceEntry, report: Check['report']): void {
  const { status, because, finished, published, spent, sessions, access, checked } = entry.fields;
  const conflict = (at: string, message: string) => report(entry, at, 'conflicting-fields', message);
  if (finished && unfinished.has(status)) {
    conflict('finished', `It has a "finished" date, but its status is "${status}".`);
  }
  if (because !== undefined && (status === undefined || status === 'finished')) {
    const found = status === undefined ? 'it has no status' : 'its status is "finished"';
    conflict('because', `"because" says why something was abandoned, skimmed or queued, but ${found}.`);
  }
  if (finished && published && lastDay(finished) < firstDay(published)) {
    conflict('finished', `It was finished on "${finished.iso}", before it was published on "${published.iso}".`);
  }
  if (spent && sessions) conflict('sessions', 'Both "spent" and "sessions" give the time spent. Keep one of them.');
  if (checked && !access)
    conflict('checked', '"checked" says when "access" was last confirmed, but there is no "access".');
  const named = new Set<string>();
  for (const { id, path } of namedIn(entry.fields.prerequisites)) {
    if (named.has(id)) conflict(path, `"${id}" is listed twice under "prerequisites".`);
    named.add(id);
  }
}
