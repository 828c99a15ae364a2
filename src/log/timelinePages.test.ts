import { describe, expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import { link, logEntry, page, resource, week } from './fixtures/entries.ts';

const dayOf = (index: number) => new Date(Date.UTC(2020, 0, 1 + index * 7)).toISOString().slice(0, 10);
const weeks = (number: number) =>
  Array.from({ length: number }, (_, index) => week(`w${index}`, { start: dayOf(index) }));
const pagesOf = (...entries: Parameters<typeof buildLog>[0][number][]) =>
  buildLog([logEntry(), ...entries], { drafts: false }).log.timelinePages;
const ids = (pages: ReturnType<typeof pagesOf>) =>
  pages.map(({ months }) => months.flatMap(({ entries }) => entries.map(({ id }) => id)));

describe('the timeline', () => {
  test('of a short log starts with the oldest week, without headings', () => {
    const pages = pagesOf(...weeks(3), page('first', { place: 'before' }));
    expect(ids(pages)).toEqual([['first', 'w0', 'w1', 'w2']]);
    expect(pages[0]?.months.map(({ month }) => month)).toEqual([undefined]);
  });

  test('of a long log starts with the newest week, with a heading for each month', () => {
    const pages = pagesOf(...weeks(27), page('first', { place: 'before' }));
    expect(ids(pages)[0]?.slice(0, 2)).toEqual(['w26', 'w25']);
    expect(ids(pages).at(-1)?.at(-1)).toBe('first');
    const months = pages.flatMap((one) => one.months.map(({ month }) => month));
    expect(months).toEqual(['2020-07', '2020-06', '2020-05', '2020-04', '2020-03', '2020-02', '2020-01', undefined]);
  });

  test.each([
    ['newest', ['w2', 'w1', 'w0']],
    ['oldest', ['w0', 'w1', 'w2']],
  ])('starts with the %s week if log.md says so', (order, expected) => {
    const { log } = buildLog([logEntry({ order }), ...weeks(3)], { drafts: false });
    expect(ids(log.timelinePages)).toEqual([expected]);
  });

  test('is split by what its weeks show, and knows the page of each entry', () => {
    const links = Array.from({ length: 40 }, (_, index) => link(`resources/r${index}`));
    const resources = Array.from({ length: 40 }, (_, index) => resource(`r${index}`));
    const entries = [...weeks(60), week('big', { start: '2019-12-25' }, ...links), ...resources];
    const { log } = buildLog([logEntry(), ...entries], { drafts: false });
    expect(
      log.timelinePages.map(({ number, all, months }) => [number, all, months.flatMap((one) => one.entries).length]),
    ).toEqual([
      [1, 2, 60],
      [2, 2, 1],
    ]);
    const big = log.weeks[0] ?? expect.fail();
    const met = log.resources[0] ?? expect.fail();
    expect([log.weeks[60], big, met].map((entry) => entry && log.timelinePageOf(entry))).toEqual([1, 2, 2]);
  });

  test('without entries has one empty page', () => {
    expect(pagesOf()).toEqual([{ number: 1, all: 1, months: [{ entries: [] }] }]);
    expect(ids(pagesOf(page('about')))).toEqual([[]]);
  });
});
