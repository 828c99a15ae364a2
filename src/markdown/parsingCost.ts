import type { VFile } from 'vfile';
import { report } from './report.ts';

/** The marks of a text: what Markdown might be written with, ASCII punctuation, and ends of lines. */
const mark = /[!-/:-@[-`{-~\n]/g;

/** How many marks a text has. */
export function marksIn(text: string): number {
  return countOf(text, mark);
}

/**
 * How long a text may take to read at the worst, as a number that grows with it. Our parser of Markdown takes time that
 * grows with the square of the marks between two empty lines, of the lines of quotes and of the footnotes, and more
 * slowly with all else.
 */
export function parsingCostOf(text: string): number {
  let cost = countOf(text, /^[ \t]*>/gm) ** 2 + countOf(text, /\[\^/g) ** 2;
  const blocks = text.split(/\n[^\S\n]*\n/);
  for (const block of blocks) cost += (marksIn(block) + wordsInBrackets(block)) ** 2;
  return cost + (blocks.length / 4) ** 2;
}

/** Behind a bracket, each word could be a bare address, and the parser looks back to where the bracket opened. */
function wordsInBrackets(block: string): number {
  return block.includes('[') ? countOf(block, /[^\S\n]+/g) : 0;
}

function countOf(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** A paragraph by its lines, which start at 1, with the number of its marks. */
export interface MarkedParagraph {
  readonly line: number;
  readonly endLine: number;
  readonly marks: number;
}

const fence = /^[\s>*+-]*(`{3,}(?=[^`]*$)|~{3,})/;
/** Where a new paragraph starts: an item, a row of a table, a heading, a definition. */
const start = /^[\s>]*(?:[*+-]\s|\d{1,9}[.)]\s|\||#{1,6}\s|\[[^\]]+\]:)/;
/** A line between two paragraphs: empty, or a rule such as the one below the frontmatter. */
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

/** Whether a paragraph has too many marks for the Markdown parser; reports it. */
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
