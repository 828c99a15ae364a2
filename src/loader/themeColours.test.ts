import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { darkColours, usualColours } from '../charts/share/palette.ts';
import { parseTheme } from './theme.ts';
import { themeColours } from './themeColours.ts';

const read = (css: string, scheme: 'light' | 'dark' = 'light') => themeColours(parseTheme(css).css, scheme);

test('the usual colours of pictures are those of tokens.css', async () => {
  const css = await readFile(new URL('../styles/tokens.css', import.meta.url), 'utf8');
  const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];
  // The last colours of a token are those for less contrast.
  const first = new Map(pairs.toReversed().map(([, token = '', ...colours]) => [token, colours]));
  for (const [index, usual] of [usualColours, darkColours].entries())
    expect(Object.fromEntries(Object.keys(usual).map((token) => [token, first.get(token)?.[index]]))).toEqual(usual);
});

test.each([
  ['a named colour', ':root { --paper: white; }', { paper: '#ffffff' }],
  ['a pair for light and dark mode', ':root { --accent: light-dark(#00f, #0ff); }', { accent: '#0000ff' }],
  ['a colour in another space', ':root { --ink: oklch(0% 0 0); }', { ink: '#000000' }],
  ['a reference', ':root { --accent: var(--topic-2); }', { accent: usualColours['topic-2'] }],
  [
    'a reference to a token of the theme',
    ':root { --ink: #123456; --ink-2: var(--ink); }',
    { ink: '#123456', 'ink-2': '#123456' },
  ],
  ['a mixture', ':root { --rule: color-mix(in srgb, #000 25%, #fff); }', { rule: '#bfbfbf' }],
  ['a transparent colour, on paper', ':root { --rule: rgb(0 0 0 / 0%); }', { rule: usualColours.paper }],
  [
    'only those of light mode',
    "@media (prefers-color-scheme: dark) { :root { --paper: #000; } }\n:root[data-theme='dark'] { --ink: #fff; }",
    {},
  ],
  [
    'those for light mode alone',
    '@media (prefers-color-scheme: light) { :root { --paper: #eee; } }',
    { paper: '#eeeeee' },
  ],
  ['none that stay as they are', `:root { --paper: ${usualColours.paper}; --radius: 2px; }`, {}],
  ['none that refer to each other in a circle', ':root { --ink: var(--ink-2); --ink-2: var(--ink); }', {}],
  ['none that cannot be computed', ':root { --ink: rgb(from red r g b); }', {}],
])('a theme has %s', (_, css, colours) => {
  expect(read(css)).toEqual(colours);
});

test.each([
  ['the second of a pair', ':root { --accent: light-dark(#00f, #0ff); }', { accent: '#00ffff' }],
  [
    'those for dark mode alone',
    '@media (prefers-color-scheme: dark) { :root { --paper: #000; } }',
    { paper: '#000000' },
  ],
  ['no others', '@media (prefers-color-scheme: light) { :root { --paper: #eee; } }', {}],
  ['a reference', ':root { --accent: var(--topic-2); }', { accent: darkColours['topic-2'] }],
  ['a transparent colour, on paper', ':root { --rule: rgb(0 0 0 / 0%); }', { rule: darkColours.paper }],
])('in dark mode, a theme has %s', (_, css, colours) => {
  expect(read(css, 'dark')).toEqual(colours);
});
