import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { add, type AddOptions } from './add.ts';
import { writeNewEntry } from './new.ts';
import { arxiv } from './sources/arxiv.ts';
import { doi } from './sources/doi.ts';
import { page } from './sources/page.ts';
import type { Source } from './sources/source.ts';
import { playlist } from './sources/playlist.ts';
import type { Person } from './person.ts';
import { serve, webOf } from './web/fixtures/server.ts';

let printed: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  [printed, errors] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
});
afterEach(() => vi.restoreAllMocks());

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1706.03762v7</id>
  <published>2017-06-12T17:57:34Z</published><title>Attention: all you *need* in $O(n)$</title>
  <summary>Short.</summary><author><name>Ashish Vaswani</name></author></entry></feed>`;

const crossref = { type: 'article-journal', title: 'Deep learning', author: [{ given: 'Yann', family: 'LeCun' }] };

/** A log with a resource and a week, and a server that stands in for all sources. */
async function logWithSources(week = 'Hello.') {
  const { address, port, asked } = await serve(({ url = '' }, response) => {
    if (url.startsWith('/api/query')) return void response.end(atom);
    if (url.startsWith('/10.1038/')) return void response.end(JSON.stringify(crossref));
    if (url === '/gone') return void response.writeHead(404).end();
    if (url === '/slow') return undefined;
    if (url === '/short') return void response.writeHead(302, { location: '/moved' }).end();
    response.writeHead(200, { 'content-type': 'text/html' });
    const name = url === '/evil' ? '&lt;b&gt;x&#x202e;: &quot;y&quot;\n---\n# {z}' : `Page ${url}`;
    return void response.end(`<title>${name}</title><meta property="og:type" content="article">`);
  });
  const folder = await makeFolder({
    'content/log.md': '---\ntitle: A log\nsite: https://ada.example/log/\n---\n',
    'content/resources/ppo.md': '---\ntitle: PPO\ntype: paper\nurl: https://arxiv.org/abs/1707.06347\n---\n',
    'content/weeks/01-first.md': `---\ntitle: First\nstart: 2025-02-07\n---\n\n${week}\n`,
  });
  const sources = [arxiv(address, 0), doi(address), page()];
  const { userAgent, ...atOnce } = webOf(port);
  const run = (whats: readonly string[], flags = {}, options: AddOptions = {}) =>
    add(folder, whats, flags, { sources, web: atOnce, ...options });
  const text = (name: string) => readFile(join(folder, 'content', name), 'utf8');
  const names = async () => (await readdir(join(folder, 'content/resources'))).sort();
  return { address, folder, asked, run, text, names, sources, port };
}

test('an address alone is enough for a file with the facts of its source', async () => {
  const { run, text } = await logWithSources();
  expect([await run(['https://arxiv.org/pdf/1706.03762']), errors]).toEqual([0, []]);
  const name = 'resources/attention-all-you-need-in-o-n.md';
  expect(await text(name)).toBe(
    [
      ...['---', String.raw`title: 'Attention: all you \*need\* in $O(n)$'`, 'type: paper'],
      ...['url: https://arxiv.org/abs/1706.03762', 'authors: Ashish Vaswani', 'published: 2017-06-12'],
      ...['abstract: Short.', '---', ''],
    ].join('\n'),
  );
  expect(printed.join('\n')).toContain(`content/${name}\n  ---\n  title: `);
  expect(printed.join('\n')).toContain(`(../${name})`);
});

test('flags take precedence, and the source is told who asks', async () => {
  const { run, text, asked } = await logWithSources();
  const flags = { title: 'DL', status: 'queued', published: '2015' };
  expect(await run(['10.1038/nature14539'], flags)).toBe(0);
  expect(asked.map(({ headers }) => [headers['user-agent'], headers.accept])).toEqual([
    ['learnlog (adds a resource; +https://ada.example/log/)', 'application/vnd.citationstyles.csl+json'],
  ]);
  expect(await text('resources/dl.md')).toBe(
    '---\ntitle: DL\ntype: paper\nurl: https://doi.org/10.1038/nature14539\nauthors: Yann LeCun\npublished: 2015\nstatus: queued\n---\n',
  );
});

test('what the log has already is not asked for or written again', async () => {
  const { run, asked, names, address } = await logWithSources();
  expect(await run(['arXiv:1707.06347v2', 'https://www.arxiv.org/abs/1707.06347'])).toBe(0);
  expect(
    printed.slice(0, 2).every((line) => line.includes('already in the log, “PPO”, in content/resources/ppo.md')),
  ).toBe(true);
  expect([asked.length, await names()]).toEqual([0, ['ppo.md']]);
  expect(await run([`${address}/a`, `${address}/a?utm_source=x`, `${address}/a/`])).toBe(0);
  expect(await names()).toEqual(['page-a.md', 'ppo.md']);
});

test('a short link has the facts of the source to which it leads', async () => {
  const { run, address, port, text } = await logWithSources();
  const moved: Source = {
    ...arxiv(address, 0),
    addressFor: ({ url }) => (url?.endsWith('/moved') ? `${address}/api/query` : undefined),
  };
  expect(await run([`${address}/short`], {}, { web: webOf(port), sources: [moved, page()] })).toBe(0);
  expect(await text('resources/attention-all-you-need-in-o-n.md')).toContain(`url: ${address}/moved\n`);
});

test('a book is known by its ISBN of ten or thirteen digits', async () => {
  const { run, asked, names } = await logWithSources();
  expect(await run(['0-262-03561-8'], { title: 'Deep learning' }, { sources: [] })).toBe(0);
  expect(await run(['9780262035613'])).toBe(0);
  expect([asked.length, await names()]).toEqual([0, ['deep-learning.md', 'ppo.md']]);
});

test('several are added in order, past one that fails, which the exit code tells', async () => {
  const { run, names, address } = await logWithSources();
  const input = [`${address}/one\n\n# a comment\n${address}/go`, `ne\n${address}/two\nnonsense\n${address}/slow\n`];
  const lines = async function* () {
    for (const part of input) yield Buffer.from(part);
  };
  expect(await run(['-', '1706.03762'], { status: 'queued' }, { input: lines() })).toBe(1);
  expect(await names()).toEqual(['attention-all-you-need-in-o-n.md', 'page-one.md', 'page-two.md', 'ppo.md']);
  expect(printed).toEqual([
    ...['content/resources/page-one.md  Page /one', 'content/resources/page-two.md  Page /two'],
    ...[expect.stringContaining('attention-all-you-need'), '3 written, 3 failed'],
  ]);
  expect(errors).toEqual([
    `${address}/gone: The page does not have it (status 404). Check it for typos.`,
    'nonsense: This is not a web address, an arXiv identifier, a DOI or an ISBN.',
    expect.stringContaining('The page could not be reached: no answer in time. Is this machine online?'),
  ]);
});

