import { expect, test } from 'vitest';
import { effortOf } from './effort.ts';
import { dividingFacets, facets } from './facetValues.ts';
import { facetIds, lengthBand, libraryFacets } from './facets.ts';
import { link, logEntry, resource, week } from './fixtures/entries.ts';
import { buildLog } from './buildLog.ts';

test('facets count the resources of each occurring value, in vocabulary order', () => {
  const entries = [
    logEntry({ topics: { rl: 'RL', nets: 'Nets', unused: 'Unused' } }),
    resource('a', { type: 'video', topics: ['nets', 'rl'], level: 'advanced' }),
    resource('b', { type: 'paper', topics: 'nets', status: 'finished' }),
    resource('c', { type: 'paper' }),
  ];
  const counted = facets(buildLog(entries, { drafts: false }).log, libraryFacets).map(({ facet, values }) => [
    facet,
    ...values.map(({ value, resources }) => `${value} ${resources.length}`),
  ]);
  expect(counted).toEqual([
    ['type', 'paper 2', 'video 1'],
    ['topic', 'rl 1', 'nets 2'],
    ['level', 'advanced 1'],
    ['status', 'finished 1'],
  ]);
});

test('a facet without a value is left out', () => {
  expect(facets(buildLog([logEntry()], { drafts: false }).log, libraryFacets)).toEqual([]);
});

test('search has more facets than the library: years (latest first), lengths, access, series and weeks', () => {
  const entries = [
    logEntry(),
    week('w1', {}, link('resources/part')),
    resource('course', { type: 'course', published: '2017' }),
    resource('part', { series: 'course', published: '2020-01-02', length: '45m', access: 'free' }),
  ];
  const { log } = buildLog(entries, { drafts: false });
  const counted = facets(log, facetIds).map(({ facet, values }) => [facet, ...values.map(({ value }) => value)]);
  expect(counted).toEqual([
    ['type', 'paper', 'course'],
    ['year', '2020', '2017'],
    ['length', 'medium'],
    ['access', 'free'],
    ['series', 'course'],
    ['week', 'w1'],
  ]);
});

test.each([
  [{ minutes: 29, about: false }, 'short'],
  [{ minutes: 30, about: false }, 'medium'],
  [{ minutes: 120, about: true }, 'medium'],
  [{ minutes: 121, about: false }, 'long'],
  [{ pages: 7, about: false }, 'short'],
  [{ pages: 8, about: false }, 'medium'],
  [{ pages: 30, about: false }, 'medium'],
  [{ pages: 31, about: false }, 'long'],
] as const)('a length of %o is %s', (length, band) => {
  expect(lengthBand(length)).toBe(band);
});

test('facets and paths use the same length of a page', () => {
  const lengths = ['7 pages', '8 pages', '30 pages', '31 pages'];
  const { log } = buildLog([logEntry(), ...lengths.map((length, index) => resource(`r${index}`, { length }))], {
    drafts: false,
  });
  for (const { value, resources } of log.facetValues('length')) {
    for (const one of resources) {
      const { minutes } = effortOf(one, log.partsOf);
      expect(lengthBand({ minutes, about: true })).toBe(value);
    }
  }
  expect(log.facetValues('length').map(({ resources }) => resources.length)).toEqual([1, 2, 1]);
});

test('returns the resources with a facet value, in order of appearance', () => {
  const entries = [
    logEntry({ topics: { rl: 'RL', nets: 'Nets' } }),
    week('w1', {}, link('resources/late'), link('resources/early')),
    resource('early', { published: '2017', topics: ['rl', 'nets'], best: 'RL' }),
    resource('late', { published: '~2017-03', topics: 'rl' }),
    resource('undated'),
  ];
  const { log } = buildLog(entries, { drafts: false });
  const ids = (...[facet, value]: Parameters<typeof log.resourcesWith>) =>
    log.resourcesWith(facet, value).map(({ id }) => id);
  expect(ids('year', '2017')).toEqual(['late', 'early']);
  expect(ids('topic', 'rl')).toEqual(['late', 'early']);
  expect(ids('topic', 'nets')).toEqual(['early']);
  expect(ids('week', 'w1')).toEqual(['late', 'early']);
  expect(ids('year', '2018')).toEqual([]);
});

test('counts the values of a facet once', () => {
  const { log } = buildLog([logEntry(), resource('a')], { drafts: false });
  expect(log.facetValues('type')).toBe(log.facetValues('type'));
});

test('facets with one value that all resources have divide nothing', () => {
  const paper = (id: string, fields: object = {}) => resource(id, { type: 'paper', ...fields });
  const dividing = (...entries: Parameters<typeof buildLog>[0]) =>
    dividingFacets(buildLog(entries, { drafts: false }).log, libraryFacets).map(({ facet }) => facet);
  expect(dividing(paper('a', { status: 'queued' }), paper('b', { status: 'queued' }))).toEqual([]);
  expect(dividing(paper('a', { status: 'queued' }), paper('b'))).toEqual(['status']);
  expect(dividing(paper('a', { published: '2020' }), paper('b', { type: 'book', published: '2021' }))).toEqual([
    'type',
    'year',
  ]);
});
