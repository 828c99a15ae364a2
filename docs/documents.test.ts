import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import nodeJson from '../scripts/node/package.json' with { type: 'json' };
import { newLog } from '../src/cli/entries/newLog.ts';
import { rules, severityOf } from '../src/log/rules.ts';
import { checkLog } from '../src/loader/check.ts';
import { leastLog, makeFolder } from '../src/loader/fixtures/folder.ts';
import { generate, generatedDocuments } from './generate.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');
const ofProject = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const ofDocs = [
  'ARCHITECTURE',
  'accessibility',
  'coming-from',
  'dependencies',
  'owning',
  'performance',
  'publishing',
  'rules',
  'search',
  'security',
  'testing',
  'words',
  'writing',
].map((name) => `docs/${name}.md`);
const documents = [...ofProject, ...ofDocs];
/** Made by somebody else than the program: see README.md. */
const pictures = ['docs/timeline.png'];

const withoutFences = (text: string): string => text.replace(/^(`{3,})[\s\S]*?\n\1$/gm, '');
const withoutCode = (text: string): string => withoutFences(text).replace(/`[^`\n]+`/g, '');
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, first = '']) => first);

function scriptsOfNewLog(): Record<string, string> {
  const draft = { fields: {}, folder: 'my-log', today: '2026-11-25', engine: { version: packageJson.version } };
  const text = newLog([], draft).files.find(({ path }) => path === 'package.json')?.text;
  return JSON.parse(text ?? '{}').scripts;
}

describe.each(generatedDocuments)('docs/%s', (name) => {
  test('is up to date with docs/generate.ts', async () => {
    expect(await generate(name)).toBe(await read(`docs/${name}`));
  });
});

test('docs/rules.md has a heading for every rule, in order, and a message unless it is listed here', async () => {
  const text = await read('docs/rules.md');
  expect(matches(withoutFences(text), /^## (.+)$/gm)).toEqual(Object.keys(rules));
  const shown = new Set(matches(text, /<!-- generated: message (\S+) -->/g));
  const undocumented = Object.keys(rules).filter((rule) => !shown.has(rule));
  expect(undocumented).toEqual([
    ...['unreadable-file', 'file-limit', 'symbolic-link', 'hidden-character', 'image-limit', 'nesting-limit'],
    ...['paragraph-limit', 'expansion-limit', 'time-limit', 'code-limit', 'formula-limit', 'render-failure'],
  ]);
});

test('docs/writing.md has a table of fields for every kind of entry', async () => {
  expect(matches(await read('docs/writing.md'), /<!-- generated: fields (\S+) -->/g)).toEqual([
    'log',
    'week',
    'note',
    'page',
    'resource',
  ]);
});

test('the examples in docs/writing.md of each kind of log are logs without errors and warnings', async () => {
  const [, section = ''] = /^## Which kind of log is yours\?$([\s\S]*?)^## /m.exec(await read('docs/writing.md')) ?? [];
  const kinds = section.split(/^(?=\*\*)/m).slice(1);
  expect(kinds).toHaveLength(5);
  for (const kind of kinds) {
    const examples = [...kind.matchAll(/^```md title="(content\/[^"]+)"\n([\s\S]*?)^```$/gm)];
    expect(examples, kind).not.toEqual([]);
    const files = Object.fromEntries(examples.map(([, path = '', text = '']) => [path, text]));
    const { problems } = await checkLog(await makeFolder({ ...leastLog, ...files }));
    expect(problems.filter(({ rule }) => severityOf(rule) !== 'advice')).toEqual([]);
  }
});

describe.each(documents)('%s', (document) => {
  test('links to files that exist', async () => {
    const links = matches(withoutCode(await read(document)), /\]\(([^)#\s]+)/g)
      .filter((link) => !/^https?:/.test(link))
      .map((link) => join(dirname(document), link));
    expect(links.filter((file) => !pictures.includes(file) && !existsSync(join(root, file)))).toEqual([]);
  });

  test('names files and folders that exist', async () => {
    const names = matches(withoutFences(await read(document)), /`((?:src|docs|tests|\.github|\.ci)\/[\w./[\]-]*)`/g);
    expect(names.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('names npm scripts that exist, here or in a new log', async () => {
    const scripts = matches(await read(document), /npm run (?:-s )?([\w:-]+)/g);
    const known = { ...packageJson.scripts, ...scriptsOfNewLog() };
    expect(scripts.filter((script) => !(script in known))).toEqual([]);
  });
});

test('docs/ARCHITECTURE.md names functions that exist', async () => {
  const names = matches(await read('docs/ARCHITECTURE.md'), /`(\w+)\(\)`/g);
  let source = '';
  for await (const file of glob('{src,tests/siteAudit}/**/*.ts', { cwd: root })) source += await read(file);
  const exists = (name: string): boolean => new RegExp(`(?:function ${name}\\b|^  ${name}\\()`, 'm').test(source);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !exists(name) && name !== 'glob')).toEqual([]);
});

test.each(['README.md', 'docs/ARCHITECTURE.md'])('%s has at most 150 lines', async (document) => {
  expect((await read(document)).split('\n').length - 1).toBeLessThanOrEqual(150);
});

test('docs/dependencies.md has a row for every direct dependency, with its licence', async () => {
  const rows = [...(await read('docs/dependencies.md')).matchAll(/^\| `([^`]+)` +\|.*\| ([^|]+?) +\|$/gm)];
  const listed = rows.map(([, name = '', licence = '']) => [name, licence]);
  const { dependencies, devDependencies } = packageJson;
  const { optionalDependencies } = nodeJson;
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
  const installed = names.map(async (name) => {
    const file = `node_modules/${name}/package.json`;
    // Of the packages for one kind of machine each, only one is here.
    if (name in optionalDependencies && !existsSync(join(root, file))) return [name, 'MIT'];
    const { license } = JSON.parse(await read(file)) as { license?: string };
    return [name, license];
  });
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(await Promise.all(installed)));
});
