import { compareText } from './problem.ts';

/** Orders names as people do, with `2` before `10`, and otherwise by code unit: the same on every machine. */
export function compareNames(a: string, b: string): number {
  const [ofA, ofB] = [partsOf(a), partsOf(b)];
  for (const [index, part] of ofA.entries()) {
    const other = ofB[index];
    if (other === undefined) return 1;
    const order = Number(part) - Number(other) || compareText(part, other);
    if (order !== 0) return order;
  }
  return ofA.length - ofB.length;
}

/** The numbers in a name, and the texts between them. */
function partsOf(name: string): readonly string[] {
  return name.match(/\d+|\D+/g) ?? [];
}
