import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { context, path } from './fixtures/context.ts';
import { checkFormulas } from './math.ts';
import { parseMarkdown } from './parse.ts';

/** A formula for every command and environment of KaTeX, of mhchem and of ours, some of them together. */
const formulas = readFileSync(join(import.meta.dirname, 'fixtures/formulas.txt'), 'utf8')
  .trim()
  .split('\n');

/** Commands that link, load something or add HTML attributes. */
const refused = ['\\href', '\\url', '\\includegraphics', '\\htmlClass', '\\htmlId', '\\htmlStyle', '\\htmlData'];

/** The errors in entries with one formula each. */
async function errorsOf(tex: readonly string[]): Promise<string[]> {
  const errors: string[] = [];
  for (const formula of tex) {
    const file = new VFile({ path, value: `$$\n${formula}\n$$\n` });
    await checkFormulas(parseMarkdown(file).tree, file, context.macros);
    for (const { ruleId, reason } of file.messages) if (ruleId !== 'not-latex') errors.push(reason);
  }
  return errors;
}

const isRefused = (formula: string) =>
  refused.some((name) => formula.startsWith(`${name}{`) || formula.startsWith(`${name}[`));
const accepted = formulas.filter((formula) => !isRefused(formula));
const sliceLength = 40;
const slices = Array.from({ length: Math.ceil(accepted.length / sliceLength) }, (_, index) =>
  accepted.slice(index * sliceLength, (index + 1) * sliceLength),
);

describe('the formulas that KaTeX supports', () => {
  test('are several hundred', () => {
    expect(accepted.length).toBeGreaterThan(400);
  });

  test.each(slices)('are accepted: from %s', async (...slice) => {
    expect(await errorsOf(slice)).toEqual([]);
  });

  test('are refused if they link or load', async () => {
    const errors = await errorsOf(formulas.filter(isRefused));
    expect(errors).toEqual(refused.map((name) => expect.stringContaining(`: ${name} is not allowed.`)));
  });
});
