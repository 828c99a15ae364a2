import { describe, expect, test } from 'vitest';
import { huggingFace } from './huggingFace.ts';
import { openReview } from './openReview.ts';
import type { Source } from './source.ts';
import { readTarget, type Target } from './target.ts';
import { wikipedia } from './wikipedia.ts';

const target = (given: string) => readTarget(given) as Target;

/** The facts that a source reads from an answer, without missing ones. */
function read(source: Source | undefined, value: unknown, url: string): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const facts = source?.read({ text, address: 'https://example.org/', type: 'application/json' }, { url });
  return typeof facts === 'object' ? (JSON.parse(JSON.stringify(facts)) as unknown) : facts;
}

const malformed = ['', 'null', '[]', '<html>', '{}', '{"title":{}}', '{"notes":[null]}', '{"id":7}'];

describe('Hugging Face', () => {
  const paper = 'https://huggingface.co/papers/1706.03762';
  const model = 'https://huggingface.co/openai-community/gpt2';

  test('is asked for a paper and a model, not for other pages', () => {
    const asked = (path: string) => huggingFace().addressFor(target(`https://huggingface.co/${path}`));
    expect(['papers/1706.03762', 'openai-community/gpt2', 'openai-community/gpt2/'].map(asked)).toEqual([
      'https://huggingface.co/api/papers/1706.03762',
      ...Array(2).fill('https://huggingface.co/api/models/openai-community/gpt2'),
    ]);
    const others = [
      'papers',
      'papers/x',
      'datasets/squad',
      'blog/rlhf',
      'spaces/a/b',
      'docs/hub/api',
      'a/b/tree/main',
      '',
    ];
    expect(others.map(asked)).toEqual(others.map(() => undefined));
    expect(huggingFace().addressFor(target('1706.03762'))).toBeUndefined();
  });

  test('has papers of arXiv, which is asked if it cannot be', () => {
    expect(target(paper)).toEqual({ url: paper, arxiv: '1706.03762' });
    expect(huggingFace().orElse?.addressFor(target(paper))).toContain('export.arxiv.org');
    expect(huggingFace().orElse?.addressFor(target(model))).toBeUndefined();
  });

  test('gives the facts of a paper', () => {
    const answer = {
      ...{
        id: '1706.03762',
        title: 'Attention in $O(n)$',
        summary: 'The models.',
        publishedAt: '2017-06-12T17:57:34.000Z',
      },
      authors: [{ _id: 'a', name: 'Ashish Vaswani', hidden: false }, { name: 'No', hidden: true }, 7],
      ...{ upvotes: 50, ai_keywords: ['attention', 'transformer'] },
    };
    expect(read(huggingFace(), answer, paper)).toEqual({
      ...{
        title: 'Attention in $O(n)$',
        type: 'paper',
        authors: [{ name: 'Ashish Vaswani' }],
        published: '2017-06-12',
      },
      ...{ abstract: 'The models.', keywords: ['attention', 'transformer'] },
    });
  });

  test('gives the facts of a model, without the day on which older ones were counted first', () => {
    const answer = {
      id: 'openai-community/gpt2',
      author: 'openai-community',
      tags: ['text-generation', 'license:mit'],
    };
    const facts = { title: 'gpt2', type: 'code', authors: [{ name: 'openai-community' }] };
    const keywords = ['text generation', 'license mit'];
    expect(read(huggingFace(), { ...answer, createdAt: '2022-03-02T23:29:04.000Z' }, model)).toEqual({
      ...facts,
      keywords,
    });
    expect(read(huggingFace(), { ...answer, createdAt: '2024-05-01T00:00:00.000Z' }, model)).toEqual({
      ...{ ...facts, published: '2024-05-01', keywords },
    });
  });

  test.each(malformed)('is not read if it answers %j', (text) => {
    expect([paper, model].map((url) => read(huggingFace(), text, url))).toEqual(['unreadable', 'unreadable']);
  });
});

