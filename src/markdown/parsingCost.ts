import type { VFile } from 'vfile';
import { report } from './report.ts';

/** A character that may be Markdown syntax: ASCII punctuation or a line break. */
const mark = /[!-/:-@[-`{-~\n]/g;

/** The number of marks in a text. */
export function marksIn(text: string): number {
  return countOf(text, mark);
}

/**
 * An estimate of the worst-case time to parse a text, in no particular unit. The Markdown parser is quadratic in the
 * marks between two empty lines, in the lines of quotes and in the footnotes. Everything else costs less.
 */
export function parsingCostOf(text: string): number {
  let cost = countOf(text, /^[ \t]*>/gm) ** 2 + countOf(text, /\[\^/g) ** 2;
  const blocks = text.split(/\n[^\S\n]*\n/);
  for (const block of blocks) cost += (marksIn(block) + wordsInBrackets(block)) ** 2;
  return cost + (blocks.length / 4) ** 2;
}

/** After a bracket, each word could be a bare address, and for each the parser scans back to the bracket. */
function wordsInBrackets(block: string): number {
  return block.includes('[') ? countOf(block, /[^\S\n]+/g) : 0;
}

function countOf(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** The lines of a paragraph, counted from 1, and the number of its marks. */
export interface MarkedParagraph {
  readonly line: number;
  readonly endLine: number;
  readonly marks: number;
}

const fence = /^[\s>*+-]*(`{3,}(?=[^`]*$)|~{3,})/;
/** The start of a list item, table row, heading or definition, which begins a new paragraph. */
const start = /^[\s>]*(?:[*+-]\s|\d{1,9}[.)]\s|\||#{1,6}\s|\[[^\]]+\]:)/;
/** A line between paragraphs: empty, or a rule such as the one below the frontmatter. */
const between = /^[\s>]*(?:---[\s-]*)?$/;

/** The paragraph with the most marks, code blocks excluded. */
export function mostMarked(text: string): MarkedParagraph {
  let most: MarkedParagraph = { line: 1, endLine: 1, marks: 0 };
  let paragraph = most;
  let open: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, found] = fence.exec(line) ?? [];
    const isFence = open === undefined ? found !== undefined : found?.startsWith(open);
    if (isFence) open = open === undefined ? found : undefined;
    if (isFence || open !== undefined || between.test(line)) {
      paragraph = { line: index + 2, endLine: index + 2, marks: 0 };
      continue;
    }
    if (start.test(line)) paragraph = { line: index + 1, endLine: index + 1, marks: 0 };
    const marks = paragraph.marks + marksIn(line) + 1;
    paragraph = { ...paragraph, endLine: index + 1, marks };
    if (marks > most.marks) most = paragraph;
  }
  return most;
}

const mostMarks = 10_000;

/** Whether a paragraph has too many marks for the Markdown parser. Reports the worst one. */
export function isMarkedTooMuch(file: VFile): boolean {
  const { line, endLine, marks } = mostMarked(String(file.value));
  if (marks <= mostMarks) return false;
  const place = { start: { line, column: 1 }, end: { line: endLine + 1, column: 1 } };
  report(
    file,
    'paragraph-limit',
    place,
    `This paragraph has ${marks} punctuation marks and line ends, more than 10,000.`,
  );
  return true;
}
