import { gunzipSync } from 'node:zlib';
import { close } from 'pagefind';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadTestLog } from '../exports/testLog.ts';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { searchDocuments } from './documents.ts';
import { readTerm, rowAt } from './packedPages.ts';
import { indexShard } from './shard.ts';
import { readable, termsIn } from './shared/text.ts';
import { readFragment } from './shared/pagefindFiles.ts';

const week = `---
title: Eﬃcient ﬁne-tuning of ＢＥＲＴ
start: 2026-11-02
---

\`\`\`python
optimizer.zero_grad(set_to_none=True)
x = ModelStateDict(self.d_head)
\`\`\`

We ran node.js on x86-64 with v1.24.3, C++/CUDA & Łukasz’s soft\u00adware: \`nvcc --use_fast_math\` and \`a[kv_cache]\`.

The loss is $\\frac{1}{2}\\mathbb{E}[x^2] < \\alpha_{\\text{max}}$ & more.
It has the rows of $Y = X^\\top$.
`;

let words: readonly string[] = [];
let text = '';
let content = '';

beforeAll(async () => {
  const { log, html } = await loadTestLog({
    'log.md': '---\ntitle: Log\nsite: https://ada.example/\n---\nHi.\n',
    'weeks/01-w.md': week,
  });
  const documents = searchDocuments({ log, html, urls: makeUrls(undefined), wording: makeWording(log.language) });
  text = documents.map((one) => one.html()).join('');
  const { pages } = await indexShard(
    documents.map((one) => ({ url: one.url, source: '', html: one.html() })),
    // Without a stemmer, words in the index are whole.
    'und',
  );
  content = pages.urls
    .map((_, at) => readFragment(gunzipSync(rowAt(pages.fragments, at)).toString('utf8')).content)
    .join();
  words = pages.terms.map(readTerm).map(({ word, spelling = word }) => spelling);
});
afterAll(() => close());

describe('the index has a word for each term of', () => {
  test.each([
    'd_head',
    'self.d_head',
    'set_to_none',
    'set_to_none=True',
    'zero_grad',
    'StateDict',
    'ModelStateDict',
    'x86_64',
    'x86-64',
    '1.24.3',
    'v1.24.3',
    'node.js',
    'nodejs',
    'C++',
    'CUDA',
    'lukasz',
    'software',
    '--use_fast_math',
    'kv_cache',
    'efficient',
    'fine-tuning',
    'ﬁne-tuning',
    'BERT',
    'ＢＥＲＴ',
    'frac',
    'mathbb',
    'alpha',
    'max',
  ])('%s', (query) => {
    const terms = termsIn(query).map((term) => term.toLowerCase());
    expect(terms.filter((term) => !words.some((word) => word.startsWith(term)))).toEqual([]);
    expect(terms.length).toBeGreaterThan(0);
  });
});

test('no word is indexed with the marks of added spaces', () => {
  expect(words.filter((word) => word.includes('`'))).toEqual([]);
  expect(readable(text)).toContain('C++/CUDA');
});

test('the text of a result has formulas that people can read, without TeX', () => {
  expect(readable(content)).toContain('The loss is 1/2𝔼[x²] < αₘₐₓ & more.');
  expect(content).not.toMatch(/frac|\\/);
});

test('nothing else of a formula counts, not even for the spaces around its text', () => {
  expect(content).toContain('It has the rows of Y = Xᵀ.');
});

test('an entry can be found by its topics and those that they are in', async () => {
  const { log, html } = await loadTestLog({
    'log.md': '---\ntitle: Log\ntopics: { ml: Learning machines, rl: { title: Reinforcement, parent: ml } }\n---\n',
    'weeks/01.md': '---\ntitle: One\nstart: 2025-02-03\ntopics: rl\n---\n',
  });
  const [document] = searchDocuments({ log, html, urls: makeUrls(undefined), wording: makeWording(log.language) });
  expect(document?.html()).toContain(
    'data-pagefind-meta="about[data-value]" data-value="Learning machines, Reinforcement"',
  );
});

test('a resource is found by where it appeared, who edited it, its citation key, its summary and its abstract', async () => {
  const { log, html } = await loadTestLog({
    'log.md': '---\ntitle: Log\n---\n',
    'resources/a.md': [
      '---\ntitle: A\ntype: paper\nverdict: Fine.\nvenue: Some Venue\npublisher: Some Publisher',
      'editors: Eddy Itor\nkey: itor1999\nsummary: Some summary & more.\nabstract: Some abstract < $x^2$.\n---\n',
    ].join('\n'),
  });
  const site = { log, html, urls: makeUrls(undefined), wording: makeWording('en') };
  const [document = ''] = searchDocuments(site).map((one) => one.html());
  for (const words of ['Some Venue', 'Some Publisher', 'Eddy Itor', 'itor1999']) {
    expect(document).toMatch(new RegExp(`data-value="[^"]*${words}`));
  }
  const shown = document.replace(/<[^>]*>/g, ' ');
  for (const words of ['Fine.', 'Some summary', 'Some abstract']) expect(shown).toContain(words);
});

test('the best resource on a topic is found by the title and the id of the topic', async () => {
  const { log, html } = await loadTestLog({
    'log.md': '---\ntitle: Log\ntopics: { rl: Reinforcement }\n---\n',
    'resources/a.md': '---\ntitle: A\ntype: paper\nbest: [rl, games]\n---\n',
  });
  const [document] = searchDocuments({ log, html, urls: makeUrls(undefined), wording: makeWording('en') });
  expect(document?.html()).toContain('data-pagefind-meta="best[data-value]" data-value="Reinforcement, rl, games"');
  expect(document?.html()).toContain('Best on Reinforcement, games');
});

test('whatever changes a document changes its source', async () => {
  const documentOf = async (line: string, body = 'Notes.') => {
    const { log, html } = await loadTestLog({
      'log.md': '---\ntitle: Log\ntopics: { ml: Machines, rl: Reinforcement }\n---\n',
      'resources/a.md': `---\ntitle: A\ntype: paper\n${line}\n---\n\n${body}\n`,
    });
    const site = { log, html, urls: makeUrls(undefined), wording: makeWording('en') };
    const [document] = searchDocuments(site);
    return { source: document?.source(), html: document?.html() };
  };
  const lines = [
    ...['', 'verdict: Fine.', 'verdict: Good.', 'summary: Fine.', 'abstract: Fine.', 'authors: Ada Lovelace'],
    ...['editors: Ada Lovelace', 'authors: [Ada, Lovelace]', 'best: learning', 'aliases: [b]', 'short: Short'],
    ...['topics: ml', 'topics: [ml, rl]', 'venue: Fine', 'publisher: Fine', 'published: 2024', 'length: 20 min'],
    ...['arxiv: 1706.03762', 'key: ada1843'],
  ];
  const documents = [...(await Promise.all(lines.map((line) => documentOf(line)))), await documentOf('', 'Notes?')];
  expect(new Set(documents.map(({ html }) => html)).size).toBeGreaterThan(lines.length - 2);
  for (const one of documents) {
    for (const other of documents) expect(one.source === other.source).toBe(one.html === other.html);
  }
});
