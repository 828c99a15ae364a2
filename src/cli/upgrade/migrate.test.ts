import { expect, test } from 'vitest';
import { migrate, migrationsBetween } from './migrate.ts';
import { changeField, renameField, type Migration } from './migrations.ts';

const renamed: Migration = {
  version: '0.2.0',
  description: '“summary” of a resource is called “verdict”.',
  change: (fields, kind) => (kind === 'resource' ? renameField(fields, 'summary', 'verdict') : fields),
};
const levels: Migration = {
  version: '1.0.0',
  description: 'Levels are words.',
  change: (fields) => changeField(fields, 'level', (level) => (level === 1 ? 'introductory' : level)),
};
const file = `---
# mine
title: One
summary: Good. # really
level: 1
---

Notes: summary: stays
`;

test('migrations are those after one version, up to another, in their order', () => {
  const versions = (from: string, to: string) =>
    migrationsBetween([levels, renamed], from, to).map(({ version }) => version);
  expect(versions('0.1.0', '1.0.0')).toEqual(['0.2.0', '1.0.0']);
  expect(versions('0.2.0', '1.0.0')).toEqual(['1.0.0']);
  expect(versions('0.1.0', '0.9.0')).toEqual(['0.2.0']);
  expect(versions('1.0.0', '1.1.0')).toEqual([]);
});

test('a file is changed by each in turn, and nothing else in it', () => {
  const { text, applied } = migrate(file, 'resource', [renamed, levels]);
  expect(text).toBe(file.replace('summary: Good', 'verdict: Good').replace('level: 1', 'level: introductory'));
  expect(applied).toEqual([renamed, levels]);
});

test('a file of another kind is as it was', () => {
  expect(migrate(file, 'week', [renamed])).toEqual({ text: file, applied: [] });
});

test('a second time changes nothing', () => {
  const once = migrate(file, 'resource', [renamed, levels]).text;
  expect(migrate(once, 'resource', [renamed, levels])).toEqual({ text: once, applied: [] });
});

test('a file that cannot be read is left to the check', () => {
  for (const text of ['No frontmatter', '---\n- a\n---\n', '---\ntitle: "open\n---\n', '---\n---\n']) {
    expect(migrate(text, 'resource', [renamed])).toEqual({ text, applied: [] });
  }
});

test('the mark at the beginning and lines that end as on Windows stay', () => {
  const text = '\uFEFF---\r\nsummary: Good.\r\n---\r\nText\r\n';
  expect(migrate(text, 'resource', [renamed]).text).toBe(text.replace('summary', 'verdict'));
});

test('a field is not renamed over another one', () => {
  const both = { summary: 'a', verdict: 'b' };
  expect(renameField(both, 'summary', 'verdict')).toBe(both);
});
