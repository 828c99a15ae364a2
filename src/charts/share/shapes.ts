import { codes, type Outline } from './canvas.ts';

/** The distance of control points that makes four Bézier curves a circle. */
const round = 0.5523;

/** A circle around the origin. */
export function circle(radius: number, isInner = false): Outline {
  const [r, k] = [radius, radius * round];
  const { move, cubic } = codes;
  const at = (...points: number[]) => (isInner ? points.map((value, index) => (index % 2 ? -value : value)) : points);
  return [
    ...[move, ...at(r, 0)],
    ...[cubic, ...at(r, k, k, r, 0, r)],
    ...[cubic, ...at(-k, r, -r, k, -r, 0)],
    ...[cubic, ...at(-r, -k, -k, -r, 0, -r)],
    ...[cubic, ...at(k, -r, r, -k, r, 0)],
  ];
}

/** A circle with a hole: `radius` is that of the middle of its line. */
export function ring(radius: number, line: number): Outline {
  return [...circle(radius + line / 2), ...circle(radius - line / 2, true)];
}

/** A rectangle below and to the right of the origin, with round corners on the chosen sides. */
export function bar(width: number, height: number, radius = 0, { left = true, right = true } = {}): Outline {
  const { move, line, cubic } = codes;
  const r = Math.min(radius, width / 2, height / 2);
  const [l, g] = [left ? r : 0, right ? r : 0];
  const bend = (size: number) => size * (1 - round);
  return [
    ...[move, l, 0, line, width - g, 0],
    ...[cubic, width - bend(g), 0, width, -bend(g), width, -g, line, width, g - height],
    ...[cubic, width, bend(g) - height, width - bend(g), -height, width - g, -height, line, l, -height],
    ...[cubic, bend(l), -height, 0, bend(l) - height, 0, l - height, line, 0, -l],
    ...[cubic, 0, -bend(l), bend(l), 0, l, 0],
  ];
}

/** A star with five points around the origin. */
export function star(radius: number): Outline {
  // The sines and cosines of multiples of 36 degrees, and the inner radius of a regular star.
  const points = [
    ...[0, 1, 0.2245, 0.309, 0.9511, 0.309, 0.3633, -0.118, 0.5878, -0.809],
    ...[0, -0.382, -0.5878, -0.809, -0.3633, -0.118, -0.9511, 0.309, -0.2245, 0.309],
  ];
  return points.flatMap((value, index) => {
    const scaled = value * radius;
    return index % 2 === 1 ? [scaled] : [index === 0 ? codes.move : codes.line, scaled];
  });
}
