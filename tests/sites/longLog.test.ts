import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnlog, temporaryFolder } from '../site.ts';

const weeks = 101;
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
const page = (path: string) => readFile(join(temporary.path, 'dist', path, 'index.html'), 'utf8');

beforeAll(async () => {
  temporary = await temporaryFolder();
  const content = join(temporary.path, 'content');
  for (const folder of ['weeks', 'resources']) await mkdir(join(content, folder), { recursive: true });
  await writeFile(join(content, 'log.md'), '---\ntitle: A long log\n---\n');
  for (let number = 1; number <= weeks; number += 1) {
    const start = new Date(Date.UTC(2020, 0, 6 + 7 * number)).toISOString().slice(0, 10);
    const body = `[It](../resources/p${number}.md), after [the first](../resources/p1.md).`;
    await writeFile(join(content, `weeks/w${number}.md`), `---\ntitle: W\nstart: ${start}\n---\n\n${body}\n`);
    const front = `title: P ${number}\ntype: paper\nurl: https://example.org/${number}`;
    await writeFile(join(content, `resources/p${number}.md`), `---\n${front}\n---\n`);
  }
  const { code, output } = await learnlog('--folder', temporary.path, 'build');
  if (code !== 0) throw new Error(output);
});
afterAll(() => temporary.remove());

test('a long log is complete on two pages that link to each other, and its resources are numbered throughout', async () => {
  const [first, second] = [await page('all'), await page('all/page/2')];
  expect(first.match(/<section class="part" id="weeks\//g)).toHaveLength(100);
  expect(second.match(/<section class="part" id="weeks\/w101"/g)).toHaveLength(1);
  expect(first).toContain('rel="next" data-key="next" href="/all/page/2/"');
  expect(second).toContain('rel="prev" data-key="previous" href="/all/"');
  expect(first).toMatch(/<ol class="bibliography"><li id="resources\/p1">/);
  expect(second).toMatch(
    /<ol class="bibliography" start="101" style="counter-reset: resource 100"><li id="resources\/p101">/,
  );
  expect(second).toMatch(/data-number="1" href="\/all\/#resources\/p1"/);
});
