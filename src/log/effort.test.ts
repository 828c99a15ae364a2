import { describe, expect, test } from 'vitest';
import type { Length } from './length.ts';
import { effortOf, effortOfAll, effortsOf } from './effort.ts';

interface Measured {
  readonly length?: Length;
  readonly parts?: readonly Measured[];
}

const partsOf = ({ parts = [] }: Measured) => parts;
const hour: Measured = { length: { minutes: 60, about: false } };
const paper: Measured = { length: { pages: 15, about: false } };

describe('the effort of a resource', () => {
  test.each<[string, Measured, readonly [minutes: number, about: boolean, unknown: number]]>([
    ['is its duration', hour, [60, false, 0]],
    ['is estimated if the duration is', { length: { minutes: 60, about: true } }, [60, true, 0]],
    ['is about four minutes a page', paper, [60, true, 0]],
    ['is unknown without a length', {}, [0, false, 1]],
    ['is the length of a series, if it has one', { ...hour, parts: [paper, {}] }, [60, false, 0]],
    ['is otherwise the sum of the parts', { parts: [hour, paper, {}] }, [120, true, 1]],
    ['includes parts of parts', { parts: [{ parts: [hour, hour] }] }, [60, false, 0]],
  ])('%s', (_, resource, [minutes, about, unknown]) => {
    expect(effortOf(resource, partsOf)).toMatchObject({ minutes, about, unknown });
  });

  test('handles a series that is a part of its own part', () => {
    const parts: Measured[] = [hour];
    const series: Measured = { parts };
    parts.push(series);
    expect(effortOf(series, partsOf)).toMatchObject({ minutes: 60, about: false, unknown: 0 });
  });
});

test('the total effort counts a part once if its series is also in the list', () => {
  const series: Measured = { parts: [paper] };
  expect(effortOfAll([paper, series, hour, {}], partsOf)).toMatchObject({ minutes: 120, about: true, unknown: 1 });
});

test.each<[string, readonly Measured[], readonly [least: number, most: number]]>([
  ['a duration as it is', [hour], [60, 60]],
  ['an estimated duration by a quarter', [{ length: { minutes: 60, about: true } }], [45, 75]],
  ['pages by half and double', [paper], [30, 120]],
  ['the sum of the ranges', [hour, paper, {}], [90, 180]],
])('the range of an effort counts %s', (_, resources, [least, most]) => {
  expect(effortOfAll(resources, partsOf)).toMatchObject({ least, most });
});

test('a series adds only the parts not in the list, regardless of order', () => {
  const series: Measured = { parts: [paper, hour, {}] };
  const minutes = (...all: readonly Measured[]) =>
    effortsOf(all, partsOf).map((effort) => [effort.minutes, effort.unknown]);
  expect(minutes(series, paper)).toEqual([
    [60, 1],
    [60, 0],
  ]);
  expect(minutes(paper, hour, series)).toEqual([
    [60, 0],
    [60, 0],
    [0, 1],
  ]);
});
