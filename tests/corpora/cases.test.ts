import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededViolations } from '../seededViolations.ts';
import { root } from '../site.ts';
import { fieldCases, readCases } from './cases.ts';

const here = import.meta.dirname;

test('docs/security.md has the number of cases as bodies, as fields and as planted violations', async () => {
  const document = await readFile(join(root, 'docs/security.md'), 'utf8');
  const cases = await readCases();
  for (const count of [cases.length, fieldCases(cases).length, seededViolations.length]) {
    expect(document).toContain(`| ${count.toLocaleString('en')} `);
  }
});

test('every data file has its source and licence in the README', async () => {
  const readme = await readFile(join(here, 'README.md'), 'utf8');
  const files = await readdir(join(here, 'data'));
  expect(files.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
});
