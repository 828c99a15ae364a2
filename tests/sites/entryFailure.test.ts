import { expect, test, vi } from 'vitest';
import { leastLog, makeFolder } from '../../src/loader/fixtures/folder.ts';
import { checkLog } from '../../src/loader/check.ts';
import { loadLog } from '../../src/loader/load.ts';

// Not among the unit tests, because they share modules, and this test replaces some.
const { fails } = vi.hoisted(() => ({ fails: { frontmatter: false, drawing: false, summary: false } }));

vi.mock('../../src/loader/frontmatter.ts', async (load) => {
  const own = await load<typeof import('../../src/loader/frontmatter.ts')>();
  return {
    ...own,
    readFrontmatter: (...words: Parameters<typeof own.readFrontmatter>) => {
      if (fails.frontmatter && words[2] === 'content/pages/p.md') throw new TypeError('no such key');
      return own.readFrontmatter(...words);
    },
  };
});
vi.mock('../../src/markdown/drawing.ts', () => ({
  readDrawing: () => {
    if (fails.drawing) throw new RangeError('Maximum call stack size exceeded');
    return 'It is empty.';
  },
}));
vi.mock('../../src/log/nodes.ts', async (load) => {
  const own = await load<typeof import('../../src/log/nodes.ts')>();
  const failing = <Argument extends { readonly key: string }, Result>(
    make: (entry: Argument, ...rest: never[]) => Result,
  ) => {
    return (entry: Argument, ...rest: never[]) => {
      if (fails.summary && entry.key === 'pages/p') throw new Error('no such day');
      return make(entry, ...rest);
    };
  };
  return { ...own, summarizeEntry: failing(own.summarizeEntry as never), toPage: failing(own.toPage as never) };
});

const files = {
  ...leastLog,
  'content/images/a.svg': '<svg/>',
  'content/pages/p.md': '---\ntitle: P\n---\n\n![A](../images/a.svg)\n',
  'content/pages/q.md': '---\ntitle: Q\n---\n\n[P](p.md) and [R](r.md)\n',
};
const missing = ['content/pages/q.md', 'unknown-entry', expect.anything()];

test.each([
  ['frontmatter', 'render-failure', 'This entry cannot be rendered: "no such key".'],
  ['drawing', 'nesting-limit', /^"content\/images\/a.svg" is nested far more deeply than 60 levels/],
  ['summary', 'render-failure', 'This entry cannot be rendered: "no such day".'],
] as const)('an exception becomes a problem of its entry, in a check and a build: %s', async (part, rule, message) => {
  const folder = await makeFolder(files);
  fails[part] = true;
  const listed = ({ problems }: Awaited<ReturnType<typeof checkLog>> | Awaited<ReturnType<typeof loadLog>>) =>
    problems.map((problem) => [problem.file, problem.rule, problem.message]);
  const expected = ['content/pages/p.md', rule, typeof message === 'string' ? message : expect.stringMatching(message)];
  try {
    expect(listed(await loadLog(folder, { drafts: false }))).toEqual(expect.arrayContaining([expected, missing]));
    expect(listed(await checkLog(folder))).toEqual(expect.arrayContaining([expected, missing]));
  } finally {
    fails[part] = false;
  }
});
