import type { Body } from './entry.ts';

/** The fragment that leads to a displayed equation of a body, counted from 1: `eq.2`. No slug of GitHub has a dot. */
export function equationId(equation: number): string {
  return `eq.${equation}`;
}

/** The fragment that leads to a block of code of a body, counted from 1: `L2`. No slug of GitHub has a capital. */
export function blockId(block: number): string {
  return `L${block}`;
}

/** The fragment that leads to a line of a block of code: `L2-5`. */
export function lineId(block: string, line: number): string {
  return `${block}-${line}`;
}

const counted = /^(?:eq\.(?<equation>[1-9]\d*)|L(?<block>[1-9]\d*)(?:-(?<line>[1-9]\d*))?)$/;

/** What a fragment counts: an equation, or a block of code and perhaps a line of it; nothing where it names a heading. */
function readCount(fragment: string): { equation: number; block: number; line: number } {
  const { equation = 0, block = 0, line = 0 } = counted.exec(fragment)?.groups ?? {};
  return { equation: Number(equation), block: Number(block), line: Number(line) };
}

/** Whether a body has a heading, an equation, a block of code or a line of one to which a fragment leads. */
export function hasFragment(body: Body, fragment: string): boolean {
  const { equation, block, line } = readCount(fragment);
  if (equation > 0) return equation <= body.equations;
  if (block > 0) return line <= (body.codeLines[block - 1] ?? -1);
  return body.headings.some(({ id }) => id === fragment);
}

/** Says that a body has nothing to which a fragment with a number leads; undefined where it names a heading. */
export function missingCount(body: Body, fragment: string, file: string): string | undefined {
  const { equation, block, line } = readCount(fragment);
  const none = (what: string) => `There is no ${what} "#${fragment}" in ${file}.`;
  if (equation > 0) return `${none('equation')} It has ${amount(body.equations, 'displayed equation')}.`;
  const lines = body.codeLines[block - 1];
  if (lines !== undefined) return `${none(`line ${line}`)} That block of code has ${amount(lines, 'line')}.`;
  if (block > 0) return `${none('block of code')} It has ${amount(body.codeLines.length, 'block')} of code.`;
  return undefined;
}

function amount(number: number, what: string): string {
  return `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`;
}
