import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { check } from './check.ts';

const root = { 'content/log.md': '---\ntitle: A log\n---\n' };
const page = (body: string) => ({ 'content/pages/p.md': `---\ntitle: P\n---\n\n${body}` });
const links = (number: number) => 'See [a](nowhere.md).\n'.repeat(number);

let printed: string[] = [];
let complained: string[] = [];
beforeEach(() => {
  [printed, complained] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(...text.split('\n')));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void complained.push(text));
});
afterEach(() => vi.restoreAllMocks());

const problemLines = () => printed.filter((line) => line.startsWith('content/'));

test('problems go to standard output, so that another program can read them', async () => {
  expect(await check(await makeFolder({ ...root, ...page(links(1)) }))).toBe(1);
  expect(printed[0]).toBe('content/pages/p.md:5:5  unknown-entry');
  expect(complained).toEqual([]);
});

test('of more than twenty problems of a rule, the others are counted, and --rule shows all of them and no others', async () => {
  const folder = await makeFolder({ ...root, ...page(`${links(300)}\n# A heading\n`) });
  expect(await check(folder)).toBe(1);
  expect(problemLines()).toHaveLength(21);
  expect(printed).toContain('… and 280 more unknown-entry: learnlog check --rule unknown-entry shows them');
  expect(printed.at(-1)).toBe('301 errors: 300 unknown-entry, 1 top-heading');
  printed = [];
  expect(await check(folder, { rules: ['unknown-entry'] })).toBe(1);
  expect(problemLines()).toHaveLength(300);
  expect(printed.at(-1)).toBe('300 errors: 300 unknown-entry');
  printed = [];
  expect(await check(folder, { rules: ['unknown-entry', 'top-heading'] })).toBe(1);
  expect(printed.at(-1)).toBe('301 errors: 300 unknown-entry, 1 top-heading');
  printed = [];
  expect(await check(folder, { rules: ['invalid-math'] })).toBe(0);
  expect(printed).toEqual(['A log: 2 files, no problems of invalid-math.']);
});

test('a log without entries is told where they are read from', async () => {
  expect(await check(await makeFolder(root))).toBe(0);
  expect(printed).toEqual([
    'A log: 1 file, no problems. It has no entries yet: files that end in .md in content/weeks, content/notes, content/pages or content/resources.',
  ]);
});

test.each([
  ['an error', links(1), 1, 1],
  ['a warning', 'It was $five or ten$.\n', 0, 1],
  ['advice', '## A\n\n## A\n', 0, 0],
])('%s: exit code, usually and with --strict', async (_, body, usually, strictly) => {
  const folder = await makeFolder({ ...root, ...page(body) });
  expect(await check(folder)).toBe(usually);
  expect(await check(folder, { strict: true })).toBe(strictly);
  expect(printed.join('\n')).toMatch(/^1 (?:error|warning|piece of advice): 1 /m);
});

test('a log with thousands of problems is told on a few screens', async () => {
  const weeks = Array.from({ length: 25 }, (_, number) => [
    `content/pages/p${number}.md`,
    page(
      `${links(100).replaceAll('\n', '\n\n')}\n${'Costs $five or ten$ here.\n\n'.repeat(60)}${'# Top\n\n'.repeat(50)}`,
    )['content/pages/p.md'],
  ]);
  await check(await makeFolder({ ...root, ...Object.fromEntries(weeks) }));
  expect(printed.at(-1)).toMatch(
    /^3,750 errors, 1,500 warnings.*: 2,500 unknown-entry, 1,250 top-heading, 1,500 doubtful/,
  );
  expect(printed.length).toBeLessThan(130);
});
