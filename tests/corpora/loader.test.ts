import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newEntry } from '../../src/cli/entries/newEntry.ts';
import { isCampaign } from '../campaign.ts';
import type { EntryKind } from '../../src/log/entry.ts';
import { schemas } from '../../src/log/schema.ts';
import type { Problem } from '../../src/log/problem.ts';
import { auditElements } from '../siteAudit/auditElements.ts';
import { elementsIn } from '../siteAudit/auditPage.ts';
import { auditProse } from '../siteAudit/auditProse.ts';
import { checkLog } from '../../src/loader/check.ts';
import { loadLog } from '../../src/loader/load.ts';
import { readFrontmatter } from '../../src/loader/frontmatter.ts';
import { readCases, sample } from './cases.ts';
import { madeUp } from './madeUpLog.ts';

/** A fixed seed, so that a failure comes from the change under test. `SEED` and `RUNS` generate other logs. */
const seed = Number(process.env.SEED ?? 9);
const runs = Number(process.env.RUNS ?? (isCampaign ? 150 : 5));
const options = { seed, numRuns: runs, endOnFailure: true } as const;

const cases = sample(await readCases());
const { text, yaml, source } = madeUp(cases);
let folder = '';

beforeAll(async () => {
  console.log(`Seed ${seed}. Repeat with SEED=${seed}.`);
  folder = await mkdtemp(join(tmpdir(), 'learnlog-made-up-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const kinds = Object.keys(schemas) as readonly EntryKind[];

function wrongPositions(problems: readonly Problem[], texts: ReadonlyMap<string, string>): readonly string[] {
  return problems.flatMap(({ file, range, rule, message }) => {
    const lines = texts.get(file)?.split(/\r\n|[\r\n]/).length ?? 1;
    const isRight = range.line >= 1 && range.column >= 1 && range.line <= lines && message.trim() !== '';
    return isRight ? [] : [`${file}:${range.line}:${range.column} ${rule}: ${message}`];
  });
}

async function writeLog(files: Readonly<Record<string, string>>): Promise<void> {
  await rm(join(folder, 'content'), { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
}

test('any log loads without an exception, with valid positions in problems and clean HTML', async () => {
  const log = fc.record({
    'content/log.md': fc.oneof({ weight: 3, arbitrary: fc.constant('---\ntitle: A log\n---\n') }, source('log')),
    'content/weeks/a.md': source('week'),
    'content/notes/a/b/d.md': source('note'),
    'content/pages/b.md': source('page'),
    'content/resources/c.md': source('resource'),
  });
  await fc.assert(
    fc.asyncProperty(log, async (files) => {
      await writeLog(files);
      const loaded = await loadLog(folder, { drafts: true });
      const texts = new Map(Object.entries(files));
      expect(wrongPositions(loaded.problems, texts)).toEqual([]);
      for (const key of loaded.html.keys()) {
        const elements = elementsIn(loaded.html.get(key) ?? '');
        expect([...auditElements(elements, { isOurs: () => false }), ...auditProse(elements)]).toEqual([]);
      }
      // A check and a build share the cache.
      await rm(join(folder, '.astro'), { recursive: true, force: true });
      const { problems } = await checkLog(folder);
      expect(problems).toEqual(loaded.problems);
      expect(problems.filter(({ rule }) => rule === 'render-failure')).toEqual([]);
    }),
    options,
  );
});

test('any page title becomes an entry with that title, or is refused with a reason', async () => {
  const none = { entries: [], broken: new Set<never>() };
  let made = 0;
  const titles = fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 60 }));
  const tryTitle = async (title: string) => {
    const fields = { title, type: 'article', url: 'https://example.org/', authors: [title], verdict: title };
    const { file, text: written, problems } = await newEntry(none, { kind: 'resource', fields }, '2026-11-25');
    expect(file).toMatch(/^content\/resources\/[\p{L}\p{N}][\p{L}\p{N}._-]*\.md$/u);
    if (problems.length > 0) return;
    made += 1;
    const { fields: read } = readFrontmatter('resource', written, file);
    expect(read?.title).toBe(title.trim());
    expect(read?.verdict).toBe(title.trim());
  };
  await fc.assert(fc.asyncProperty(titles, tryTitle), { ...options, numRuns: runs * 10 });
  for (const { text: title } of cases) await tryTitle(title);
  console.log(`${made.toLocaleString('en')} entries made from titles`);
  expect(made).toBeGreaterThan(cases.length / 2);
});

test('any frontmatter is read or rejected without an exception, for every kind of entry', () => {
  for (const kind of kinds) {
    fc.assert(
      fc.property(source(kind), (written) => {
        const { problems, fields } = readFrontmatter(kind, written, `content/${kind}.md`);
        expect(wrongPositions(problems, new Map([[`content/${kind}.md`, written]]))).toEqual([]);
        expect(fields === undefined ? problems.length : 1).toBeGreaterThan(0);
        expect(Object.getPrototypeOf({})).toBe(Object.prototype);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      { ...options, numRuns: runs * 5 },
    );
    for (const written of yaml) readFrontmatter(kind, `---\n${written}\n---\n`, `content/${kind}.md`);
  }
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
  'a field called "%s" is just an unknown field, at every depth',
  (name) => {
    const written = `---\ntitle: T\n${name}: { polluted: yes }\nauthor: { name: A, ${name}: x }\ntopics: { ${name}: T }\nmacros: { ${name}: x }\n---\n`;
    const { problems } = readFrontmatter('log', written, 'content/log.md');
    expect(problems.filter(({ rule }) => rule === 'unknown-key').map(({ range }) => range.line)).toContain(3);
    expect(problems.length).toBeGreaterThan(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
