import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { astroBuild, copyLog, logs, temporaryFolder } from '../site.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const inLog = (path: string) => join(folder.path, path);

/** A slot that shows the title of every week, and the type of a resource. */
const slot = `---
import { getCollection, getEntry } from 'astro:content';
const weeks = await getCollection('weeks');
const pages = await getCollection('pages');
const attention = await getEntry('resources', 'attention');
---
<slot />
<p class="mine">{weeks.map(({ data }) => data.title)}, {pages.length}, {attention?.data.type}</p>
`;

beforeAll(async () => {
  folder = await temporaryFolder();
  await copyLog(logs.minimal.folder, folder.path);
});
afterAll(() => folder.remove());

const build = (...lost: readonly string[]) => astroBuild(folder.path, ...lost);

test.each(isCampaign ? ['weeks/first-steps', 'resources/attention'] : ['resources/attention'])(
  'pages come from the collections: without %s in the store, the build fails',
  async (lost) => {
    const { code, output } = await build(lost);
    expect(output).toContain(`"${lost.slice(lost.indexOf('/') + 1)}" is in the log only.`);
    expect(code).not.toBe(0);
    expect(existsSync(inLog(`dist/${lost}/index.html`))).toBe(false);
  },
);

test("an owner's slot gets the data of the files, without a warning, whatever the store contains", async () => {
  await mkdir(inLog('slots'));
  await writeFile(inLog('slots/Footer.astro'), slot);
  const shown = '<p class="mine">First steps, 0, paper</p>';
  // The last test has left it without the resource.
  const store = inLog('.astro/cache/data-store.json');
  const text = await readFile(store, 'utf8');
  const forged = text.replaceAll('"First steps"', '"Forged steps"');
  expect(forged).not.toBe(text);
  await writeFile(store, forged);
  expect(await build()).toEqual({ code: 0, output: '' });
  expect(await readFile(inLog('dist/index.html'), 'utf8')).toContain(shown);
  expect(await readFile(store, 'utf8')).not.toContain('Forged steps');
});

test('an unknown type stops Astro, with file, line and column', async () => {
  const file = inLog('content/resources/attention.md');
  await rm(inLog('dist'), { recursive: true });
  await writeFile(file, (await readFile(file, 'utf8')).replace('type: paper', 'type: movie'));
  const { code, output } = await build();
  expect(output).toContain('content/resources/attention.md:3:7  invalid-value');
  expect(output).toContain('"type" is one of paper,');
  expect(code).not.toBe(0);
  expect(existsSync(inLog('dist/index.html'))).toBe(false);
});
