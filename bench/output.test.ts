import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../tests/site.ts';
import type { CorpusEntry } from './corpus.ts';
import { expectSentence, expectWhole } from './output.ts';

const body = 'A text with $x$.[^1]\n\n```python\nx = 1\n```\n\n[^1]: A note.\n';
const entry: CorpusEntry = { kind: 'resources', id: 'r1', title: 'One', description: undefined, front: '', body };
const formula = '<span class="katex"></span>';
const code = '<pre class="shiki"></pre>';
const note = '<sup class="footnote-ref"></sup>';

/** Checks an Eleventy page for the entry. */
async function judge(html: string | undefined): Promise<void> {
  const { path, remove } = await temporaryFolder();
  try {
    const file = join(path, '_site/resources/r1/index.html');
    await mkdir(dirname(file), { recursive: true });
    if (html !== undefined) await writeFile(file, html);
    await expectWhole('eleventy', path, [entry]);
    await expectSentence('eleventy', path, entry, 'A sentence more.');
  } finally {
    await remove();
  }
}

describe("the check of a tool's output", () => {
  test('passes if the page has everything its entry has', async () => {
    await judge(`${formula}${code}${note}A sentence more.`);
  });

  test.each([
    ['a page', undefined, /built no page for resources\/r1/],
    ['a formula', `${code}${note}A sentence more.`, /shows no formula/],
    ['coloured code', `${formula}${note}A sentence more.`, /shows no coloured code/],
    ['a note', `${formula}${code}A sentence more.`, /shows no note/],
    ['the change', `${formula}${code}${note}`, /did not show a change/],
  ])('fails without %s', async (_, html, message) => {
    await expect(judge(html)).rejects.toThrow(message);
  });
});
