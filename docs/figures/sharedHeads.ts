import { boxes, label, shape, writeSvg } from './svg.ts';

const queryHeads = 8;

/** Three ways to share keys and values, by the number of heads that have their own. */
export const sharings = [
  { name: 'Multi-head', keyValueHeads: 8 },
  { name: 'Grouped-query', keyValueHeads: 2 },
  { name: 'Multi-query', keyValueHeads: 1 },
] as const;

/** Which keys and values a query head reads, both counted from 0. */
export function readBy(queryHead: number, keyValueHeads: number): number {
  return Math.floor((queryHead * keyValueHeads) / queryHeads);
}

const [left, step, side] = [136, 42, 30] as const;
const rowHeight = 104;

/** Draws eight query heads, and the keys and values that each of them reads. */
export function sharedHeads(): string {
  const queryX = (head: number) => left + head * step + side / 2;
  return writeSvg({
    title: 'Eight query heads read eight, two or one set of keys and values.',
    description: sharings
      .map(
        ({ name, keyValueHeads }) => `${name}: ${saidOf(keyValueHeads)}, each read by ${queryHeads / keyValueHeads}.`,
      )
      .join(' '),
    height: 3 * rowHeight,
    shapes: sharings.flatMap(({ name, keyValueHeads }, row) => {
      const y = row * rowHeight + 12;
      const [queries, shared] = [headsUpTo(queryHeads), headsUpTo(keyValueHeads)];
      const sharedBy = queryHeads / keyValueHeads;
      const sharedX = (head: number) => (queryX(head * sharedBy) + queryX((head + 1) * sharedBy - 1)) / 2;
      return [
        label([0, y + 20], name, { as: 'fig-strong' }),
        label([0, y + 38], '8 query heads'),
        label([0, y + 72], saidOf(keyValueHeads)),
        shape('path', {
          class: 'fig-line',
          d: queries
            .map((head) => `M${queryX(head)} ${y + side} L${sharedX(readBy(head, keyValueHeads))} ${y + 52}`)
            .join(' '),
        }),
        boxes(
          queries.map((head) => [queryX(head) - side / 2, y]),
          [side, side],
        ),
        ...queries.map((head) => label([queryX(head), y + 20], 'q', { as: 'fig-math', anchor: 'middle' })),
        boxes(
          shared.map((head) => [sharedX(head) - side / 2, y + 52]),
          [side, side],
          'fig-box fig-wash',
        ),
        ...shared.map((head) => label([sharedX(head), y + 72], 'k v', { as: 'fig-math', anchor: 'middle' })),
      ];
    }),
  });
}

function headsUpTo(length: number): number[] {
  return Array.from({ length }, (_, head) => head);
}

function saidOf(keyValueHeads: number): string {
  return keyValueHeads === 1 ? '1 key-value head' : `${keyValueHeads} key-value heads`;
}
