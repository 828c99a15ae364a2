import { describe, expect, test } from 'vitest';
import { logEntry } from '../../log/fixtures/entries.ts';
import { newEntry, type KnownLog } from '../entries/newEntry.ts';
import { draftFields } from './draftFields.ts';
import type { Facts } from './source.ts';

const fieldsOf = async (facts: Facts, hasTex = false) => (await draftFields(facts, { hasTex, macros: {} })).fields;
const titleOf = async (title: string, hasTex = false) => (await fieldsOf({ title }, hasTex)).title;

describe('a text of a source', () => {
  test.each([
    ['A\n  title\u00a0here', 'A title here'],
    ['<i>In</i> <script>alert(1)</script>vivo', 'In vivo'],
    ['a < b and c > d', 'a < b and c > d'],
    ['R&amp;D', 'R&D'],
    ['a\u202eb\u0000c\u200bd\ud800e&#x202e;f', 'abc def'],
    ['e\u0301', 'é'],
  ])('is one line without tags and hidden characters: %j', async (title, clean) => {
    expect(await titleOf(title)).toBe(clean);
  });

  test.each([
    ['C*-algebras and __init__', 'C*-algebras and __init__'],
    ['a *b* c', String.raw`a \*b\* c`],
    ['`ls`', '\\`ls\\`'],
    ['From $5 to $10', 'From $5 to $10'],
    ['$HOME_DIR and $PATH_LIST', '$HOME_DIR and $PATH_LIST'],
    [String.raw`Schr\"odinger`, String.raw`Schr\\"odinger`],
    [String.raw`The $\alpha$-trick *now*`, String.raw`The $\alpha$-trick \*now\*`],
    [String.raw`$\frac{1$`, String.raw`\$\\frac{1\$`],
  ])('shows as it is: %s', async (title, written) => {
    expect(await titleOf(title)).toBe(written);
  });

  test('of a source that writes TeX keeps any formula', async () => {
    expect(await titleOf('$k$-means in $O(n)$ a_b', true)).toBe(String.raw`$k$-means in $O(n)$ a\_b`);
    expect(await titleOf('$k$-means', false)).toBe(String.raw`\$k\$-means`);
  });

  test('is cut after a sentence if it is too long', async () => {
    const { abstract } = await fieldsOf({ abstract: 'A sentence of words. '.repeat(400) });
    expect(abstract).toMatch(/words\. …$/);
    expect(String(abstract).length).toBeLessThan(5_000);
    expect(String((await fieldsOf({ summary: 'x'.repeat(3_000) })).summary).length).toBeLessThan(1_001);
  });
});

test('a value that its field does not take is left out and named', async () => {
  const facts = {
    title: 'x'.repeat(2_000),
    isbn: '978',
    pages: 'all of them',
    volume: '3',
    published: '2017',
    length: '',
  };
  expect(await draftFields(facts, { macros: {} })).toEqual({
    fields: { volume: '3', published: '2017' },
    leftOut: ['title', 'pages', 'isbn'],
  });
});

test('authors are listed once, institutions as such, and after fifty are others', async () => {
  const authors = [{ name: 'Ada' }, { name: ' Ada ' }, { name: 'Lab', isInstitution: true }, { name: '\u200b' }];
  expect((await fieldsOf({ authors })).authors).toEqual(['Ada', { name: 'Lab', institution: true }]);
  const many = Array.from({ length: 3_000 }, (_, index) => ({ name: `Ada ${index}` }));
  const listed = (await fieldsOf({ authors: many })).authors as string[];
  expect([listed.length, listed.at(-1)]).toEqual([51, 'et al.']);
});

test('whatever a source says becomes an entry without errors', async () => {
  const parts = [
    ...[
      '$',
      '$',
      '\\',
      '*',
      '_',
      '`',
      'a',
      'b ',
      ' ',
      'x^2',
      '\\alpha',
      '{',
      '}',
      '<b>',
      '<',
      '>',
      '&lt;',
      '&#36;',
      '[x](y)',
    ],
    ...[
      '![',
      '](',
      ')',
      '#',
      '- ',
      '---',
      '\n',
      ': ',
      '"',
      "'",
      '%%',
      '==',
      '|',
      '~',
      '\u202e',
      '\ud800',
      'e\u0301',
      '漢',
    ],
    ...[
      '\\frac{1}{2}',
      '\\(',
      '$$',
      '5',
      'https://x.example',
      '@',
      '!',
      'null',
      '\\begin{x}',
      '\\ce{H2O}',
      '&amp;#x202e;',
      '\u2028',
    ],
  ];
  let seed = 42;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const text = () => Array.from({ length: 1 + next(10) }, () => parts[next(parts.length)]).join('');
  const log: KnownLog = { entries: [logEntry({})], broken: new Set() };
  for (let round = 0; round < 150; round += 1) {
    const facts = {
      ...{
        title: `a${text()}`,
        type: 'paper' as const,
        summary: text(),
        abstract: text(),
        venue: text(),
        volume: text(),
      },
      authors: [{ name: text() }, { name: text(), isInstitution: true }],
    };
    const { fields } = await draftFields(facts, { hasTex: round % 2 === 0, macros: {} });
    const { problems } = await newEntry(log, { kind: 'resource', fields }, '2026-11-30');
    expect(problems, JSON.stringify(facts)).toEqual([]);
  }
}, 60_000);
