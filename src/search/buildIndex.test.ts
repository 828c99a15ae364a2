import { gunzipSync } from 'node:zlib';
import { close } from 'pagefind';
import { afterAll, expect, test } from 'vitest';
import { buildIndex } from './buildIndex.ts';

afterAll(() => close());

const page = (title: string, body: string) =>
  `<html lang="en"><head><title>${title}</title></head><body data-pagefind-body>${body}</body></html>`;

test('a page of nothing but cards is in the index, by its title', async () => {
  const files = await buildIndex(
    [
      { url: '/cards/', html: () => page('Only cards', '<div class="card">One</div>') },
      { url: '/words/', html: () => page('Words', '<p>Some words</p>') },
    ],
    'en',
    {},
  );
  const texts = files
    .filter(({ path }) => path.startsWith('fragment/0-'))
    .map(({ content }) => gunzipSync(content).toString('utf8'));
  expect(texts.length).toBe(1);
  expect(texts[0]).toContain('Only cards');
});

test('a log without entries has an index of nothing', async () => {
  const files = await buildIndex([], 'en', {});
  expect(files.map(({ path }) => path)).toContain('pages.json');
});
