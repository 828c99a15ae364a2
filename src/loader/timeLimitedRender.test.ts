import { describe, expect, test } from 'vitest';
import { pathological } from '../../tests/hostile/pathological.ts';
import { entryKey } from '../log/entry.ts';
import type { SourceFile } from './files.ts';
import { renderEntry } from './renderEntry.ts';
import { packHtml } from './packedHtml.ts';
import { mayTakeLong, timeLimitedRender } from './renderPool.ts';

const environment = {
  folder: '',
  language: 'en',
  words: {},
  macros: {},
  linkTargets: new Map(),
  pictures: new Map(),
  linkedFiles: new Map(),
};

function week(name: string, body: string): SourceFile {
  const text = `---\ntitle: ${name}\nstart: 2025-01-01\n---\n\n${body}\n`;
  return { kind: 'week', key: entryKey('weeks', name), file: `content/weeks/${name}.md`, text };
}

const made = (name: string, bytes: number) => pathological[name]?.(bytes) ?? '';
const sound = week('sound', 'A $x$ and a [link](https://example.org).');

const muchProse = 'A sentence, with "words" in it (some of them).\n\n'.repeat(900);

describe('an entry may take long', () => {
  test('if it is long, or has many marks in a paragraph, many quotes or many footnotes', () => {
    const bodies = ['words', 'stars and letters', 'quotes', 'footnotes'].map((name) => made(name, 50_000));
    for (const body of bodies) expect(mayTakeLong(week('a', body))).toBe(true);
  });

  test.each([
    ['much prose', muchProse],
    ['a long table', `|a|b|c|d|\n|-|-|-|-|\n${'|[a](b.md)|`c`|2|3|\n'.repeat(100)}`],
    ['a long program', `\`\`\`ts\n${'const a = [1, 2];\n'.repeat(200)}\`\`\`\n`],
    ['a long list', '- [a](https://example.org) and `b`\n'.repeat(100)],
  ])('but not if it is %s', (_, body) => {
    expect(mayTakeLong(week('a', body))).toBe(false);
  });
});

test('an entry that takes too long is stopped, and later entries are unaffected', async () => {
  const slow = week('slow', made('quotes', 64 * 1024));
  const renderings = await timeLimitedRender([sound, slow, sound], environment, { seconds: 0.5, mebibytes: 512 });
  const alone = await renderEntry(sound, environment);
  expect(renderings[0]).toEqual(alone);
  expect(renderings[2]).toEqual(alone);
  expect(renderings[1]).toEqual({
    html: packHtml(''),
    problems: [
      {
        rule: 'time-limit',
        file: 'content/weeks/slow.md',
        range: { line: 1, column: 1 },
        message: expect.stringMatching(
          /^This entry takes more than 0\.5 seconds to read and show\. It has 6\d+ characters, \d+ of them punctuation/,
        ),
      },
    ],
  });
}, 60_000);

test('an entry that takes too much memory is stopped, and later entries are unaffected', async () => {
  const large = week('large', '- a\n'.repeat(100_000));
  const renderings = await timeLimitedRender([large, sound], environment, { seconds: 60, mebibytes: 64 });
  expect(renderings[0]?.problems.map(({ message }) => message.slice(0, 49))).toEqual([
    'This entry takes more than 64 MiB of memory to re',
  ]);
  expect(renderings[1]).toEqual(await renderEntry(sound, environment));
}, 90_000);
