import { expect, test } from 'vitest';
import { isPlaylist, playlist } from './playlist.ts';
import type { Source } from './source.ts';
import { readTarget, type Target } from './target.ts';

const target = (given: string) => readTarget(given) as Target;
const url = 'https://www.youtube.com/playlist?list=PL1';

function read(source: Source | undefined, text: string): unknown {
  const facts = source?.read({ text, address: url, type: '' }, { url });
  return typeof facts === 'object' ? (JSON.parse(JSON.stringify(facts)) as unknown) : facts;
}

const pageOf = (data: unknown) =>
  read(playlist(), `<html><script nonce="x">var ytInitialData = ${JSON.stringify(data)};</script><p>{</p></html>`);
const about = { playlistMetadataRenderer: { title: 'Zero to Hero', description: 'A course.' } };
const video = (videoId: string, index: number, more = {}) => ({
  playlistVideoRenderer: {
    ...{ videoId, title: { runs: [{ text: `Video ${index}` }] }, index: { simpleText: `${index}` }, isPlayable: true },
    ...more,
  },
});
const list = (contents: readonly unknown[]) => ({
  contents: { tabs: [{ tabRenderer: { content: { playlistVideoListRenderer: { contents } } } }] },
  metadata: about,
  sidebar: { items: [{ videoOwnerRenderer: { title: { runs: [{ text: 'Ada' }] } } }] },
});
const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc'];
const address = (id: string) => `https://www.youtube.com/watch?v=${id}`;

test('a playlist is asked for at its page, then at its feed, then by oEmbed', () => {
  const asked: (string | undefined)[] = [];
  for (let source: Source | undefined = playlist(); source; source = source.orElse)
    asked.push(source.addressFor(target(`https://m.youtube.com/playlist?list=PL1&si=x`)));
  expect(asked).toEqual([
    ...[url, 'https://www.youtube.com/feeds/videos.xml?playlist_id=PL1'],
    expect.stringContaining('https://www.youtube.com/oembed?'),
  ]);
  expect(
    ['https://www.youtube.com/watch?v=aaaaaaaaaaa&list=PL1', 'https://example.org/playlist?list=PL1', '1706.03762']
      .map(target)
      .some(isPlaylist),
  ).toBe(false);
});

test('its page gives title, channel and videos with their numbers, and says which cannot be watched', () => {
  const videos = [
    video('aaaaaaaaaaa', 1, { lengthSeconds: '3700', shortBylineText: { runs: [{ text: 'Bob' }] } }),
    video('bbbbbbbbbbb', 2, { title: undefined }),
    video('ccccccccccc', 3, { isPlayable: false }),
    video('ddddddddddd', 4),
    video('aaaaaaaaaaa', 5),
  ];
  expect(pageOf(list(videos))).toEqual({
    ...{ title: 'Zero to Hero', type: 'video', authors: [{ name: 'Ada' }], summary: 'A course.' },
    parts: [
      {
        ...{ number: 1, url: address('aaaaaaaaaaa') },
        facts: { title: 'Video 1', type: 'video', authors: [{ name: 'Bob' }], length: '1h 2m' },
      },
      { number: 4, url: address('ddddddddddd'), facts: { title: 'Video 4', type: 'video' } },
    ],
    gap: '3 of its videos cannot be watched and are left out.',
  });
});

test('newer pages have the videos under another name', () => {
  const lockups = ids.map((contentId, index) => ({
    lockupViewModel: {
      ...{ contentId, contentType: 'LOCKUP_CONTENT_TYPE_VIDEO' },
      metadata: { lockupMetadataViewModel: { title: { content: `Video ${index + 1}` } } },
    },
  }));
  expect(pageOf(list(lockups))).toMatchObject({
    parts: ids.map((id, index) => ({ number: index + 1, url: address(id) })),
  });
});

test('of a long playlist, it says that the last videos are missing', () => {
  const videos = Array.from({ length: 100 }, (_, index) => video(`${index}`.padStart(11, 'x'), index + 1));
  expect(pageOf(list([...videos, { continuationItemRenderer: {} }]))).toMatchObject({
    gap: expect.stringContaining('only its first 100 videos'),
  });
});

test.each([
  ['nothing', '', 'unreadable'],
  ['broken data', '<script>var ytInitialData = {"a":;</script>', 'unreadable'],
  ['no end', `<script>var ytInitialData = {"a":`, 'unreadable'],
  [
    'data of something else',
    '<script>var ytInitialData = {"a":[1,null,{"playlistVideoRenderer":7}]}</script>',
    'unreadable',
  ],
  ['a consent page', '<form action="https://consent.youtube.com/save">', 'wants-person'],
  ['deep data', `<script>var ytInitialData = {"a":${'['.repeat(100_000)}`, 'unreadable'],
])('a page with %s gives no facts', (_, text, why) => {
  expect(read(playlist(), text)).toBe(why);
});

test('odd videos are left out, and a page with very many takes no longer than its size', () => {
  const odd = [
    { playlistVideoRenderer: { videoId: '<script>' } },
    { playlistVideoRenderer: null },
    video('aaaaaaaaaaa', 3),
  ];
  expect(pageOf(list(odd))).toMatchObject({ parts: [{ number: 3 }] });
  const start = process.threadCpuUsage();
  pageOf(list(Array.from({ length: 150_000 }, () => ({ lockupViewModel: 1 }))));
  expect(process.threadCpuUsage(start).user).toBeLessThan(3_000_000);
});

test('its feed gives the newest videos without numbers, and says so', () => {
  const entry = (
    id: string,
  ) => `<entry><id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><title>T &amp; ${id}</title>
    <author><name>Bob</name></author><published>2022-08-16T16:36:29+00:00</published></entry>`;
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015">
    <yt:playlistId>PL1</yt:playlistId><title>Zero to Hero</title><author><name>Ada</name></author>${entry('aaaaaaaaaaa')}
    <entry><yt:videoId>bad</yt:videoId><title>Bad</title></entry></feed>`;
  expect(read(playlist().orElse, feed)).toEqual({
    ...{ title: 'Zero to Hero', type: 'video', authors: [{ name: 'Ada' }] },
    parts: [
      {
        url: address('aaaaaaaaaaa'),
        facts: { title: 'T & aaaaaaaaaaa', type: 'video', authors: [{ name: 'Bob' }], published: '2022-08-16' },
      },
    ],
    gap: 'The page of the playlist could not be read, and its feed does not number the videos.',
  });
  for (const text of ['', '<html>', '{}', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'])
    expect(read(playlist().orElse, text)).toBe('unreadable');
});
