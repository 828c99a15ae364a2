import { describe, expect, test } from 'vitest';
import { arxiv } from './arxiv.ts';
import { serve, webOf } from '../web/fixtures/server.ts';
import { makePace } from '../web/web.ts';
import { doi } from './doi.ts';
import { github } from './github.ts';
import { lookUp } from './lookUp.ts';
import { openLibrary } from './openLibrary.ts';
import type { Source } from './source.ts';
import { readTarget, type Target } from './target.ts';
import { youtube } from './youtube.ts';

const target = (given: string) => readTarget(given) as Target;
/** The facts that a source reads from an answer, without missing ones. */
function read(source: Source, text: string, of: Target = {}): unknown {
  const facts = source.read({ text, address: 'https://example.org/', type: source.accept }, of);
  if (typeof facts === 'string') return facts;
  return JSON.parse(JSON.stringify(facts)) as unknown;
}

const feed = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <title type="html">ArXiv Query: id_list=1706.03762</title><id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  ${entries}</feed>`;

describe('arXiv', () => {
  test('is asked for an identifier, slowly', () => {
    expect(arxiv().addressFor(target('https://arxiv.org/pdf/1706.03762v5'))).toBe(
      'https://export.arxiv.org/api/query?id_list=1706.03762v5',
    );
    expect(arxiv().addressFor(target('https://example.org/'))).toBeUndefined();
    expect(arxiv().pause).toBe(3_000);
  });

  test('gives title, authors, first date, abstract and what the comment says of pages', () => {
    const entry = `<entry><id>http://arxiv.org/abs/1706.03762v7</id><updated>2023-08-02T00:41:18Z</updated>
      <published>2017-06-12T17:57:34Z</published><title>Attention Is All\n  You Need in $O(n)$</title>
      <summary>  The dominant &lt;models&gt;.\n</summary><author><name>Ashish Vaswani</name></author>
      <author><name>Noam Shazeer</name><arxiv:affiliation>Google</arxiv:affiliation></author>
      <arxiv:comment>15 pages, 5 figures</arxiv:comment><arxiv:doi>10.1000/182</arxiv:doi></entry>`;
    expect(read(arxiv(), feed(entry))).toEqual({
      title: 'Attention Is All\n  You Need in $O(n)$',
      type: 'paper',
      authors: [{ name: 'Ashish Vaswani' }, { name: 'Noam Shazeer' }],
      published: '2017-06-12',
      abstract: 'The dominant <models>.',
      length: '15 pages',
      doi: '10.1000/182',
    });
  });

  test('has no other paper, and is not read if it answers something else', () => {
    const error = '<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title></entry>';
    expect([feed(''), feed(error), '', '<html>Rate exceeded.', '{}'].map((text) => read(arxiv(), text))).toEqual([
      ...['not-found', 'not-found', 'unreadable', 'unreadable', 'unreadable'],
    ]);
  });

  test('cannot expand entities', () => {
    const bomb = feed(`<entry><id>1</id><title>&c;</title></entry>`).replace(
      '?>',
      `?><!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(999)}"><!ENTITY c "${'&b;'.repeat(999)}">]>`,
    );
    expect(JSON.stringify(read(arxiv(), bomb)).length).toBeLessThan(200);
  });
});

describe('a DOI', () => {
  const json = (fields: object) => read(doi(), JSON.stringify(fields));

  test('is asked for at doi.org, with its signs', () => {
    expect(doi().accept).toBe('application/vnd.citationstyles.csl+json');
    expect(doi().addressFor(target('10.1000/a#b?c%d'))).toBe('https://doi.org/10.1000/a%23b%3Fc%25d');
  });

  test('gives the facts of a paper, as Crossref writes them', () => {
    const paper = {
      ...{
        type: 'article-journal',
        DOI: '10.1038/nature14539',
        title: 'Deep <i>learning</i> &amp; more',
        subtitle: [],
      },
      author: [
        { given: 'Yann', family: 'LeCun', sequence: 'first', affiliation: [] },
        { given: 'Ludwig', 'non-dropping-particle': 'van', family: 'Beethoven', suffix: 'Jr.' },
        { name: 'The Consortium', sequence: 'additional' },
      ],
      ...{ issued: { 'date-parts': [[2015, 5, 27]] }, 'container-title': 'Nature', volume: '521', issue: '7553' },
      ...{ page: '436-444', publisher: 'Springer', ISBN: ['9780262035613'] },
      abstract: '<jats:title>Abstract</jats:title><jats:p>Deep learning allows $x &lt; y$.</jats:p>',
    };
    expect(json(paper)).toEqual({
      ...{ title: 'Deep learning & more', type: 'paper', published: '2015-05-27', venue: 'Nature', volume: '521' },
      authors: [
        { name: 'Yann LeCun' },
        { name: 'Ludwig van Beethoven Jr.' },
        { name: 'The Consortium', isInstitution: true },
      ],
      ...{
        issue: '7553',
        pages: '436-444',
        publisher: 'Springer',
        editors: [],
        abstract: 'Deep learning allows $x < y$.',
      },
    });
  });

  test('of a book gives its ISBN and its pages, and of an unknown type no type', () => {
    expect(json({ type: 'book', title: ['A book'], ISBN: ['9780262035613'], 'number-of-pages': 800 })).toEqual({
      ...{ title: 'A book', type: 'book', authors: [], editors: [], isbn: '9780262035613', length: '800 pages' },
    });
    expect(json({ type: 'dataset', title: 'Data' })).toEqual({ title: 'Data', authors: [], editors: [] });
  });

  test('gives what can be read of a malformed answer', () => {
    const odd = {
      title: 'T',
      author: [null, 3, {}, { family: 'A' }],
      issued: { 'date-parts': [[null]] },
      volume: {},
      page: [],
    };
    expect(json(odd)).toEqual({ title: 'T', authors: [{ name: 'A' }], editors: [] });
    for (const text of ['', '<html>', '[]', 'null', '{"title": ""}', '{"title": {}}'])
      expect(read(doi(), text)).toBe('unreadable');
  });
});

