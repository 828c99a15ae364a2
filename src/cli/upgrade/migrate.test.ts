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

test('migrations after one version, up to another, are listed in order', () => {
  const versions = (from: string, to: string) =>
    migrationsBetween([levels, renamed], from, to).map(({ version }) => version);
  expect(versions('0.1.0', '1.0.0')).toEqual(['0.2.0', '1.0.0']);
  expect(versions('0.2.0', '1.0.0')).toEqual(['1.0.0']);
  expect(versions('0.1.0', '0.9.0')).toEqual(['0.2.0']);
  expect(versions('1.0.0', '1.1.0')).toEqual([]);
});

test('each migration changes a file in turn, and the rest of the file is unchanged', () => {
  const { text, applied } = migrate(file, 'resource', [renamed, levels]);
  expect(text).toBe(file.replace('summary: Good', 'verdict: Good').replace('level: 1', 'level: introductory'));
  expect(applied).toEqual([renamed, levels]);
});

test('a file of another kind is unchanged', () => {
  expect(migrate(file, 'week', [renamed])).toEqual({ text: file, applied: [] });
});

test('a second run changes nothing', () => {
  const once = migrate(file, 'resource', [renamed, levels]).text;
  expect(migrate(once, 'resource', [renamed, levels])).toEqual({ text: once, applied: [] });
});

test('an unreadable file is left for the check to report', () => {
  for (const text of ['No frontmatter', '---\n- a\n---\n', '---\ntitle: "open\n---\n', '---\n---\n']) {
    expect(migrate(text, 'resource', [renamed])).toEqual({ text, applied: [] });
  }
});

test('a byte-order mark and Windows line ends are kept', () => {
  const text = '\uFEFF---\r\nsummary: Good.\r\n---\r\nText\r\n';
  expect(migrate(text, 'resource', [renamed]).text).toBe(text.replace('summary', 'verdict'));
});

test('a field is not renamed to an existing field', () => {
  const both = { summary: 'a', verdict: 'b' };
  expect(renameField(both, 'summary', 'verdict')).toBe(both);
});
