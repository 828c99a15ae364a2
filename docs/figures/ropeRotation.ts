import { arc, arcArrow, arrow, label, line, polar, writeSvg, type Point } from './svg.ts';

/** The speed of the pair in the drawing, in degrees per position. */
const theta = 30;
const reach = 104;

/** The rotation of a pair of coordinates at a position, in degrees. */
export function turned(position: number): number {
  return position * theta;
}

/** Draws a query and a key, rotated by their positions, twice at the same distance from each other. */
export function ropeRotation(): string {
  return writeSvg({
    title: 'RoPE: at positions 1 and 3 as at positions 3 and 5, query and key end up the same angle apart.',
    description:
      'Two panels. In each, one pair of coordinates of a query and of a key point to the right before they are turned. ' +
      'The query is turned by m theta, the key by n theta. The angle between them is n minus m times theta, ' +
      'and n minus m is 2 in both panels, so the angle is the same.',
    height: 212,
    shapes: [...panel([72, 184], [1, 3], 132), ...panel([344, 184], [3, 5], 352)],
  });
}

function panel(centre: Point, [m, n]: Point, titleAt: number): string[] {
  const [x, y] = centre;
  const [query, key] = [turned(m), turned(n)];
  const beside = (degrees: number, side: 1 | -1) => {
    const [px, py] = polar(centre, reach - 12, degrees + side * 9);
    return [px, py + 5] as const;
  };
  const on = (radius: number, degrees: number): Point => {
    const [px, py] = polar(centre, radius, degrees);
    return [px, py + 5];
  };
  return [
    label([titleAt, 24], `*m* = ${m}, *n* = ${n}`, { as: 'fig-strong', anchor: 'middle' }),
    line([centre, [x + reach, y]], 'fig-line fig-dashed'),
    label([x + reach, y + 20], 'both, unturned', { anchor: 'end' }),
    arc(centre, 40, [0, query], 'fig-line'),
    label(on(58, query / 2), '*mθ*', { anchor: 'middle' }),
    arc(centre, 40, [query, key], 'fig-accent-line'),
    label(on(74, (query + key) / 2), '(*n* − *m*)*θ*', { anchor: 'middle' }),
    arcArrow(centre, 118, [0, key], 'fig-line'),
    arrow([centre, polar(centre, reach, query)]),
    arrow([centre, polar(centre, reach, key)]),
    label(beside(query, -1), '*q*', { anchor: 'middle' }),
    label(beside(key, 1), '*k*', { anchor: 'middle' }),
    label(on(134, key / 2), '*nθ*', { anchor: 'middle' }),
  ];
}