test('--dry-run prints the file and the link, and writes nothing', async () => {
  const { run, names, text, address } = await logWithSources();
  expect(await run([`${address}/a`], { topics: undefined }, { dryRun: true, week: '01-first' })).toBe(0);
  expect(printed.join('\n')).toContain('content/resources/page-a.md\n  ---\n  title: Page /a\n  type: article\n');
  expect(printed.join('\n')).toContain('content/weeks/01-first.md\n  [Page /a](../resources/page-a.md)');
  expect(await names()).toEqual(['ppo.md']);
  expect(await text('weeks/01-first.md')).toMatch(/\n\nHello\.\n$/);
});

test('--json prints what became of each, and nothing else', async () => {
  const { run, address } = await logWithSources();
  expect(await run([`${address}/a`, '1707.06347', `${address}/gone`], {}, { json: true })).toBe(1);
  expect([printed.length, errors]).toEqual([1, []]);
  expect(JSON.parse(printed[0] ?? '')).toEqual([
    { what: `${address}/a`, state: 'written', file: 'content/resources/page-a.md', title: 'Page /a' },
    { what: '1707.06347', state: 'known', file: 'content/resources/ppo.md', title: 'PPO' },
    { what: `${address}/gone`, state: 'failed', reason: expect.stringContaining('404') },
  ]);
});

