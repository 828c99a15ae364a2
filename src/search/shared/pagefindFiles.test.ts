import { expect, test } from 'vitest';
import { pageId, pageIndex } from './pagefindFiles.ts';

test.each([0, 7, 8, 290, 10_199])('the id of page %i tells its index and has its tag', (index) => {
  const tags = Array.from({ length: 1275 }, (_, group) => String(group).padStart(6, 'f'));
  const id = pageId(index, tags);
  expect(pageIndex(id)).toBe(index);
  expect(id).toContain(tags[Math.floor(index / 8)]);
});
