import { describe, expect, test } from 'vitest';
import type { Length } from './duration.ts';
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
    ['is about where the duration is', { length: { minutes: 60, about: true } }, [60, true, 0]],
    ['is about four minutes for a page', paper, [60, true, 0]],
    ['is not known without a length', {}, [0, false, 1]],
    ['is the length of a series, where it has one', { ...hour, parts: [paper, {}] }, [60, false, 0]],
    ['is that of the parts of a series, else', { parts: [hour, paper, {}] }, [120, true, 1]],
    ['is that of parts of parts', { parts: [{ parts: [hour, hour] }] }, [60, false, 0]],
  ])('%s', (_, resource, [minutes, about, unknown]) => {
    expect(effortOf(resource, partsOf)).toEqual({ minutes, about, unknown });
  });

  test('is found for a series that is a part of its own part', () => {
    const parts: Measured[] = [hour];
    const series: Measured = { parts };
    parts.push(series);
    expect(effortOf(series, partsOf)).toEqual({ minutes: 60, about: false, unknown: 0 });
  });
});

test('the effort of several counts a part once, where its series is among them too', () => {
  const series: Measured = { parts: [paper] };
  expect(effortOfAll([paper, series, hour, {}], partsOf)).toEqual({ minutes: 120, about: true, unknown: 1 });
});

test('of several, a series takes what is not among them itself, wherever it stands', () => {
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