test('--week appends a link where it was met, once', async () => {
  const { run, text, address } = await logWithSources();
  expect(await run([`${address}/a`, '1707.06347'], {}, { week: '01-first' })).toBe(0);
  const linked = /Hello\.\n\n\[Page \/a\]\(\.\.\/resources\/page-a\.md\)\n\n\[PPO\]\(\.\.\/resources\/ppo\.md\)\n$/;
  expect(await text('weeks/01-first.md')).toMatch(linked);
  expect(await run([`${address}/a`], {}, { week: 'weeks/01-first.md' })).toBe(0);
  expect(await text('weeks/01-first.md')).toMatch(linked);
});

test('--week refuses an entry that does not exist, and one in which a link would be code', async () => {
  const { run, text, names, address } = await logWithSources('```\ncode');
  expect(await run([`${address}/a`], {}, { week: '02' })).toBe(1);
  expect(errors.join()).toContain('There is no week "02"');
  expect(await names()).toEqual(['ppo.md']);
  expect(await run([`${address}/a`], {}, { week: '01-first' })).toBe(1);
  expect(errors.join()).toContain('no link was added');
  expect(await text('weeks/01-first.md')).toMatch(/\n```\ncode\n$/);
});

test('a source that cannot be reached needs a title, and the file has what was given', async () => {
  const { run, text, sources, names } = await logWithSources();
  const dark = { web: webOf('1'), sources: [arxiv('http://127.0.0.1:1'), ...sources.slice(1)] };
  expect(await run(['2001.00001'], {}, dark)).toBe(1);
  expect(errors).toEqual([
    expect.stringMatching(
      /^2001\.00001: arXiv could not be reached: no connection\..*--title\.\n.*: learnlog add 2001\.00001 --title arXiv:2001\.00001$/,
    ),
  ]);
  expect(await names()).toEqual(['ppo.md']);
  expect(await run(['2001.00001'], { title: 'By hand' }, dark)).toBe(0);
  expect(await text('resources/by-hand.md')).toBe(
    '---\ntitle: By hand\ntype: paper\nurl: https://arxiv.org/abs/2001.00001\n---\n',
  );
  expect(errors.at(-1)).toContain('The file has only what was given.');
});

test('a hostile title is only text', async () => {
  const { run, text, address } = await logWithSources();
  expect(await run([`${address}/evil`])).toBe(0);
  expect(await text('resources/x-y-z.md')).toMatch(/^---\ntitle: 'x: "y" --- # \{z\}'\ntype: article\n/);
});

test('without a title or a type, the person is told which flag to use', async () => {
  const { address, port } = await serve(({ url }, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(url === '/a' ? '<title>A</title>' : '<p>Hello'),
  );
  const { run, names } = await logWithSources();
  const options = { web: webOf(port) };
  expect(await run([`${address}/a`, `${address}/b`], {}, options)).toBe(1);
  expect(errors).toEqual([
    expect.stringContaining('--type: paper, video'),
    expect.stringContaining('no readable title'),
  ]);
  expect(await names()).toEqual(['ppo.md']);
  expect(await run([`${address}/a`], { type: 'article' }, options)).toBe(0);
});

test('nothing to add, and a host that is not public, have a line of their own', async () => {
  const { run } = await logWithSources();
  expect(await run([])).toBe(1);
  expect(await run(['https://10.0.0.1/secret'], {}, { web: { isAllowed: () => false } })).toBe(1);
  expect(errors).toEqual([
    expect.stringContaining('There is nothing to add. Give an address'),
    expect.stringContaining('requests go only to public hosts'),
  ]);
});

test('a flag of one resource is refused for several', async () => {
  const { run, asked } = await logWithSources();
  expect(await run(['1706.03762', '2001.00001'], { title: 'T' })).toBe(1);
  expect([errors, asked.length]).toEqual([
    [expect.stringContaining('--title applies to only one resource, but there are 2.')],
    0,
  ]);
});

test('new resource sends an address to add', async () => {
  const { folder, names } = await logWithSources();
  expect(await writeNewEntry(folder, 'resource', { title: 'https://arxiv.org/abs/1706.03762' })).toBe(1);
  expect(errors).toEqual([
    'An address is not a title. To add a resource by its address: learnlog add https://arxiv.org/abs/1706.03762',
  ]);
  expect(await names()).toEqual(['ppo.md']);
});

test('a second run asks nothing', async () => {
  const { run, asked, address } = await logWithSources();
  expect(await run([`${address}/a`, '1706.03762'], {}, { dryRun: true })).toBe(0);
  expect(asked.length).toBe(2);
  expect(await run([`${address}/a`, '1706.03762'])).toBe(0);
  expect(asked.length).toBe(2);
});

/** A person with prepared answers, and the questions that they were asked. */
function personWho(answers: readonly unknown[]) {
  const questions: string[] = [];
  const rest = [...answers];
  const answer = async (message: string, detail?: unknown) => {
    questions.push(message.replace(/[?,:].*/s, ''));
    const next = rest.shift();
    return (typeof next === 'function' ? next(detail) : next) as never;
  };
  const person: Person = { tell: answer, choose: answer, chooseSome: answer, agree: answer };
  return { person, questions };
}

const topicLog = '---\ntitle: A log\ntopics: { attention: Attention, rl: Reinforcement learning }\n---\n';

test('topics that a resource names are offered, and never chosen', async () => {
  const { run, folder, text } = await logWithSources();
  await writeFile(join(folder, 'content/log.md'), topicLog);
  expect(await run(['1706.03762'], {}, { dryRun: true, person: undefined })).toBe(0);
  expect(printed.at(-1)).toBe('It mentions topics of this log. To add them: --topics attention');
  const { person, questions } = personWho([
    (choices: unknown) => {
      expect(choices).toEqual([
        { value: 'attention', label: 'Attention', hint: 'mentioned in it' },
        { value: 'rl', label: 'Reinforcement learning' },
      ]);
      return ['rl'];
    },
  ]);
  expect(await run(['1706.03762'], {}, { person })).toBe(0);
  expect(questions).toEqual(['Which topics is “Attention']);
  expect(await text('resources/attention-all-you-need-in-o-n.md')).toContain('topics: rl\n');
});

test('without arguments, a person is asked what, sees the file, and may link to it', async () => {
  const { run, address, names, text } = await logWithSources();
  const wrong = (options: { problemIn: (answer: string) => string | undefined }) => {
    expect([options.problemIn('nonsense'), options.problemIn('1706.03762')]).toEqual([
      expect.stringContaining('not a web address'),
      undefined,
    ]);
    return `${address}/a`;
  };
  const { person, questions } = personWho([wrong, true, true]);
  expect(await run([], {}, { person })).toBe(0);
  expect(questions).toEqual(['What do you want to add', 'Write this file', 'Append a link to “First”']);
  expect(printed.filter((line) => line.includes('title: Page /a'))).toHaveLength(1);
  expect(await text('weeks/01-first.md')).toContain('[Page /a](../resources/page-a.md)');
  const before = await names();
  for (const answers of [[undefined], [`${address}/b`, false]])
    expect(await run([], {}, { person: personWho(answers).person })).toBe(1);
  expect(await names()).toEqual(before);
});

test('a person is offered an entry with only what the address tells', async () => {
  const { run, text, names } = await logWithSources();
  const dark = { web: webOf('1'), sources: [arxiv('http://127.0.0.1:1')] };
  const { person } = personWho([({ suggested }: { suggested: string }) => suggested]);
  expect(await run(['2001.00001'], {}, { ...dark, person })).toBe(0);
  expect(await text('resources/arxiv-2001-00001.md')).toBe(
    '---\ntitle: arXiv:2001.00001\ntype: paper\nurl: https://arxiv.org/abs/2001.00001\n---\n',
  );
  expect(errors.join()).toContain('arXiv could not be reached: no connection.');
  const before = await names();
  expect(await run(['2001.00002'], {}, { ...dark, person: personWho([undefined]).person })).toBe(1);
  expect(await names()).toEqual(before);
});

test('a paper that its source does not know is not offered', async () => {
  const { run, address } = await logWithSources();
  const { person, questions } = personWho([]);
  expect(await run([`${address}/gone`], {}, { person })).toBe(1);
  expect(questions).toEqual([]);
});

/** The page of a playlist with these videos. */
function playlistPage(ids: readonly string[]): string {
  const video = (videoId: string, index: number) => ({
    playlistVideoRenderer: {
      ...{ videoId, title: { runs: [{ text: `Video ${index + 1}` }] }, index: { simpleText: String(index + 1) } },
      ...{ lengthSeconds: '3700', shortBylineText: { runs: [{ text: 'Ada' }] }, isPlayable: true },
    },
  });
  const data = { metadata: { playlistMetadataRenderer: { title: 'A course' } }, contents: ids.map(video) };
  return `<title>A course - YouTube</title><script>var ytInitialData = ${JSON.stringify(data)};</script>`;
}

const course = 'https://www.youtube.com/playlist?list=PL1';
const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc'];

async function logWithCourse() {
  const { address, port } = await serve((_, response) => void response.end(playlistPage(ids)));
  const { folder, names, text, run } = await logWithSources();
  const options = { sources: [playlist(address)], web: webOf(port) };
  return {
    ...{ folder, names, text },
    run: (flags = {}, more: AddOptions = {}) => run([course], flags, { ...options, ...more }),
  };
}

test('a resource with the same title may be the same in another edition', async () => {
  const { run, folder, names, address, text } = await logWithSources();
  const other = '---\ntitle: PAGE a\ntype: book\nisbn: 9780262035613\n---\n';
  await writeFile(join(folder, 'content/resources/book.md'), other);
  const saying = (answer: boolean) => personWho([answer]);
  const { person, questions } = saying(false);
  expect(await run([`${address}/a`], {}, { person, week: '01-first' })).toBe(0);
  expect(questions).toEqual(['The log has “PAGE a” in content/resources/book.md. Add another edition of it']);
  expect(await text('weeks/01-first.md')).toContain('[PAGE a](../resources/book.md)');
  expect(await names()).toEqual(['book.md', 'ppo.md']);
  expect(await run([`${address}/a`], {}, { person: undefined })).toBe(0);
  expect(errors).toEqual([
    'content/resources/page-a.md: content/resources/book.md has the same title. If it is the same, delete this one.',
  ]);
});

test('who cancels a question cancels what is left', async () => {
  const { address, port } = await serve(({ url }, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>Page ${url}</title>`),
  );
  const { run, names } = await logWithSources();
  const { person, questions } = personWho(['article', undefined]);
  const whats = ['a', 'b', 'c'].map((name) => `${address}/${name}`);
  expect(await run(whats, {}, { web: webOf(port), person })).toBe(1);
  expect(questions).toHaveLength(2);
  expect(await names()).toEqual(['page-a.md', 'ppo.md']);
});

