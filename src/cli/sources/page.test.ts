import { describe, expect, test } from 'vitest';
import { page } from './page.ts';

const url = 'https://blog.example.org/zero';

/** The facts that a page gives, without missing ones. */
function read(head: string, { address = url, type = 'text/html; charset=utf-8', asked = url } = {}): unknown {
  const facts = page().read({ text: `<!doctype html><html><head>${head}</head>`, address, type }, { url: asked });
  return typeof facts === 'string' ? facts : (JSON.parse(JSON.stringify(facts)) as unknown);
}

describe('a page', () => {
  test('says what it is in Open Graph, whose site is not part of its title', () => {
    const head = `<title>Zero | Blog</title><meta property="og:title" content="Zero &amp; one | The Blog">
      <meta property="og:site_name" content="The Blog"><meta property="og:type" content="article">
      <meta property="article:published_time" content="2024-02-03T10:00:00+01:00"><meta name=author content="Ada Example">
      <meta property="article:author" content="https://facebook.com/ada"><meta name="description" content="About zero.">`;
    expect(read(head)).toEqual({
      ...{ title: 'Zero & one', type: 'article', authors: [{ name: 'Ada Example' }], published: '2024-02-03' },
      summary: 'About zero.',
    });
  });

  test('says more precisely what it is in JSON-LD', () => {
    const ld = (value: unknown) =>
      `<title>T</title><script type="application/ld+json">${JSON.stringify(value)}</script>`;
    const video = { '@type': 'VideoObject', name: 'A talk', uploadDate: '2024-02-03', duration: 'PT1H32M10S' };
    const graph = { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'Site' }, video] };
    expect(read(ld(graph))).toEqual({ title: 'A talk', type: 'video', published: '2024-02-03', length: '1h 32m' });
    const post = {
      '@type': ['Thing', 'BlogPosting'],
      headline: 'H',
      author: [{ '@type': 'Organization', name: 'Lab' }, 'Ada'],
    };
    expect(read(ld([post]))).toEqual({
      title: 'H',
      type: 'article',
      authors: [{ name: 'Lab', isInstitution: true }, { name: 'Ada' }],
    });
    const book = { '@type': 'Book', name: 'B', isbn: '9780262035613', numberOfPages: 800, publisher: { name: 'MIT' } };
    expect(read(ld(book))).toEqual({
      title: 'B',
      type: 'book',
      isbn: '9780262035613',
      length: '800 pages',
      publisher: 'MIT',
    });
  });

  test('of a course says its parts in JSON-LD', () => {
    const hasPart = [
      { '@type': 'VideoObject', name: 'Talk', url: 'https://course.example/1', position: '3' },
      { '@type': 'LearningResource', name: 'Lecture', url: 'https://course.example/2' },
      ...[{ name: 'No address' }, { name: 'x', url: 'javascript:alert(1)' }, null],
    ];
    const ld = { '@type': 'Course', name: 'Zero', hasPart };
    expect(read(`<title>T</title><script type="application/ld+json">${JSON.stringify(ld)}</script>`)).toEqual({
      ...{ title: 'Zero', type: 'course' },
      parts: [
        { number: 3, url: 'https://course.example/1', facts: { title: 'Talk', type: 'video' } },
        { number: 2, url: 'https://course.example/2', facts: { title: 'Lecture' } },
      ],
    });
  });

  test('of a paper says it for libraries', () => {
    const tags = {
      ...{
        citation_title: 'Zero',
        citation_publication_date: '2017/06/12',
        citation_journal_title: 'JMLR',
        citation_volume: '3',
      },
      ...{
        citation_firstpage: '1',
        citation_lastpage: '12',
        citation_doi: '10.1000/182',
        citation_isbn: '9780262035613',
      },
      ...{ 'og:type': 'website', 'og:title': 'Zero at JMLR' },
    };
    const metas = Object.entries(tags).map(([name, content]) => `<meta name="${name}" content="${content}">`);
    const authors = ['Vaswani, Ashish', 'Noam Shazeer'].map(
      (name) => `<meta name="citation_author" content="${name}">`,
    );
    expect(read([...metas, ...authors].join(''))).toEqual({
      ...{ title: 'Zero', type: 'paper', authors: [{ name: 'Ashish Vaswani' }, { name: 'Noam Shazeer' }] },
      ...{ published: '2017-06-12', venue: 'JMLR', volume: '3', pages: '1–12', doi: '10.1000/182' },
    });
  });

  test('with only a title has a title, and the type that its address tells', () => {
    expect(read('<title> A\n plain  title </title>')).toEqual({ title: 'A plain title' });
    const address = 'https://en.wikipedia.org/wiki/Zero';
    const ld = '<script type="application/ld+json">{"@type":"Article","name":"Zero"}</script>';
    expect(read(`<title>Zero - Wikipedia</title>${ld}`, { address, asked: address })).toEqual({
      title: 'Zero',
      type: 'reference',
    });
  });

  test('on another host than asked for has its address', () => {
    expect(read('<title>T</title>', { asked: 'https://bit.example/x' })).toEqual({ title: 'T', url });
  });

  test.each([
    ['Just a moment...', {}],
    ['Before you continue to YouTube', {}],
    ['Attention Required! | Cloudflare', {}],
    ['Log in', {}],
    ['Sign in - Example', {}],
    ['404 Not Found', {}],
    ['Welcome', { address: 'https://consent.example.org/m?continue=x' }],
    ['Welcome', { address: 'https://blog.example.org/login?next=/zero' }],
  ])('that shows a gate gives no title: %s', (title, where) => {
    expect(read(`<title>${title}</title>`, where)).toBe('wants-person');
  });

  test('may be about a gate', () => {
    const head = '<title>Log in to nothing</title><meta property="og:type" content="article">';
    expect(read(head)).toEqual({ title: 'Log in to nothing', type: 'article' });
  });

  test('names an author as it does: a comma may be between two', () => {
    const head = '<title>T</title><meta name="author" content="Ada Lovelace, Alan Turing">';
    expect(read(head)).toEqual({ title: 'T', authors: [{ name: 'Ada Lovelace, Alan Turing' }] });
  });

  test.each([
    '',
    '<title></title>',
    '<title>  </title>',
    '<meta property="og:title">',
    '<script>"<title>No</title>"</script>',
  ])('without a title has no facts: %s', (head) => {
    expect(read(head)).toBe('unreadable');
  });

  test('is only read if it is HTML', () => {
    expect(read('<title>T</title>', { type: 'application/pdf' })).toBe('unreadable');
  });

  test.each([
    ['[', '<script type="application/ld+json">[</script>'],
    ['null', '<script type="application/ld+json">null</script>'],
    ['odd values', '<script type="application/ld+json">{"@type":"Book","name":{},"author":7}</script>'],
    ['deep', `<script type="application/ld+json">${'['.repeat(50_000)}${']'.repeat(50_000)}</script>`],
    ['__proto__', '<script type="application/ld+json">{"@type":"__proto__","name":"x"}</script>'],
  ])('with JSON-LD that cannot be read has its other facts: %s', (_, script) => {
    expect(read(`<title>T</title>${script}`)).toEqual({ title: 'T' });
  });

  test.each([
    ['nested elements', '<div>'.repeat(400_000)],
    ['many values', '<meta name=author content=b>'.repeat(100_000)],
    ['an open tag', `<meta ${'a '.repeat(1_000_000)}`],
    ['an open title', `<title>${'&amp;'.repeat(500_000)}`],
    ['less-than signs', '<'.repeat(2_000_000)],
  ])('of 2 MB takes no longer than others: %s', (_, body) => {
    const start = performance.now();
    read(`<title>T</title>${body}`);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