describe('OpenReview', () => {
  const url = 'https://openreview.net/forum?id=aBc-1_x';

  test('is asked for a paper by its newer and its older API, then by its page', () => {
    const asked: (string | undefined)[] = [];
    for (let source: Source | undefined = openReview(); source; source = source.orElse)
      asked.push(source.addressFor(target(url)));
    expect(asked).toEqual([
      ...['https://api2.openreview.net/notes?id=aBc-1_x', 'https://api.openreview.net/notes?id=aBc-1_x', url],
    ]);
    const others = [
      'https://openreview.net/group?id=ICLR.cc',
      'https://openreview.net/forum',
      'https://example.org/forum?id=a',
    ];
    expect(others.map((other) => openReview().addressFor(target(other)))).toEqual(others.map(() => undefined));
  });

  const content = {
    ...{ title: 'Zero', authors: ['Ada Example', 'Bob Example'], abstract: 'About $x$.', venue: 'ICLR 2024 poster' },
    keywords: ['reinforcement learning'],
  };
  const facts = {
    ...{ title: 'Zero', type: 'paper', authors: [{ name: 'Ada Example' }, { name: 'Bob Example' }] },
    ...{ venue: 'ICLR 2024 poster', abstract: 'About $x$.', keywords: ['reinforcement learning'] },
  };

  test('gives the same facts in both versions, and a date if it was published', () => {
    const values = Object.fromEntries(Object.entries(content).map(([name, value]) => [name, { value }]));
    const cdate = 1_600_000_000_000;
    expect(read(openReview(), { notes: [{ id: 'a', cdate, content }], count: 1 }, url)).toEqual(facts);
    expect(read(openReview(), { notes: [{ id: 'a', cdate, pdate: 1_705_410_000_000, content: values }] }, url)).toEqual(
      {
        ...{ ...facts, published: '2024-01-16' },
      },
    );
  });

  test.each(['Submitted to ICLR 2024', 'ICLR 2024 Conference Withdrawn Submission', 'CoRR Rejected'])(
    'gives no venue for a paper that did not appear there: %s',
    (venue) => {
      const { venue: _, ...rest } = facts;
      expect(read(openReview(), { notes: [{ content: { ...content, venue } }] }, url)).toEqual(rest);
    },
  );

  test('says if it has no such paper', () => {
    expect(read(openReview(), { notes: [] }, url)).toBe('not-found');
  });

  test.each(malformed)('is not read if it answers %j', (text) => {
    expect(read(openReview(), text, url)).toBe('unreadable');
  });
});

describe('Wikipedia', () => {
  const url = 'https://en.wikipedia.org/wiki/Attention_(machine_learning)';

  test('is asked for an article in its language', () => {
    const asked = (address: string) => wikipedia().addressFor(target(address));
    expect(asked(url)).toBe('https://en.wikipedia.org/api/rest_v1/page/summary/Attention_(machine_learning)');
    expect(asked('https://de.m.wikipedia.org/wiki/TCP/IP#Schichten')).toBe(
      'https://de.wikipedia.org/api/rest_v1/page/summary/TCP%2FIP',
    );
    expect(
      [
        'https://en.wikipedia.org/w/index.php?title=A',
        'https://www.wikipedia.org/',
        'https://en.wikipedia.org/wiki/',
      ].map(asked),
    ).toEqual(Array(3).fill(undefined));
  });

  const answer = {
    ...{ type: 'standard', title: 'Attention (machine learning)', displaytitle: '<i>Attention</i>', lang: 'en' },
    ...{
      description: 'Machine learning technique',
      extract: 'Attention is a technique.',
      timestamp: '2024-01-01T00:00:00Z',
    },
    content_urls: { desktop: { page: url } },
  };
  const facts = {
    ...{ title: 'Attention (machine learning)', type: 'reference', summary: 'Machine learning technique' },
    keywords: ['Attention is a technique.'],
  };

  test('gives title and short description, and the address to which another one leads', () => {
    expect(read(wikipedia(), answer, `${url}#History`)).toEqual(facts);
    expect(read(wikipedia(), answer, 'https://en.wikipedia.org/wiki/Attention_mechanism')).toEqual({ ...facts, url });
    expect(read(wikipedia(), answer, url.replace('en.', 'en.m.'))).toEqual({ ...facts, url });
  });

  test('gives no address elsewhere, and no description of a list of meanings', () => {
    const page = 'https://evil.example/wiki/Other';
    const evil = { ...answer, type: 'disambiguation', content_urls: { desktop: { page } } };
    const { summary: _, ...rest } = facts;
    expect(read(wikipedia(), evil, url)).toEqual(rest);
  });

  test.each(malformed)('is not read if it answers %j', (text) => {
    expect(read(wikipedia(), text, url)).toBe('unreadable');
  });
});