test('a playlist becomes a series with numbered parts, of which one link is added', async () => {
  const { run, text, names } = await logWithCourse();
  expect([await run({ status: 'queued', type: 'course' }, { week: '01-first' }), errors]).toEqual([0, []]);
  expect(await names()).toEqual(['a-course.md', 'ppo.md', 'video-1.md', 'video-2.md', 'video-3.md']);
  expect(await text('resources/a-course.md')).toBe(
    `---\ntitle: A course\ntype: course\nurl: ${course}\nstatus: queued\n---\n`,
  );
  expect(await text('resources/video-2.md')).toBe(
    [
      ...['---', 'title: Video 2', 'type: video', 'url: https://www.youtube.com/watch?v=bbbbbbbbbbb'],
      ...['authors: Ada', 'length: 1h 2m', 'status: queued', 'series: a-course', 'part: 2', '---', ''],
    ].join('\n'),
  );
  expect(await text('weeks/01-first.md')).toMatch(/Hello\.\n\n\[A course\]\(\.\.\/resources\/a-course\.md\)\n$/);
  expect(printed.slice(-3)).toEqual([
    'content/resources/video-3.md  Video 3',
    'content/weeks/01-first.md\n  [A course](../resources/a-course.md)',
    '4 written',
  ]);
});

test('parts that are missing are added to a series that the log has', async () => {
  const { run, folder, names, text } = await logWithCourse();
  await run();
  await rm(join(folder, 'content/resources/video-2.md'));
  const other = join(folder, 'content/resources/video-3.md');
  const alone = (await readFile(other, 'utf8')).replace(/series:.*\npart:.*\n/, '');
  await writeFile(other, alone);
  printed = [];
  expect(await run()).toBe(0);
  expect(await names()).toContain('video-2.md');
  expect(await text('resources/video-3.md')).toBe(alone);
  expect(printed).toEqual([
    expect.stringContaining('already in the log, “A course”'),
    'content/resources/video-2.md  Video 2',
    expect.stringMatching(/“Video 3”, in .*\. To make it a part, add series: a-course and part: 3 to it\.$/),
    '1 written, 2 already in the log',
  ]);
});

