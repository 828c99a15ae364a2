import { expect, test } from 'vitest';
import { isInDrafts, publishedFile } from './drafts.ts';

test.each([
  ['content/drafts/weeks/05.md', 'content/weeks/05.md'],
  ['content/drafts/notes/git/x.md', 'content/notes/git/x.md'],
  ['content/drafts/days/05.md', 'content/days/05.md'],
  ['content/drafts/lectures/05.md', 'content/lectures/05.md'],
  ['content/drafts/idea.md', 'content/notes/idea.md'],
  ['content/drafts/git/x.md', 'content/notes/git/x.md'],
  ['content/drafts/weeks.md', 'content/notes/weeks.md'],
  ['content/drafts/log.md', 'content/notes/log.md'],
])('the draft %s belongs to %s', (file, published) => {
  expect([isInDrafts(file), publishedFile(file)]).toEqual([true, published]);
});

test.each(['content/log.md', 'content/notes/drafts/x.md', 'content/weeks/drafts.md', 'content/drafts.md'])(
  '%s is no draft',
  (file) => {
    expect([isInDrafts(file), publishedFile(file)]).toEqual([false, file]);
  },
);
