import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leastLog, makeFolder } from '../loader/fixtures/folder.ts';
import { arxiv } from './sources/arxiv.ts';
import { page } from './sources/page.ts';
import { writeSuggestion, type SuggestionOptions } from './suggestion.ts';
import { serve, webOf } from './web/fixtures/server.ts';

beforeEach(() => {
  for (const way of ['log', 'error'] as const) vi.spyOn(console, way).mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><published>2017-06-12T17:57:34Z</published>
  <title>Attention *is* all</title><summary>On transformers.</summary><author><name>Ashish Vaswani</name></author></entry></feed>`;

/** A log with a topic and a paper, and a server that stands in for all sources. */
async function logWithIssues() {
  const { address, port, asked } = await serve(({ url = '' }, response) => {
    if (url.startsWith('/api/query')) return void response.end(atom);
    response.writeHead(url === '/dark' ? 503 : 200, { 'content-type': 'text/html' });
    const name = url === '/evil' ? '@ada ``` &lt;img src=x&gt; --- closes #1' : '';
    return void response.end(`<title>${name}</title><meta property="og:type" content="article">`);
  });
  const folder = await makeFolder({
    'content/log.md': '---\ntitle: A log\ntopics: { transformers: Transformers }\n---\n',
    'content/resources/ppo.md': '---\ntitle: PPO\nurl: https://arxiv.org/abs/1707.06347\n---\n',
  });
  const sources = { sources: [arxiv(address, 0), page()], web: webOf(port) };
  const suggest = async (body: string, title = '', options: SuggestionOptions = { asks: true }) => {
    const event = join(folder, 'event.json');
    const report = join(folder, 'report.md');
    await writeFile(event, JSON.stringify({ issue: { number: 7, title, body } }));
    const code = await writeSuggestion(folder, event, { ...sources, report, ...options });
    const names = (await readdir(join(folder, 'content/resources'))).filter((name) => name !== 'ppo.md');
    const text = names[0] === undefined ? '' : await readFile(join(folder, 'content/resources', names[0]), 'utf8');
    const lock = await readFile(join(folder, 'facts.lock.json'), 'utf8').catch(() => undefined);
    return { code, text, report: await readFile(report, 'utf8'), lock };
  };
  return { address, asked, suggest };
}

const form = (address: string, more = '') => `### Address\n\n${address}\n\n${more}### Why is it good?\n\n_No response_`;

