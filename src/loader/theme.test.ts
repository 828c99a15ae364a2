import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postcss from 'postcss';
import { describe, expect, test } from 'vitest';
import { tokens } from '../log/tokens.ts';
import { leastLog, makeFolder } from './fixtures/folder.ts';
import { loadLog } from './load.ts';
import { parseTheme, readTheme } from './theme.ts';

const found = (css: string) =>
  parseTheme(css).problems.map(({ rule, range: { line, column, endLine, endColumn } }) => {
    const rows = css.split('\n');
    const text =
      endLine === line ? rows[line - 1]?.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1) : '';
    return [line, rule, text];
  });

test('a theme can set exactly the tokens of tokens.css, in the same order', async () => {
  const css = await readFile(join(import.meta.dirname, '../styles/tokens.css'), 'utf8');
  const names: string[] = [];
  postcss.parse(css).walkDecls(/^--/, ({ prop }) => void names.push(prop));
  expect([...new Set(names)]).toEqual(Object.keys(tokens));
});

describe('a theme', () => {
  test('is printed in a normal form, without comments', () => {
    const { css, problems } = parseTheme(
      [
        '/* Mine */ @MEDIA  ( prefers-contrast:more ){ :root{--ink:#000;} }',
        ':root[data-theme="dark"] , :root[data-theme=light] {',
        '  --accent : /* red */ light-dark( #a00,\n    rgb(250 10 10 / 50%)) ; --gap: calc(2 * 1.5rem - 3px);;',
        '  --sans: \'Atkinson Hyperlegible\', "Noto", system-ui; --ink-2: var(--ink)',
        '}',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(css).toBe(
      [
        '@media (prefers-contrast: more) {',
        ':root {',
        '--ink: #000;',
        '}',
        '}',
        ":root[data-theme='dark'], :root[data-theme='light'] {",
        '--accent: light-dark( #a00, rgb(250 10 10 / 50%));',
        '--gap: calc(2 * 1.5rem - 3px);',
        '--sans: \'Atkinson Hyperlegible\', "Noto", system-ui;',
        '--ink-2: var(--ink);',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('for a dark system does not apply if the reader chose light, and vice versa', () => {
    const block = (scheme: string) => `@media (prefers-color-scheme: ${scheme}) {:root{--ink:red}}`;
    expect(parseTheme(block('dark')).css).toContain(":root:not([data-theme='light']) {");
    expect(parseTheme(block('light')).css).toContain(":root:not([data-theme='dark']) {");
  });

  test.each([
    ['url(https://example.org/x)', 'url('],
    ['URL( "x" )', 'URL('],
    ['u\\72l(x)', '\\72l(x)'],
    ['image-set("x" 1x)', 'image-set('],
    ['-webkit-image-set("x" 1x)', '-webkit-image-set('],
    ['image("x")', 'image('],
    ['cross-fade(red, blue)', 'cross-fade('],
    ['src("x")', 'src('],
    ['attr(href)', 'attr('],
    ['env(x)', 'env('],
    ['element(#x)', 'element('],
    ['paint(x)', 'paint('],
    ['expression(alert(1))', 'expression('],
    ['#fffurl(x)', '#fffurl(x)'],
    ['50%url(x)', '%url(x)'],
    ['"a"url(x)', 'url('],
    ['var(--ink, url(x))', 'url('],
    ['"</style>"', '"</style>"'],
    ['<!--', '<!--'],
    ["'\\''", "'\\''"],
    ['{ --ink: red }', '{'],
    ['[x]', '[x]'],
    ['@import', '@import'],
    ['‘a’', '‘a’'],
  ])('cannot have the value %s', (value, at) => {
    const css = `:root {\n  --ink: red;\n  --paper:\n    ${value};\n}`;
    expect(found(css)).toEqual([[4, 'refused-css', at]]);
    expect(parseTheme(css).css).toBe(':root {\n--ink: red;\n}\n');
  });

  test('has all its problems reported in one run', () => {
    const css = [
      "@import 'x.css';",
      ':root { --acent: red; color: red; --ink: var(--papr);',
      '  --gap: ; --rule: red !important; --ink-2: calc(1px + (2px));',
      '  &:hover { --ink: red }',
      '  @media print { --ink: red }',
      '}',
      'body, :root { --ink: url(x) }',
      '@media screen { :root { --ink: red } }',
      '@media print { @media print { :root { --ink: red } } p { color: red } }',
      '@font-face { font-family: x }',
      '@layer reset, tokens;',
      '--ink: red;',
    ].join('\n');
    expect(found(css)).toEqual([
      [1, 'refused-css', "@import 'x.css';"],
      [2, 'unknown-token', '--acent: red;'],
      [2, 'refused-css', 'color: red;'],
      [2, 'unknown-token', '--papr'],
      [3, 'refused-css', ''],
      [3, 'refused-css', '--rule: red !important;'],
      [4, 'refused-css', '&:hover { --ink: red }'],
      [5, 'refused-css', '@media print { --ink: red }'],
      [7, 'refused-css', 'body, :root { --ink: url(x) }'],
      [7, 'refused-css', 'url('],
      [8, 'refused-css', '@media screen { :root { --ink: red } }'],
      [9, 'refused-css', '@media print { :root { --ink: red } }'],
      [9, 'refused-css', 'p { color: red }'],
      [9, 'refused-css', 'color: red'],
      [10, 'refused-css', '@font-face { font-family: x }'],
      [11, 'refused-css', '@layer reset, tokens;'],
      [12, 'refused-css', '--ink: red;'],
    ]);
    expect(parseTheme(css).css).toBe(':root {\n--ink-2: calc(1px + (2px));\n}\n');
  });

  test('with a typo in the name of a token gets a suggestion', () => {
    expect(parseTheme(':root { --acent: red }').problems[0]?.message).toContain('Did you mean "--accent"?');
  });

  test('has a name that changes with its content, and with nothing else', async () => {
    const nameOf = async (css: string) =>
      (await readTheme(await makeFolder({ ...leastLog, 'content/theme.css': css }))).theme?.name;
    const name = await nameOf(':root { --ink: red }');
    expect(name).toMatch(/^theme-[\da-f]{10}\.css$/);
    expect(await nameOf('/* A comment */ :root{--ink:red}')).toBe(name);
    expect(await nameOf(':root { --ink: blue }')).not.toBe(name);
  });

  test('is optional, and an empty one is ignored', async () => {
    expect((await loadLog(await makeFolder(leastLog), { drafts: false })).theme).toBeUndefined();
    const empty = await makeFolder({ ...leastLog, 'content/theme.css': '/* Nothing yet */ :root {}\n' });
    expect(await loadLog(empty, { drafts: false })).toMatchObject({ problems: [] });
    expect((await loadLog(empty, { drafts: false })).theme).toBeUndefined();
  });
});