describe('Open Library', () => {
  const isbn = '9780262035613';

  test('is asked for an ISBN', () => {
    expect(openLibrary().addressFor({ isbn })).toBe(
      'https://openlibrary.org/api/books?bibkeys=ISBN%3A9780262035613&format=json&jscmd=data',
    );
  });

  test('gives the facts of a book, and says if it has none', () => {
    const book = {
      ...{ title: 'Deep Learning', subtitle: 'A Course', number_of_pages: 800, publish_date: 'November 18, 2016' },
      ...{
        authors: [{ name: 'Ian Goodfellow', url: 'https://openlibrary.org/authors/1' }],
        publishers: [{ name: 'MIT Press' }],
      },
    };
    expect(read(openLibrary(), JSON.stringify({ [`ISBN:${isbn}`]: book }), { isbn })).toEqual({
      ...{ title: 'Deep Learning: A Course', type: 'book', authors: [{ name: 'Ian Goodfellow' }] },
      ...{ published: '2016-11-18', publisher: 'MIT Press', length: '800 pages' },
    });
    expect(['{}', '[]', `{"ISBN:${isbn}": 1}`, 'x'].map((text) => read(openLibrary(), text, { isbn }))).toEqual([
      ...['not-found', 'unreadable', 'unreadable', 'unreadable'],
    ]);
  });
});

describe('YouTube', () => {
  test('is asked by oEmbed for a video or a playlist', () => {
    expect(youtube().addressFor(target('https://youtu.be/kCc8FmEb1nY'))).toBe(
      'https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DkCc8FmEb1nY&format=json',
    );
    expect(youtube().addressFor(target('https://www.youtube.com/playlist?list=PL1'))).toContain(
      'playlist%3Flist%3DPL1',
    );
    expect(youtube().addressFor(target('https://www.youtube.com/@channel'))).toBeUndefined();
  });

  test('is asked for the page of a video, which has its date and length', async () => {
    const video =
      '<meta itemprop="datePublished" content="2023-01-17T08:33:27-08:00"><meta itemprop="duration" content="PT116M20S">';
    const { address, port } = await serve(({ url = '' }, response) => {
      const page = url.endsWith('v=kCc8FmEb1nY') ? `<title>No</title>${video}` : '<title>Before you continue</title>';
      response.end(url.startsWith('/oembed') ? '{"title":"GPT","author_name":"Ada"}' : page);
    });
    const ask = (given: string) =>
      lookUp(target(given), [youtube(address)], webOf(port), makePace({ atOnce: 4, pause: 0 }));
    const facts = { title: 'GPT', type: 'video', authors: [{ name: 'Ada' }] };
    expect(await ask('https://youtu.be/kCc8FmEb1nY')).toMatchObject({
      facts: { ...facts, published: '2023-01-17', length: '1h 56m' },
    });
    expect(await ask('https://youtu.be/aaaaaaaaaaa')).toMatchObject({ facts });
  });

  test('gives title and author, and no more', () => {
    const answer = {
      title: "Let's build GPT",
      author_name: 'Andrej Karpathy',
      type: 'video',
      height: 113,
      html: '<iframe>',
    };
    const video = { title: "Let's build GPT", type: 'video', authors: [{ name: 'Andrej Karpathy' }] };
    expect(read(youtube(), JSON.stringify(answer))).toEqual(video);
    expect(read(youtube(), 'Unauthorized')).toBe('unreadable');
  });
});

describe('GitHub', () => {
  test('is asked for a repository, not for other pages', () => {
    const asked = (path: string) => github().addressFor(target(`https://github.com/${path}`));
    expect(['karpathy/nanoGPT', 'karpathy/nanoGPT.git', 'karpathy/nanoGPT/'].map(asked)).toEqual(
      Array(3).fill('https://api.github.com/repos/karpathy/nanoGPT'),
    );
    expect(['', 'karpathy', 'features/actions', 'a/b/issues/1', 'a/b/tree/main/c'].map(asked)).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('gives name, owner, description and its address today', () => {
    const answer = {
      ...{ name: 'nanoGPT', full_name: 'karpathy/nanoGPT', html_url: 'https://github.com/karpathy/nanoGPT' },
      ...{ description: 'The simplest repository', owner: { login: 'karpathy' }, created_at: '2022-12-28T00:51:12Z' },
      topics: ['language-models'],
    };
    expect(read(github(), JSON.stringify(answer))).toEqual({
      ...{ title: 'nanoGPT', type: 'code', url: answer.html_url, authors: [{ name: 'karpathy' }] },
      summary: 'The simplest repository',
      keywords: ['language models'],
    });
    expect(read(github(), JSON.stringify({ name: 'x', html_url: 'javascript:alert(1)', description: null }))).toEqual({
      title: 'x',
      type: 'code',
      keywords: [],
    });
    expect(read(github(), '{"message":"Not Found"}')).toBe('unreadable');
  });
});
