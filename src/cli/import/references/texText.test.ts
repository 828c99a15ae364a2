import { describe, expect, test } from 'vitest';
import { readTexNames } from './texNames.ts';
import { moneySign, readTex, readTexWithoutFormulas, readVerbatim } from './texText.ts';

describe('TeX becomes text', () => {
  test.each([
    ['M{\\"u}ller', 'Müller'],
    ['na{\\"\\i}ve and na\\"{\\i}ve', 'naïve and naïve'],
    ["Poincar\\'e, {\\'E}cole, Erd\\H{o}s, \\v{C}apek, \\c c", 'Poincaré, École, Erdős, Čapek, ç'],
    ['{\\AA}ngstr\\"om, {\\O}rsted, Stra{\\ss}e, \\L{}ukasz', 'Ångström, Ørsted, Straße, Łukasz'],
    ['{{BERT}}: {A} {\\em nested {group}} of \\textbf{braces}', 'BERT: A nested group of braces'],
    ["``quoted'' -- and --- 1--2 `so'", "“quoted” – and — 1–2 ‘so'"],
    ['50\\% of R\\&D, C\\#, a\\_b, \\{x\\}, x~y, a\\\\b', '50% of R&D, C#, a_b, {x}, x y, a b'],
    ['\\LaTeX{} and \\TeX, 4\\textsuperscript{th}, H\\textsubscript{2}O', 'LaTeX and TeX, 4th, H₂O'],
    ['\\url{https://example.org/a}, \\href{https://example.org}{a link}', 'https://example.org/a, a link'],
    ['$O(n^2)$, \\(x\\), \\ensuremath{\\alpha}, $5$', '$O(n^2)$, $x$, $\\alpha$, 5'],
    ['\\$5 and \\$6, 7$', `${moneySign}5 and ${moneySign}6, 7${moneySign}`],
    ['unbalanced {braces and } more}', 'unbalanced braces and more'],
    ['an end \\', 'an end'],
    ['an accent \\"', 'an accent'],
  ])('%s', (tex, text) => {
    expect(readTex(tex).text).toBe(text);
  });

  test('a command without a meaning is left out and named', () => {
    expect(readTex('\\foo{a} b')).toEqual({ text: 'a b', unknown: ['\\foo'] });
  });

  test.each([
    ['braces', '{'.repeat(200_000)],
    ['accents', '\\"'.repeat(100_000)],
    ['dollars', '$'.repeat(200_000)],
    ['commands', '\\ensuremath{'.repeat(20_000)],
  ])('200,000 signs take no time: %s', (_, tex) => {
    const start = performance.now();
    readTexWithoutFormulas(tex);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

test.each([
  ['https://example.org/a\\_b\\%20c\\&d=\\~{}e', 'https://example.org/a_b%20c&d=~e'],
  ['\\url{https://example.org/a_b%20c~d}', 'https://example.org/a_b%20c~d'],
  ['{10.1000/a_b}', '10.1000/a_b'],
])('an address is no TeX: %s', (tex, address) => {
  expect(readVerbatim(tex)).toBe(address);
});

test.each<[string, ...(string | { name: string; isInstitution: true })[]]>([
  ['Knuth, Donald E. and Ada Lovelace', 'Donald E. Knuth', 'Ada Lovelace'],
  ['{Alpha Beta} and {Barnes and Noble, Inc.}', { name: 'Alpha Beta', isInstitution: true }, 'Barnes and Noble, Inc.'],
  ['A. Author and others', 'A. Author', 'et al.'],
  ['van der Berg, Hans and Ludwig van Beethoven', 'Hans van der Berg', 'Ludwig van Beethoven'],
  ['King, Jr., Martin Luther', 'Martin Luther King Jr.'],
  ["Garc{\\'\\i}a M{\\'a}rquez, Gabriel", 'García Márquez, Gabriel'],
  ["{\\'E}cole, Anne {\\'E}.", 'Anne É. École'],
  ['SMITH, JOHN', 'JOHN SMITH'],
  ['family=Bee, given=Ann, prefix=von', 'Ann von Bee'],
  ['Plato', 'Plato'],
  ['Bee, Ann  and\n  Cee, Bob and ', 'Ann Bee', 'Bob Cee'],
  [''],
])('names of %s', (tex, ...names) => {
  const read = readTexNames(tex).map(({ name, isInstitution }) => (isInstitution ? { name, isInstitution } : name));
  expect(read).toEqual(names);
});