test('a person can leave out the parts', async () => {
  const { run, names } = await logWithCourse();
  const { person, questions } = personWho([false]);
  expect(await run({}, { person })).toBe(0);
  expect(questions).toEqual(['It has 3 parts. Write a file for each']);
  expect(await names()).toEqual(['a-course.md', 'ppo.md']);
});

test('an interrupted command leaves whole files, and says what it wrote', async () => {
  const { run, address, names, port } = await logWithSources();
  const stop = new AbortController();
  const input = [`${address}/one`, `${address}/slow`, `${address}/two`];
  void vi.waitFor(() => expect(printed).toHaveLength(1), { timeout: 20_000 }).then(() => stop.abort());
  const web = { ...webOf(port), timeout: 60_000 };
  expect(await run(input, {}, { stop: stop.signal, web })).toBe(130);
  expect(await names()).toEqual(['page-one.md', 'ppo.md']);
  expect(printed.at(-1)).toBe('Interrupted. 1 written');
});

test('a command that waits for its input can be interrupted', async () => {
  const { run } = await logWithSources();
  const stop = new AbortController();
  const input = async function* () {
    stop.abort();
    yield await new Promise<string>(() => undefined);
  };
  expect(await run(['-'], {}, { stop: stop.signal, input: input() })).toBe(130);
});

test('what came from a source is remembered by its hash', async () => {
  const { run, folder } = await logWithSources();
  expect(await run(['1706.03762'], { status: 'queued', published: '2017' })).toBe(0);
  const lock = JSON.parse(await readFile(join(folder, 'facts.lock.json'), 'utf8')) as FactsLock;
  const record = lock.resources['attention-all-you-need-in-o-n'];
  expect([record?.source, Object.keys(record?.facts ?? {})]).toEqual([
    'arXiv',
    ['title', 'type', 'authors', 'abstract'],
  ]);
});

interface FactsLock {
  readonly resources: Readonly<Record<string, { readonly source: string; readonly facts: object }>>;
}

test('a file of facts that cannot be read is left alone', async () => {
  const { run, folder, names } = await logWithSources();
  await writeFile(join(folder, 'facts.lock.json'), '{"version": 9}');
  expect(await run(['1706.03762'])).toBe(0);
  expect(await names()).toHaveLength(2);
  expect(errors).toEqual([expect.stringContaining('"facts.lock.json" has an unexpected value at "version"')]);
  expect(await readFile(join(folder, 'facts.lock.json'), 'utf8')).toBe('{"version": 9}');
});
