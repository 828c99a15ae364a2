import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf } from '../../log/schema.ts';
import { formFields, readIssue } from './issueForm.ts';

const form = await readFile(
  new URL('../starter/_github/ISSUE_TEMPLATE/suggest-a-resource.yml', import.meta.url),
  'utf8',
);
const fields = [
  { id: 'title', label: 'Title' },
  { id: 'authors', label: 'Authors' },
  { id: 'notes', label: 'Why?' },
];
const read = (text: string) => Object.fromEntries(readIssue(fields, text));

test('the form has fields of a resource with their options, and notes at the end', () => {
  const resource = new Map(fieldsOf('resource').map((field) => [field.name, field]));
  const { body } = parse(form) as {
    body: { id?: string; type: string; attributes: { options?: string[] }; validations?: { required: boolean } }[];
  };
  const asked = body.filter(({ id }) => id !== undefined);
  expect(asked.at(-1)).toMatchObject({ id: 'notes', type: 'textarea' });
  for (const { id = '', type, attributes, validations } of asked.slice(0, -1)) {
    const field = resource.get(id) ?? expect.fail(`a resource has no field "${id}"`);
    expect(attributes.options ?? []).toEqual(field.options);
    expect(type === 'dropdown').toBe(field.options.length > 0);
    expect(validations?.required ?? false).toBe(id === 'url');
  }
  expect(formFields(form).map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
});

test('an answer is read below the heading of its field, and an empty one is left out', () => {
  expect(read('### Title\n\nA title\n\n### Authors\n\n_No response_\n\n### Why?\n\nOne.\n\nTwo.\n')).toEqual({
    title: 'A title',
    notes: 'One.\n\nTwo.',
  });
});

test('Windows line ends are accepted', () => {
  expect(read('### Title\r\n\r\nA title\r\n\r\n### Authors\r\n\r\nA\r\nB\r\n')).toEqual({
    title: 'A title',
    authors: 'A\nB',
  });
});

test('a heading that is unknown, repeated or out of order is part of an answer', () => {
  const notes = '### Title\n\nAnother\n\n### Authors\n\n```\n### Why?\n```';
  expect(read(`### Title\n\nA\n\n### Other\n\n### Why?\n\n${notes}`)).toEqual({ title: 'A\n\n### Other', notes });
});

test('text before the first field is ignored, and a text without fields has no answers', () => {
  expect(read('Hello\n\n### Title\n\nA')).toEqual({ title: 'A' });
  expect(read('Hello')).toEqual({});
  expect(read('')).toEqual({});
});

test('only elements with an id and a label are fields', () => {
  expect(
    formFields(
      'body: [{ type: markdown, attributes: { value: x } }, { id: a }, 1, { id: b, attributes: { label: B } }]',
    ),
  ).toEqual([{ id: 'b', label: 'B' }]);
  expect(formFields('[]')).toEqual([]);
  expect(formFields('body: x')).toEqual([]);
});
