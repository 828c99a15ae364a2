import { describe, expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import type { Entry } from './entry.ts';
import { logEntry, note } from './fixtures/entries.ts';
import { notesByDate, notesByTopic } from './notesByDate.ts';

function headingsOf(...dates: readonly (string | undefined)[]) {
  const entries = dates.map((date, index) => note(`n${index}`, date === undefined ? {} : { added: date }));
  const { log } = buildLog([logEntry(), ...entries], { drafts: false });
  return [...notesByDate(log.newestNotes, log.notes)].map(([period, notes]) => [period, notes.length]);
}

test('three notes a month or more are under their months, newest first', () => {
  expect(headingsOf('2025-01-02', '2025-02-01', '2025-02-03', '2025-02-04', '2025-01-09', '2025-01-03')).toEqual([
    ['2025-02', 3],
    ['2025-01', 3],
  ]);
});

test('fewer notes are under their years, and those without a date come last', () => {
  expect(headingsOf('2024-12-31', '2025-01-02', '2025-02-01', undefined)).toEqual([
    ['2025', 2],
    ['2024', 1],
    [undefined, 1],
  ]);
});

describe('notes without dates', () => {
  const topics = { vision: 'Vision', git: 'Git' };
  const listed = (...more: readonly Entry[]) => {
    const entries = [note('a', { topics: 'git' }), note('b'), note('c', { topics: ['vision', 'git'] }), note('git/d')];
    const { log } = buildLog([logEntry({ topics }), ...entries, ...more], { drafts: false });
    return [...notesByTopic(log.newestNotes, log.notes)].map(([topic, notes]) => [
      topic?.title,
      notes.map(({ id }) => id),
    ]);
  };

  test('are in the order of their topics, under each', () => {
    expect(listed(note('git/e'), note('vision/f'))).toEqual([
      ['Vision', ['c', 'vision/f']],
      ['Git', ['a', 'git/d', 'git/e']],
      [undefined, ['b']],
    ]);
  });

  test('are in one list if there are few on a topic', () => {
    expect(listed()).toEqual([[undefined, ['c', 'a', 'git/d', 'b']]]);
  });
});
