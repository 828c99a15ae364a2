import { expect, test } from 'vitest';
import { serve, webOf } from '../web/fixtures/server.ts';
import { makePace } from '../web/web.ts';
import { feedOfPage } from './feed.ts';
import { lookUp } from './lookUp.ts';
import { page } from './page.ts';

const episode = (number: number, more = '') => `<item><title>Episode ${number} &amp; more</title>
  <link>https://show.example/${number}</link><guid isPermaLink="false">guid-${number}</guid>
  <pubDate>Mon, 12 Jun 2017 10:00:00 +0200</pubDate><itunes:episode>${number}</itunes:episode>${more}
  <enclosure url="https://cdn.example/${number}.mp3" type="audio/mpeg" length="1"/><itunes:duration>1:02:03</itunes:duration></item>`;
const show = (items: string) => `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>The Show</title>
  <description>&lt;p&gt;On zero.&lt;/p&gt;</description><itunes:author>Ada</itunes:author>${items}</channel></rss>`;
const episodes = show(episode(1) + episode(2, '<dc:creator>Bob</dc:creator>'));

function read(
  text: string,
  url = 'https://show.example/feed.xml',
  type = 'application/rss+xml',
  source = page(),
): unknown {
  const facts = source.read({ text, address: url.replace(/#.*/, ''), type }, { url });
  return typeof facts === 'object' ? (JSON.parse(JSON.stringify(facts)) as unknown) : facts;
}

const first = {
  ...{
    title: 'Episode 1 & more',
    type: 'podcast',
    authors: [{ name: 'Ada' }],
    published: '2017-06-12',
    length: '1h 2m',
  },
  url: 'https://show.example/1',
};

test.each(['1', 'guid-1', 'https://show.example/1', 'https%3A%2F%2Fshow.example%2F1'])(
  'an episode is named by the fragment of its feed: %s',
  (name) => {
    expect(read(episodes, `https://show.example/feed.xml#${name}`)).toEqual(first);
  },
);

test('an episode has its own author', () => {
  expect(read(episodes, 'https://show.example/feed.xml#2', 'text/xml; charset=utf-8')).toMatchObject({
    authors: [{ name: 'Bob' }],
  });
});

test('a feed alone is the show, and says how to add an episode', () => {
  expect(read(episodes)).toEqual({
    ...{ title: 'The Show', type: 'podcast', authors: [{ name: 'Ada' }], summary: 'On zero.' },
    gap: 'This is the whole show. For one episode, give the address of its page.',
  });
  expect(read(show('<item><title>A post</title></item>'))).not.toHaveProperty('type');
});

test.each([
  ['no such episode', episodes, 'https://show.example/feed.xml#7', 'not-found'],
  ['nothing', '<rss', 'https://show.example/feed.xml', 'unreadable'],
  ['no title', '<rss version="2.0"><channel></channel></rss>', 'https://show.example/feed.xml', 'unreadable'],
  [
    'another format',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><title>T</title></rdf:RDF>',
    'https://show.example/',
    'unreadable',
  ],
  ['a page', '<html><title>rss</title>', 'https://show.example/feed.xml', 'unreadable'],
])('a feed with %s has no facts', (_, text, url, why) => {
  expect(read(text, url)).toBe(why);
});

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><title>The Show</title><subtitle>On zero.</subtitle>
  <author><name>Ada</name></author><entry><title type="html">Episode 1 &amp;amp; more</title><id>guid-1</id>
  <published>2017-06-12T23:00:00+02:00</published><updated>2018-01-01T00:00:00Z</updated>
  <link href="https://show.example/1"/><link rel="enclosure" type="audio/mpeg" href="https://cdn.example/1.mp3"/>
  <itunes:duration>1:02:03</itunes:duration><itunes:episode>1</itunes:episode></entry></feed>`;

test.each(['1', 'guid-1', 'https://show.example/1'])('a podcast can have an Atom feed: %s', (name) => {
  expect(read(atom, `https://show.example/feed.xml#${name}`, 'application/atom+xml')).toEqual(first);
});

test('an Atom feed alone is the show, and has the episode of a page', () => {
  expect(read(atom, 'https://show.example/feed.xml', 'text/xml')).toMatchObject({
    ...{ title: 'The Show', type: 'podcast', authors: [{ name: 'Ada' }], summary: 'On zero.' },
  });
  const source = feedOfPage('https://show.example/feed');
  expect(read(atom, 'https://show.example/1/', 'application/atom+xml', source)).toEqual(first);
  expect(read('<feed><title/><entry/></feed>', 'https://show.example/1', 'application/atom+xml', source)).toBe(
    'unreadable',
  );
});

test('what is odd in a feed is left out, and entities are not expanded', () => {
  const odd = show(
    '<item/><item><title>X</title><link>javascript:alert(1)</link><pubDate>soon</pubDate><guid>x</guid><enclosure/></item>',
  );
  expect(read(odd, 'https://show.example/feed.xml#x')).toEqual({ title: 'X', authors: [{ name: 'Ada' }] });
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(999)}">]>`;
  const text = show('').replace('?>', `?>${bomb}`).replace('The Show', '&b;');
  expect(JSON.stringify(read(text)).length).toBeLessThan(500);
});

test('a feed of 3 MB is read in seconds', () => {
  const start = process.threadCpuUsage();
  read(
    show(Array.from({ length: 10_000 }, (_, index) => episode(index)).join('')),
    'https://show.example/feed.xml#9999',
  );
  expect(process.threadCpuUsage(start).user).toBeLessThan(5_000_000);
});

test('the page of an episode has the facts of the feed that it names', async () => {
  const { address, port, asked } = await serve(({ url = '' }, response) => {
    if (url === '/feed') {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      return void response.end(episodes.replaceAll('https://show.example', address));
    }
    const type =
      url === '/post' ? '<meta property="og:type" content="article"><meta name="date" content="2020-01-01">' : '';
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end(
      `<title>On the page</title>${type}<link rel="alternate" type="application/rss+xml" href="/feed">`,
    );
  });
  const ask = (path: string) =>
    lookUp({ url: `${address}${path}` }, [page()], webOf(port), makePace({ atOnce: 4, pause: 0 }));
  const { url: _, ...facts } = first;
  expect(await ask('/1/')).toMatchObject({ facts: { ...facts, title: 'On the page' }, source: 'the page' });
  // An episode that is not in the feed has only the facts of its page. A page that says enough needs no feed.
  expect(await ask('/other')).toEqual(
    expect.objectContaining({ facts: { title: 'On the page', feed: `${address}/feed` } }),
  );
  expect(asked.map(({ url }) => url)).toEqual(['/1/', '/feed', '/other', '/feed']);
  expect(await ask('/post')).toMatchObject({ facts: { title: 'On the page', type: 'article' } });
  expect(asked).toHaveLength(5);
});

test('the feed of a page is not read if it is a page', () => {
  expect(read('<html><rss', 'https://show.example/1', 'text/html', feedOfPage('https://show.example/feed'))).toBe(
    'unreadable',
  );
});
