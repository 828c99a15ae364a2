import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { add } from './add.ts';
import { refresh, type RefreshOptions } from './refresh.ts';
import { arxiv } from './sources/arxiv.ts';
import { page } from './sources/page.ts';
import { serve, webOf } from './web/fixtures/server.ts';

let printed: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  [printed, errors] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
});
afterEach(() => vi.restoreAllMocks());

interface Answer {
  title: string;
  abstract?: string;
  published?: string;
  doi?: string;
}

/** A log, and an arXiv whose answer can change. Each time, another port avoids cached answers. */
async function logWithArxiv(files: Readonly<Record<string, string>> = {}) {
  const answer: Answer = { title: 'Attention', abstract: 'Old.' };
  let isGone = false;
  const folder = await makeFolder({ 'content/log.md': '---\ntitle: A log\n---\n', ...files });
  const options = async () => {
    const { address, port } = await serve((_, response) => {
      if (isGone) return void response.writeHead(404).end();
      const { title, abstract, published, doi } = answer;
      const parts = [
        `<id>1</id><title>${title}</title><author><name>Ada</name></author>`,
        abstract === undefined ? '' : `<summary>${abstract}</summary>`,
        published === undefined ? '' : `<published>${published}</published>`,
        doi === undefined ? '' : `<arxiv:doi>${doi}</arxiv:doi>`,
      ];
      const names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"';
      return void response.end(`<feed ${names}><entry>${parts.join('')}</entry></feed>`);
    });
    return { sources: [arxiv(address, 0), page()], web: webOf(port) };
  };
  return {
    ...{ folder, answer },
    text: (name: string) => readFile(join(folder, `content/resources/${name}.md`), 'utf8'),
    edit: async (name: string, change: (text: string) => string) => {
      const path = join(folder, `content/resources/${name}.md`);
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
    add: async () => {
      await add(folder, ['1706.03762'], {}, { ...(await options()), person: undefined });
      printed = [];
    },
    run: async (names: readonly string[] = [], more: RefreshOptions = { yes: true }) =>
      refresh(folder, names, { ...(await options()), person: undefined, ...more }),
    goAway: () => {
      isGone = true;
    },
  };
}

test('what is missing is filled, and what was fetched is brought up to date', async () => {
  const { add, answer, edit, text, run } = await logWithArxiv();
  await add();
  await edit('attention', (old) => `${old}\nMy *notes*.\n`);
  Object.assign(answer, { title: 'Attention!', abstract: 'New.', published: '2017-06-12' });
  expect([await run(), errors]).toEqual([0, []]);
  expect(printed).toEqual([
    'content/resources/attention.md',
    ...['  - title: Attention', '  + title: Attention!', '  + published: 2017-06-12'],
    ...['  - abstract: Old.', '  + abstract: New.', '1 file written.'],
  ]);
  expect(await text('attention')).toBe(
    [
      ...['---', 'title: Attention!', 'type: paper', 'url: https://arxiv.org/abs/1706.03762', 'authors: Ada'],
      ...['published: 2017-06-12', 'abstract: New.', '---', '', 'My *notes*.', ''],
    ].join('\n'),
  );
  printed = [];
  expect(await run()).toBe(0);
  expect(printed).toEqual(['1 resource looked up. Nothing to change.']);
  Object.assign(answer, { published: '2017-06-13' });
  expect(await run(['attention'])).toBe(0);
  expect(await text('attention')).toContain('published: 2017-06-13\n');
});

test('what a person edited, removed or wrote stays', async () => {
  const { add, answer, edit, text, run } = await logWithArxiv({
    'content/resources/own.md':
      '---\ntitle: Own # mine\nurl: https://arxiv.org/abs/1707.06347\nauthors: Me\n---\n\nBody.\n',
  });
  await add();
  await edit('attention', (old) => old.replace('title: Attention', 'title: My title').replace(/abstract:.*\n/, ''));
  Object.assign(answer, { title: 'Changed', abstract: 'Changed.' });
  expect(await run()).toBe(0);
  expect(await text('attention')).toContain('title: My title\n');
  expect(await text('attention')).not.toContain('abstract');
  expect(await text('own')).toBe(
    '---\ntitle: Own # mine\nurl: https://arxiv.org/abs/1707.06347\nauthors: Me\nabstract: Changed.\n---\n\nBody.\n',
  );
});

test('a title that only the address told becomes the real one', async () => {
  const { folder, text, run } = await logWithArxiv();
  const person = { tell: async () => 'arXiv:1706.03762' } as never;
  await add(folder, ['1706.03762'], {}, { web: webOf('1'), sources: [arxiv('http://127.0.0.1:1', 0)], person });
  expect(await text('arxiv-1706-03762')).toContain('title: arXiv:1706.03762\n');
  expect(await run()).toBe(0);
  expect(await text('arxiv-1706-03762')).toMatch(/title: Attention\n.*\n.*\nauthors: Ada\n/);
});

test('nothing is written without agreement', async () => {
  const { add, answer, text, run } = await logWithArxiv();
  await add();
  const before = await text('attention');
  Object.assign(answer, { title: 'Changed' });
  expect(await run([], { dryRun: true })).toBe(0);
  expect(printed).toContain('  + title: Changed');
  expect(await run([], {})).toBe(1);
  expect(errors).toEqual(['Nothing was written. To write it: --yes']);
  const asked: string[] = [];
  const saying = (answered: boolean) =>
    ({
      agree: async (question: string) => {
        asked.push(question);
        return answered;
      },
    }) as never;
  expect(await run([], { person: saying(false) })).toBe(0);
  expect(await text('attention')).toBe(before);
  expect(await run([], { person: saying(true) })).toBe(0);
  expect(asked).toEqual(['Write 1 file?', 'Write 1 file?']);
  expect(await text('attention')).toContain('title: Changed');
});

test('a source that does not answer changes nothing, and the exit code tells', async () => {
  const { add, text, run, goAway } = await logWithArxiv();
  await add();
  const before = await text('attention');
  goAway();
  expect(await run()).toBe(1);
  expect(errors).toEqual(['content/resources/attention.md: arXiv does not have it (status 404).']);
  expect(await text('attention')).toBe(before);
});

test('an identifier of another resource, and what would not be valid, are left out', async () => {
  const { add, answer, text, run } = await logWithArxiv({
    'content/resources/journal.md': '---\ntitle: Journal\ntype: paper\ndoi: 10.1000/182\n---\n',
    'content/resources/flow.md': '---\n{ title: Flow, type: paper, url: https://arxiv.org/abs/1707.06347 }\n---\n',
  });
  await add();
  Object.assign(answer, { doi: '10.1000/182', published: '2017' });
  expect(await run(['attention', 'flow'])).toBe(0);
  expect(await text('attention')).toContain('published: 2017\n');
  expect(await text('attention')).not.toContain('doi');
  expect(errors).toEqual([expect.stringContaining('flow.md: authors, published, abstract could be added, but')]);
});

test('a file that was renamed keeps its record if it names its alias', async () => {
  const { folder, add, answer, edit, text, run } = await logWithArxiv();
  await add();
  const path = join(folder, 'content/resources');
  await rename(join(path, 'attention.md'), join(path, 'transformer.md'));
  await edit('transformer', (old) => old.replace('abstract:', 'aliases: attention\nabstract:'));
  Object.assign(answer, { title: 'Changed' });
  expect(await run()).toBe(0);
  expect(await text('transformer')).toContain('title: Changed\n');
});

test('an unknown name, a log that is missing and a broken file of facts have a line of their own', async () => {
  const { folder, add, run } = await logWithArxiv();
  await add();
  expect(await run(['atention'])).toBe(1);
  await writeFile(join(folder, 'facts.lock.json'), '[');
  expect(await run()).toBe(1);
  expect(await refresh(await makeFolder({}), [])).toBe(1);
  expect(errors).toEqual([
    'There is no resource "atention" that can be read. Did you mean "attention"?',
    expect.stringContaining('"facts.lock.json" has an unexpected value at "the start".'),
    expect.stringContaining('There is no log'),
  ]);
});
