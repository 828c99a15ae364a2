import { describe, expect, test } from 'vitest';
import { loadTestLog } from '../exports/testLog.ts';
import type { EntryKey } from '../log/entry.ts';
import { toSite } from './loadedSite.ts';
import { markdownText } from './markdownText.ts';

const home = 'https://example.org/log/';

/** The body of a note, as it is published beside its page. */
async function textOf(body: string, fields = 'title: One', site = `site: ${home}\n`): Promise<string> {
  const loaded = await loadTestLog({
    'log.md': `---\ntitle: Log\n${site}---\nThe front page.\n`,
    'notes/one.md': `---\n${fields}\n---\n${body}`,
    'notes/two.md': '---\ntitle: Two\n---\n## Über uns\n',
    'resources/talk.md': '---\ntitle: Talk\nurl: https://www.youtube.com/watch?v=abcdefghijk\n---\n',
    'files/a (1).txt': 'A file.\n',
    'images/d.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title><rect width="1" height="1"/></svg>',
  });
  const key = 'notes/one' as EntryKey;
  const text = markdownText(toSite(loaded), key);
  // In a later build, the entry is not read again, so nothing is known of its text.
  const { placesIn: _, ...later } = loaded;
  expect(markdownText(toSite(later), key)).toBe(text);
  return text;
}

describe('addresses are complete', () => {
  test.each([
    ['[x](two.md)', `[x](${home}notes/two/)`],
    ['[x](<two.md#über-uns> "Two")', `[x](<${home}notes/two/#%C3%BCber-uns> "Two")`],
    ['[x](two\\.md)', `[x](${home}notes/two/)`],
    ['[x](../resources/talk.md#t=1:05)', '[x](https://www.youtube.com/watch?v=abcdefghijk&t=65s)'],
    ['[x](../log.md)', `[x](${home})`],
    ['## A\n\n[x](#a)', `## A\n\n[x](${home}notes/one/#a)`],
    ['[x][2] and [2]\n\n[2]: two.md', `[x][2] and [2]\n\n[2]: ${home}notes/two/`],
    ['> - [x](two.md)\r\n>   [y](two.md)', `> - [x](${home}notes/two/)\r\n>   [y](${home}notes/two/)`],
    ['<p>A <a href="two.md">x</a></p>', `<p>A <a href="${home}notes/two/">x</a></p>`],
    ['[x](https://example.com/a_b)', '[x](https://example.com/a_b)'],
    ['`[x](two.md)` and $[x](two.md)$', '`[x](two.md)` and $[x](two.md)$'],
    ['![D](../images/d.svg)', `[D](${home}notes/one/)`],
  ])('%j', async (written, published) => {
    expect(await textOf(written)).toBe(published);
  });

  test('of a file, with its hash', async () => {
    expect(await textOf('[x](<../files/a (1).txt>)')).toMatch(
      /^\[x\]\(<https:\/\/example\.org\/log\/files\/a-1-[0-9a-f]{10}\.txt>\)$/,
    );
  });

  test('from the root of the host, if the log has no address', async () => {
    expect(await textOf('[x](two.md)', 'title: One', '')).toBe('[x](/notes/two/)');
  });
});

describe('what is not published is left out', () => {
  test.each([
    ['private comments', 'A %%secret%% B', 'A  B'],
    ['a private comment of several lines', 'A\n\n%%\nsecret\n\nsecret\n%%\n\nB', 'A\n\nB'],
    ['a comment in HTML', 'A <!-- secret --> B\n\n<!--\nsecret\n-->\n\nC', 'A  B\n\n\n\nC'],
    [
      'a link in a private comment, and the next link stays right',
      '%%[s](two.md)%% [x](two.md)',
      `[x](${home}notes/two/)`,
    ],
  ])('%s', async (_, written, published) => {
    expect(await textOf(written)).toBe(published);
  });

  test('but not what only looks like it', async () => {
    expect(await textOf('```\n%%matplotlib inline\n<!-- kept -->\n```')).toBe(
      '```\n%%matplotlib inline\n<!-- kept -->\n```',
    );
  });

  test('a heading that repeats the title, with or without one in the frontmatter', async () => {
    expect(await textOf('# One\n\nText.')).toBe('Text.');
    expect(await textOf('# One\n\nText.', 'summary: S')).toBe('Text.');
  });
});
