import { describe, expect, test } from 'vitest';
import { fieldsOf, type Field } from './fields.ts';
import { levels } from './level.ts';
import { resourceTypes } from './schema.ts';

const field = (kind: Parameters<typeof fieldsOf>[0], name: string): Field =>
  fieldsOf(kind).find((one) => one.name === name) ?? expect.fail(`there is no field "${name}"`);

test('fields are in schema order and marked if required', () => {
  expect(
    fieldsOf('week')
      .map(({ name, isRequired }) => `${name}${isRequired ? '!' : ''}`)
      .join(' '),
  ).toBe('title! summary start! end planned spent rough added updated draft');
});

describe('the facts of a field come from its schema', () => {
  test.each([
    ['resource', 'title', 'value', 'text'],
    ['resource', 'type', 'value', `one of ${resourceTypes.join(', ')}`],
    ['resource', 'published', 'value', 'a date like 2025, 2025-02 or 2025-02-07'],
    ['resource', 'authors', 'list', 'one or more: a name, or { name: …, institution: true }'],
    ['resource', 'sessions', 'list', 'one or more: `key: value` pairs'],
    ['resource', 'draft', 'flag', 'true or false'],
    ['week', 'spent', 'pairs', '`key: value` pairs'],
    ['log', 'author', 'value', 'a name, or { name: …, url: … }'],
  ] as const)('%s: %s', (kind, name, shape, takes) => {
    expect(field(kind, name)).toMatchObject({ shape, takes });
  });

  test('the options of a field with a fixed set of values', () => {
    expect(field('resource', 'level').options).toEqual(levels);
    expect(field('resource', 'title').options).toEqual([]);
  });

  test('whether it is prose, alone or in a list', () => {
    const names = fieldsOf('resource').flatMap(({ name, isProse }) => (isProse ? name : []));
    expect(names).toEqual(['title', 'authors', 'because', 'verdict', 'best']);
  });
});