test('an address is enough: the rest comes from its source, which the report says', async () => {
  const { suggest } = await logWithIssues();
  const { code, text, report } = await suggest(form('https://arxiv.org/pdf/1706.03762v1'));
  expect(code).toBe(0);
  expect(text).toBe(
    [
      ...['---', String.raw`title: Attention \*is\* all`, 'type: paper', 'url: https://arxiv.org/abs/1706.03762v1'],
      ...[
        'authors: Ashish Vaswani',
        'published: 2017-06-12',
        'abstract: On transformers.',
        'status: queued',
        '---',
        '',
      ],
    ].join('\n'),
  );
  expect(report).toMatch(
    /\n```\n\nWhat the issue does not say comes from arXiv\. It names topics of this log: `transformers`\.\n\nCloses #7\.\n$/,
  );
});

test('what comes from the source is remembered as such, and what the issue says is not', async () => {
  const { suggest } = await logWithIssues();
  const { lock = '' } = await suggest(form('arXiv:1706.03762', '### Title\n\nAttention\n\n'));
  const { resources } = JSON.parse(lock) as { resources: Record<string, { source: string; facts: object }> };
  expect(Object.values(resources).map(({ source, facts }) => [source, Object.keys(facts)])).toEqual([
    ['arXiv', ['type', 'authors', 'published', 'abstract']],
  ]);
});

test('a suggestion without facts is not remembered', async () => {
  const { suggest, address } = await logWithIssues();
  expect(await suggest(form(`${address}/dark`, '### Title\n\nDark\n\n### Type\n\narticle\n\n'))).toMatchObject({
    code: 0,
    lock: undefined,
  });
});

test('an issue that has only an address or an identifier is a suggestion too', async () => {
  const { suggest } = await logWithIssues();
  expect(await suggest(' arXiv:1706.03762\n')).toMatchObject({
    code: 0,
    text: expect.stringContaining('abstract: On tr'),
  });
});

test.each(['', 'Please add this paper', 'x'.repeat(3_000)])('an issue with other text is not: %.30s', async (body) => {
  const { suggest, asked } = await logWithIssues();
  expect(await suggest(body)).toMatchObject({
    code: 1,
    text: '',
    report: expect.stringContaining('does not use the form'),
  });
  expect(asked).toEqual([]);
});

test('what the issue says takes precedence over the source', async () => {
  const { suggest } = await logWithIssues();
  const { text } = await suggest(form('1706.03762', '### Title\n\nMine\n\n### Authors\n\nMe\n\n'));
  expect(text).toMatch(
    /^---\ntitle: Mine\ntype: paper\nurl: https:\/\/arxiv.org\/abs\/1706.03762\nauthors: Me\npublished: 2017-06-12\n/,
  );
});

test('the title of the issue stands in for one that the source does not give', async () => {
  const { suggest, address } = await logWithIssues();
  const { code, text, report } = await suggest(
    form(`${address}/dark`, '### Type\n\narticle\n\n'),
    'Suggestion: A *page*',
  );
  expect([code, text]).toEqual([
    0,
    `---\ntitle: A \\*page\\*\ntype: article\nurl: ${address}/dark\nstatus: queued\n---\n`,
  ]);
  expect(report).toContain('The page could not be reached: status 503.');
  expect((await suggest(form('1706.03762'), 'Suggestion: arXiv page')).report).toContain('title: Attention');
});

test('without any title, the report says what is missing and why', async () => {
  const { suggest, address } = await logWithIssues();
  const { code, report } = await suggest(form(`${address}/dark`), 'Suggestion:');
  expect(code).toBe(1);
  expect(report).toMatch(
    /- `"title" is missing\.`\n[\s\S]*\nThe page could not be reached: status 503\.\nEdit the issue/,
  );
});

test('what the log has, and a host that is not public, are not asked for', async () => {
  const { suggest, asked } = await logWithIssues();
  expect((await suggest(form('https://arxiv.org/abs/1707.06347'))).report).toContain(
    '- The log already has this resource, in `content/resources/ppo.md`.',
  );
  const { report } = await suggest(form('http://10.0.0.1/secret'), 'Suggestion: Secret');
  expect(report).toContain('Its host is not public');
  expect(asked).toEqual([]);
});

test('a hostile source and issue only become text', async () => {
  const { suggest, address } = await logWithIssues();
  const { code, text, report } = await suggest(form(`${address}/evil`), '@everyone');
  expect(code).toBe(0);
  expect(text).toMatch(/^---\ntitle: ['"]?@ada .*\ntype: article\n/);
  const [, fence = ''] = /\n(`{3,})md\n/.exec(report) ?? [];
  expect(report.split(fence)[1]).toContain('@ada');
  expect(
    report
      .split(fence)
      .filter((_, index) => index !== 1)
      .join(''),
  ).not.toMatch(/@|<img/);
});

test.each([
  ['no file', undefined],
  ['no JSON', '{'],
  ['no issue', '{ "issue": null }'],
  ['an issue without a number', '{ "issue": { "body": "x" } }'],
  ['a list', '[]'],
  ['more than 4 MiB', `{ "issue": { "number": 1, "body": "${'x'.repeat(4 * 1024 * 1024)}" } }`],
])('%s is refused', async (_, content) => {
  const folder = await makeFolder(leastLog);
  const event = join(folder, 'event.json');
  if (content !== undefined) await writeFile(event, content);
  expect(await writeSuggestion(folder, event)).toBe(1);
  expect(console.error).toHaveBeenCalledExactlyOnceWith(`"${event}" does not describe an issue.`);
});

test('new resource --from-issue asks no source', async () => {
  const { suggest, asked } = await logWithIssues();
  expect((await suggest(form('1706.03762'), '', {})).report).toContain('`"title" is missing.`');
  expect(asked).toEqual([]);
});
