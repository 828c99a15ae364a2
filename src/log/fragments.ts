import type { Body } from './entry.ts';

/** The fragment of a display equation, counted from 1: `eq.2`. GitHub’s heading slugs never contain a dot. */
export function equationId(equation: number): string {
  return `eq.${equation}`;
}

/** The fragment of a code block, counted from 1: `L2`. GitHub’s heading slugs never contain a capital letter. */
export function blockId(block: number): string {
  return `L${block}`;
}

/** The fragment of a line in a code block: `L2-5`. */
export function lineId(block: string, line: number): string {
  return `${block}-${line}`;
}

const counted = /^(?:eq\.(?<equation>[1-9]\d*)|L(?<block>[1-9]\d*)(?:-(?<line>[1-9]\d*))?)$/;

/** The numbers in a fragment of an equation, or of a code block and perhaps a line; 0 for each that is missing. */
function readCount(fragment: string): { equation: number; block: number; line: number } {
  const { equation = 0, block = 0, line = 0 } = counted.exec(fragment)?.groups ?? {};
  return { equation: Number(equation), block: Number(block), line: Number(line) };
}

/** Whether a body has the heading, equation, code block or code line of a fragment. */
export function hasFragment(body: Body, fragment: string): boolean {
  const { equation, block, line } = readCount(fragment);
  if (equation > 0) return equation <= body.equations;
  if (block > 0) return line <= (body.codeLines[block - 1] ?? -1);
  return body.headings.some(({ id }) => id === fragment);
}

/** The message for a numbered fragment that a body does not have; undefined if the fragment names a heading. */
export function missingCount(body: Body, fragment: string, file: string): string | undefined {
  const { equation, block, line } = readCount(fragment);
  const none = (what: string) => `There is no ${what} "#${fragment}" in ${file}.`;
  if (equation > 0) return `${none('equation')} It has ${amount(body.equations, 'displayed equation')}.`;
  const lines = body.codeLines[block - 1];
  if (lines !== undefined) return `${none(`line ${line}`)} That code block has ${amount(lines, 'line')}.`;
  if (block > 0) return `${none('code block')} It has ${amount(body.codeLines.length, 'code block')}.`;
  return undefined;
}

function amount(number: number, what: string): string {
  return `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`;
}
