import { boxes, label, line, writeSvg, type Point } from './svg.ts';

const tokens = ['The', 'cat', 'licked', 'its', 'paw'] as const;
const cell = 48;
const [left, top] = [168, 64] as const;

/** The mask of week 1, by the positions of a query and of a key: 0 up to the query, −∞ after it. */
export function maskAt(query: number, key: number): '0' | '−∞' {
  return key <= query ? '0' : '−∞';
}

const positions = tokens.flatMap((_, query) => tokens.map((_token, key) => [query, key] as const));

const corner = (row: number, column: number): Point => [left + column * cell, top + row * cell];

/** The cells with some of the values. */
function cells(has: (value: string) => boolean, as: string): string {
  const squares = positions
    .filter(([query, key]) => has(maskAt(query, key)))
    .map(([query, key]) => corner(query, key))
    .map(([x, y]): Point => [x + 1, y + 1]);
  return boxes(squares, [cell - 2, cell - 2], as, 0);
}

/** Draws the causal mask, with a row for each query and a column for each key. */
export function attentionMask(): string {
  const side = tokens.length * cell;
  const centre = (index: number) => (index + 0.5) * cell;
  return writeSvg({
    title: 'The causal mask for five tokens: 0 where a token may look, −∞ where it may not.',
    description:
      `A grid with a row for each query and a column for each key, both in the order ${tokens.join(', ')}. ` +
      'On and below the diagonal the cells are shaded and hold 0. Above it they are empty, which stands for −∞.',
    height: 320,
    shapes: [
      label([left + side / 2, 22], 'key: what is looked at', { as: 'fig-strong', anchor: 'middle' }),
      label([left - 12, top - 34], 'query:', { as: 'fig-strong', anchor: 'end' }),
      label([left - 12, top - 14], 'who looks', { as: 'fig-strong', anchor: 'end' }),
      ...tokens.map((token, index) => label([left + centre(index), top - 12], token, { anchor: 'middle' })),
      ...tokens.map((token, query) => label([left - 12, top + centre(query) + 5], token, { anchor: 'end' })),
      cells((value) => value === '0', 'fig-box fig-wash'),
      cells((value) => value !== '0', 'fig-box'),
      ...positions
        .filter(([query, key]) => maskAt(query, key) === '0')
        .map(([query, key]) =>
          label([left + centre(key), top + centre(query) + 5], '0', { as: 'fig-strong', anchor: 'middle' }),
        ),
      line(
        [
          ...tokens.slice(1).flatMap((_, index) => [corner(index, index + 1), corner(index + 1, index + 1)]),
          corner(tokens.length - 1, tokens.length),
        ],
        'fig-accent-line',
      ),
    ],
  });
}
