import { expect, test } from 'vitest';
import { logEntry, note, resource } from './fixtures/entries.ts';
import { buildLog } from './buildLog.ts';
import { facetListPages, numbersAround, listPagesOf } from './listPages.ts';

const logOf = (count: number, fields: (index: number) => Readonly<Record<string, unknown>> = () => ({})) => {
  const resources = Array.from({ length: count }, (_, index) => resource(`r${index}`, fields(index)));
  return buildLog([logEntry({ topics: { rl: 'RL', unused: 'Unused' } }), ...resources], { drafts: false }).log;
};

test.each([
  [0, [0]],
  [1, [1]],
  [100, [100]],
  [101, [100, 1]],
  [250, [100, 100, 50]],
])('a list of %i resources is divided into pages of %j', (count, sizes) => {
  const { resources } = logOf(count);
  const listPages = listPagesOf(resources);
  expect(listPages.map((listPage) => listPage.items.length)).toEqual(sizes);
  expect(listPages.map(({ number }) => number)).toEqual(sizes.map((_, index) => index + 1));
  expect(listPages.every(({ all, total }) => all === sizes.length && total === count)).toBe(true);
  expect(listPages.flatMap((listPage) => listPage.items)).toEqual(resources);
});

test('each library facet value has pages, including a topic without resources', () => {
  const log = logOf(101, (index) => ({ topics: 'rl', ...(index === 0 && { level: 'advanced', published: '2017' }) }));
  const listPages = facetListPages(log).map(
    ({ facet, value, listPage }) => `${facet} ${value} ${listPage.number}/${listPage.all}: ${listPage.items.length}`,
  );
  expect(listPages).toEqual([
    'type paper 1/2: 100',
    'type paper 2/2: 1',
    'topic rl 1/2: 100',
    'topic rl 2/2: 1',
    'topic unused 1/1: 0',
    'level advanced 1/1: 1',
    'year 2017 1/1: 1',
  ]);
});

test('the pages of a topic start with the best resources', () => {
  const log = logOf(120, (index) => ({ topics: 'rl', ...(index === 110 && { best: 'RL' }) }));
  const first = facetListPages(log).find(({ facet }) => facet === 'topic')?.listPage.items[0];
  expect(first).toMatchObject({ best: ['RL'] });
});

test('the list of a topic with others in it starts with what is only on itself, and has each entry once', () => {
  const topics = { ai: 'AI', rl: { parent: 'ai' }, nets: { parent: 'ai' }, cnn: { parent: 'nets' } };
  const of = { a: 'ai', b: ['ai', 'rl'], c: ['rl', 'nets'], d: 'cnn', e: 'ai' };
  const resources = Object.entries(of).map(([id, on]) => resource(id, { topics: on }));
  const log = buildLog([logEntry({ topics }), ...resources, note('f', { topics: 'nets' })], { drafts: false }).log;
  const lists = facetListPages(log).filter(({ facet }) => facet === 'topic');
  expect(
    lists.map(({ value, sections }) => [
      value,
      ...sections.map((one) => [one.topic?.id, ...one.items.map(({ id }) => id)]),
    ]),
  ).toEqual([
    ['ai', [undefined, 'a', 'e'], ['rl', 'b', 'c'], ['nets', 'd', 'f']],
    ['rl', [undefined, 'b', 'c']],
    ['nets', [undefined, 'c', 'f'], ['cnn', 'd']],
    ['cnn', [undefined, 'd']],
  ]);
  expect(lists.map(({ listPage }) => listPage.total)).toEqual([6, 2, 3, 1]);
});

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 5, [1, 2, 0, 5]],
  [3, 5, [1, 2, 3, 4, 5]],
  [4, 6, [1, 2, 3, 4, 5, 6]],
  [5, 9, [1, 0, 4, 5, 6, 0, 9]],
  [9, 9, [1, 0, 8, 9]],
])('page %i of %i shows %j; 0 is a gap of more than one page', (number, all, numbers) => {
  expect(numbersAround({ number, all })).toEqual(numbers);
});
