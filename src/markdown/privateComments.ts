import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { rangeAt, report } from './report.ts';

/**
 * Stands for a removed comment on a line with other text, where a space could start a code block or a line break. No
 * text has this character, because Unicode reserves it for use inside programs.
 */
const filler = '\uFDD0';
const fillers = new RegExp(filler, 'g');

/** If a comment contains half a code block, the next comment is found only once the first is removed. */
const mostRounds = 3;

/**
 * Parses a file without its private comments, which Obsidian writes between `%%`, so that nothing made from the tree
 * contains them. Every other character keeps its position. Reports each comment, and one that does not end.
 */
export function parseWithoutComments(file: VFile, parse: (file: VFile) => Root): Root {
  const original = String(file.value);
  if (!original.includes('%%')) return parse(file);
  let tree = parse(file);
  for (let round = 1; ; round += 1) {
    const text = String(file.value);
    const comments = commentsIn(text, codeIn(tree));
    if (comments.length === 0) break;
    for (const { from, to, isClosed } of comments) {
      const range = rangeAt(file, from, isClosed ? to - from : 2);
      if (isClosed) report(file, 'private-comment', range, 'The text between "%%" is left out of the published log.');
      else report(file, 'unclosed-comment', range, 'No "%%" ends this private comment.');
    }
    file.value = blank(text, comments);
    tree = parse(file);
    const [left] = round < mostRounds ? [] : commentsIn(String(file.value), codeIn(tree));
    if (!left) continue;
    report(file, 'unclosed-comment', rangeAt(file, left.from, 2), 'Code and private comments overlap too often here.');
    return { type: 'root', children: [] };
  }
  strip(tree);
  return tree;
}

/** A text without the places of comments that `parseWithoutComments()` has left in it. */
export function withoutFillers(text: string): string {
  return text.replace(fillers, '');
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const code = new Set(['code', 'inlineCode', 'math', 'inlineMath', 'yaml', 'toml']);

/** The ranges of code, formulas, frontmatter and HTML comments, in order. */
function codeIn(tree: Root): readonly Range[] {
  const ranges: Range[] = [];
  visit(tree, (node) => {
    const isCode = code.has(node.type) || (node.type === 'html' && /^<!--(?:(?!-->)[\s\S])*-->$/.test(node.value));
    if (!isCode || !node.position) return;
    ranges.push({ from: node.position.start.offset ?? 0, to: node.position.end.offset ?? 0 });
  });
  return ranges.sort((a, b) => a.from - b.from);
}

/** The private comments of a text, up to one that contains half a code block. An unclosed one hides the rest. */
function commentsIn(text: string, protectedRanges: readonly Range[]): readonly (Range & { isClosed: boolean })[] {
  const comments: (Range & { isClosed: boolean })[] = [];
  const marks = [...text.matchAll(/%{2,}/g)].filter(([run]) => run.length <= 3).map(({ index }) => index);
  const paragraphEnds = [...text.matchAll(/\n[ \t>]*\r?\n/g)].map(({ index }) => index);
  let [next, range, end, mark] = [0, 0, 0, 0];
  for (; mark < marks.length; mark += 1) {
    const from = marks[mark] ?? 0;
    if (from < next) continue;
    while ((protectedRanges[range]?.to ?? Infinity) <= from) range += 1;
    while ((paragraphEnds[end] ?? Infinity) < from) end += 1;
    const isInCode = (protectedRanges[range]?.from ?? Infinity) <= from;
    if (isInCode) continue;
    const closing = closingOf(text, marks, mark, paragraphEnds[end] ?? text.length);
    if (closing === 'none') continue;
    next = closing === 'missing' ? text.length : closing + 2;
    comments.push({ from, to: next, isClosed: closing !== 'missing' });
    // A code block that starts in the comment hides what follows.
    while ((protectedRanges[range]?.to ?? Infinity) <= next) range += 1;
    if ((protectedRanges[range]?.from ?? Infinity) < next) break;
  }
  return comments;
}

/**
 * The mark that closes a comment. `missing` if the comment is never closed, and `none` if the mark is text, like those
 * of `100%%` and `%%timeit`.
 */
function closingOf(text: string, marks: readonly number[], mark: number, paragraphEnd: number) {
  const from = marks[mark] ?? 0;
  const before = text.slice(Math.max(0, from - 2), from);
  if (before.endsWith('\\')) return 'none';
  const isAfterWord = /[\p{L}\p{N}]$/u.test(before);
  const isSpaced = /^(?:\s|$)/.test(text.slice(from + 2, from + 3));
  const following = marks[mark + 1];
  if (isSpaced && !isAfterWord) return following ?? 'missing';
  if (following === undefined) return 'none';
  const isInParagraph = following < paragraphEnd;
  const isAfterSpace = /\s/.test(text.charAt(following - 1));
  if (isAfterWord) return isInParagraph && isSpaced && isAfterSpace ? following : 'none';
  const isOtherStart = isAfterSpace && /[\p{L}\p{N}]/u.test(text.charAt(following + 2));
  if (isInParagraph) return isOtherStart ? 'none' : following;
  const isBlock = /(?:^|\n)[ \t>]*$/.test(text.slice(Math.max(0, from - 20), from)) && !isAfterSpace;
  return isBlock && /^[ \t]*(?:\r?\n|$)/.test(text.slice(following + 2, following + 20)) ? following : 'none';
}

/** Replaces comments with empty lines or, on a line with other text, with fillers. */
function blank(text: string, comments: readonly Range[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { from, to } of comments) {
    const lines = text.slice(from, to).split('\n');
    const startsLine = text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '';
    const endsLine = /^[^\S\n]*(?:\n|$)/.test(text.slice(to, to + 200));
    const blanked = lines.map((line, index) => {
      const isEmpty = (index > 0 || startsLine) && (index < lines.length - 1 || endsLine);
      return (isEmpty ? ' ' : filler).repeat(line.length);
    });
    parts.push(text.slice(last, from), blanked.join('\n'));
    last = to;
  }
  return parts.join('') + text.slice(last);
}

/** Removes the fillers from a tree, and paragraphs that have nothing else. */
function strip(tree: Root): void {
  visit(tree, (node: Nodes) => {
    const fields = node as unknown as Record<string, unknown>;
    for (const key of ['value', 'alt', 'title', 'url', 'meta', 'lang', 'label', 'identifier']) {
      const value = fields[key];
      if (typeof value === 'string' && value.includes(filler)) fields[key] = withoutFillers(value);
    }
  });
  visit(tree, 'paragraph', (node, index, parent) => {
    if (!parent || index === undefined || node.children.length === 0) return undefined;
    if (!node.children.every((child) => child.type === 'text' && child.value.trim() === '')) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
}
