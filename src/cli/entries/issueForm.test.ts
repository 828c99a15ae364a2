import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf } from '../../log/fields.ts';
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

test('the form asks for fields of a resource, with what they take, and for notes last', () => {
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
    expect(validations?.required ?? false).toBe(field.isRequired || id === 'url');
  }
  expect(formFields(form).map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
});

test('an answer stands below the heading of its field, and one that was left out is none', () => {
  expect(read('### Title\n\nA title\n\n### Authors\n\n_No response_\n\n### Why?\n\nOne.\n\nTwo.\n')).toEqual({
    title: 'A title',
    notes: 'One.\n\nTwo.',
  });
});

test('lines may end as they do on Windows', () => {
  expect(read('### Title\r\n\r\nA title\r\n\r\n### Authors\r\n\r\nA\r\nB\r\n')).toEqual({
    title: 'A title',
    authors: 'A\nB',
  });
});

test('a heading that is no field, was one before or comes too late is part of an answer', () => {
  const notes = '### Title\n\nAnother\n\n### Authors\n\n```\n### Why?\n```';
  expect(read(`### Title\n\nA\n\n### Other\n\n### Why?\n\n${notes}`)).toEqual({ title: 'A\n\n### Other', notes });
});

test('what stands before the first field is nobody’s answer, and a text without fields has none', () => {
  expect(read('Hello\n\n### Title\n\nA')).toEqual({ title: 'A' });
  expect(read('Hello')).toEqual({});
  expect(read('')).toEqual({});
});

test('a form has fields only where they have an id and a label', () => {
  expect(
    formFields(
      'body: [{ type: markdown, attributes: { value: x } }, { id: a }, 1, { id: b, attributes: { label: B } }]',
    ),
  ).toEqual([{ id: 'b', label: 'B' }]);
  expect(formFields('[]')).toEqual([]);
  expect(formFields('body: x')).toEqual([]);
});
