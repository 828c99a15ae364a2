import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../site.ts';

// In JavaScript and without a timeout, so that every machine reports the same.
process.env.RECHECK_BACKEND = 'pure';
const { check } = await import('recheck');

/** Files with expressions that are not linear, but are never applied to long text from outside. */
const excused: Readonly<Record<string, string>> = {
  'src/charts/draw.ts': 'numbers in drawings of ours',
  'src/cli/import/notes/convertHeadings.ts': '1,000 characters at most',
  'src/cli/import/notes/linkIndex.ts': '4,000 characters at most',
  'src/cli/import/notes/noteFields.ts': '2,000 characters at most',
  'src/cli/web/decodeText.ts': '1,024 bytes at most',
  'src/exports/headingHtml.ts': 'our own HTML, where every tag has its end',
  'src/exports/linkPreview.ts': '280 characters at most',
  'src/loader/yamlLines.ts': 'a line of 16 KiB at most',
  'src/loader/yamlMarks.ts': '16 KiB of YAML at most',
  'src/log/misleadingHost.ts': '2,048 characters at most',
  'src/markdown/wideFormulas.ts': 'styles of KaTeX',
  'src/search/documents.ts': 'our own HTML, where every tag has its end',
};

/** An expression without any of these reads each character once. */
const repeats = /[*+]|\{\d+,\}/;

interface Found {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

async function expressionsOf(file: string): Promise<Found[]> {
  const tree = ts.createSourceFile(file, await readFile(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const [, source, flags = ''] = ts.isRegularExpressionLiteral(node)
      ? (/^\/([\s\S]*)\/([a-z]*)$/.exec(node.text) ?? [])
      : [];
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    if (source !== undefined) found.push({ file, line, source, flags });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Runs an attack that recheck guessed but did not prove. Returns whether it is in fact fast. */
function isFalseAlarm(answer: Awaited<ReturnType<typeof check>>, expression: RegExp): boolean {
  if (answer.status !== 'vulnerable' || answer.checker !== 'fuzz') return false;
  const started = performance.now();
  expression.exec(answer.attack.string);
  return performance.now() - started < 50;
}

test('every regular expression on input runs in linear time', async () => {
  const listed: string[] = [];
  for await (const file of glob('src/**/*.ts', { cwd: root })) listed.push(file);
  const files = listed
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|\/fixtures\//.test(file))
    .sort();
  const all = (await Promise.all(files.map(expressionsOf))).flat();
  const slow: string[] = [];
  const needed = new Set<string>();
  const tried = all.filter(({ source }) => repeats.test(source));
  for (const { file, line, source, flags } of tried) {
    const answer = await check(source, flags, { timeout: 30_000 });
    if (answer.status === 'safe' || isFalseAlarm(answer, new RegExp(source, flags))) continue;
    if (file in excused) needed.add(file);
    else
      slow.push(
        `${file}:${line} /${source}/${flags}: ${answer.status} ${'complexity' in answer ? answer.complexity?.summary : ''}`,
      );
  }
  expect(slow).toEqual([]);
  expect(Object.keys(excused).filter((file) => !needed.has(file))).toEqual([]);
  expect(all.length).toBeGreaterThan(200);
  expect(tried.length).toBeGreaterThan(50);
});
