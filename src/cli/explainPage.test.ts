import { expect, test } from 'vitest';
import { explainPage } from './explainPage.ts';

const changes: Readonly<Record<string, readonly string[]>> = { 'index.html': [], 'weeks/1/index.html': ['text of 1'] };
const share = 'A share picture is named by a hash of what it shows, so if that changes, so does its name.';
const written = 'is not a page. It was written, because the last site did not have it like this.';

test.each([
  ['', 'index.html is unchanged and was used again.'],
  ['https://example.org/log/weeks/1/', 'weeks/1/index.html was rendered again. Changed since'],
  ['share/old.png', `share/old.png is unchanged and was used again. ${share}`],
  ['/log/share/new.png', `share/new.png ${written} ${share}`],
  ['share/none.png', `There is no picture "share/none.png". ${share}`],
  ['_headers', `_headers ${written}`],
  ['none', 'There is no page "none".'],
])('"%s" is explained', (path, explanation) => {
  const files = {
    paths: () => ['index.html', 'weeks/1/index.html', 'share/old.png', 'share/new.png', '_headers'],
    kept: () => new Set(['index.html', 'share/old.png']),
  };
  expect(explainPage(path, '/log', { changesOf: (file) => changes[file] }, files)).toContain(explanation);
});
