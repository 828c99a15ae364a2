import { expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import { countOf, countsIn, linesOf } from './counts.ts';
import type { Entry } from './entry.ts';
import { link, logEntry, resource, week } from './fixtures/entries.ts';

const course = [
  resource('course'),
  resource('lecture-1', { series: 'course', part: '1' }),
  resource('lecture-2', { series: 'course', part: '2' }),
  resource('lecture-3', { series: 'course', part: '3' }),
];
const log = (...entries: readonly Entry[]) => buildLog([logEntry(), ...entries], { drafts: false }).log;
const mentions = (...ids: readonly string[]) => ids.map((id) => link(`resources/${id}`));

test('a series does not count beside its parts', () => {
  const { resources, ...rest } = log(...course, resource('paper'));
  expect(countOf({ ...rest }, resources)).toBe(4);
});

test('an entry counts what it mentions, and what no earlier entry did', () => {
  const built = log(
    week('01', { start: '2025-02-03' }, ...mentions('course', 'lecture-1', 'paper')),
    week('02', { start: '2025-02-10' }, ...mentions('paper', 'lecture-1', 'lecture-2', 'lecture-2')),
    ...course,
    resource('paper'),
  );
  expect(built.weeks.map((entry) => countsIn(built, entry))).toEqual([
    { mentioned: 2, met: 2 },
    { mentioned: 3, met: 1 },
  ]);
});

test('several parts of a series take one line, where the first of them stands', () => {
  const built = log(
    week('01', {}, ...mentions('paper', 'lecture-1', 'other', 'lecture-2')),
    ...course,
    resource('paper'),
    resource('other'),
  );
  const [first] = built.weeks;
  const met = first ? built.metIn(first).flatMap(({ resources }) => resources) : [];
  expect(linesOf(built, met).map(({ resource: { id }, parts }) => [id, parts.map((part) => part.id)])).toEqual([
    ['paper', []],
    ['course', ['lecture-1', 'lecture-2']],
    ['other', []],
  ]);
});

test('a single part of a series is a line of its own', () => {
  const built = log(week('01', {}, ...mentions('lecture-2')), ...course);
  expect(
    linesOf(
      built,
      built.resources.filter(({ id }) => id === 'lecture-2'),
    ).map(({ resource: { id } }) => id),
  ).toEqual(['lecture-2']);
});
