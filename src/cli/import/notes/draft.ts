import type { Nodes, Root } from 'mdast';
import { parseSyntax } from '../../../markdown/parse.ts';
import { visit } from '../../../markdown/visit.ts';
import type { Place, Remark } from '../found.ts';

/** A part of a text, by offsets, and its replacement. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The body of a file on its way to becoming an entry. Each step changes it by offsets, so that everything else stays as
 * it was written. Remembers which line of the file each line comes from.
 */
export class Draft {
  readonly file: string;
  readonly remarks: Remark[] = [];
  #text: string;
  #lines: number[];
  #tree: Root | undefined;
  #starts: readonly number[] | undefined;

  /** `line` is the line of the file on which the text starts. */
  constructor(file: string, text: string, line: number) {
    this.file = file;
    this.#text = text;
    this.#lines = text.split('\n').map((_, index) => line + index);
  }

  get text(): string {
    return this.#text;
  }

  /** The tree of the current text. Empty if the text is too much for the parser, in which case the entry is refused. */
  get tree(): Root {
    this.#tree ??= parseSyntax(this.#text) ?? { type: 'root', children: [] };
    return this.#tree;
  }

  /** Applies edits. If several overlap, only the first and longest is applied. */
  edit(edits: readonly Edit[]): void {
    const sorted = [...edits].sort((a, b) => a.from - b.from || b.to - a.to);
    const [parts, lines]: [string[], number[]] = [[], [this.#lines[0] ?? 1]];
    const keep = (from: number, to: number) => {
      const part = this.#text.slice(from, to);
      parts.push(part);
      const row = this.#rowAt(from);
      for (let count = 1; count <= countLines(part); count += 1) lines.push(this.#lines[row + count] ?? 1);
    };
    let at = 0;
    for (const { from, to: end, text } of sorted) {
      if (from < at) continue;
      const to = text === '' ? this.#endOfGap(from, end) : end;
      keep(at, from);
      parts.push(text);
      const line = this.lineAt(from);
      for (let count = countLines(text); count > 0; count -= 1) lines.push(line);
      at = to;
    }
    if (at === 0 && parts.length === 0) return;
    keep(at, this.#text.length);
    this.#replace(parts.join(''), lines);
  }

  /** Replaces the text. Each new line comes from one of the current lines, counted from 0. */
  rewrite(rows: readonly (readonly [text: string, row: number])[]): void {
    this.#replace(
      rows.map(([text]) => text).join('\n'),
      rows.map(([, row]) => this.#lines[row] ?? 1),
    );
  }

  /** The line of the file that a part of the text comes from. */
  lineAt(offset: number): number {
    return this.#lines[this.#rowAt(offset)] ?? 1;
  }

  /** The offset of a line and a column of the text, both from 1. */
  offsetAt(line: number, column: number): number {
    return (this.#lineStarts()[line - 1] ?? this.#text.length) + column - 1;
  }

  remark(kind: Remark['kind'], message: string, offset?: number): void {
    const at: Place = { file: this.file, ...(offset !== undefined && { line: this.lineAt(offset) }) };
    this.remarks.push({ kind, at, message });
  }

  /** The ranges of code, formulas, HTML comments and frontmatter, in order. */
  literals(types: ReadonlySet<string> = literalTypes): readonly (readonly [from: number, to: number])[] {
    const ranges: [number, number][] = [];
    visit(this.tree, (node) => {
      if (types.has(node.type)) ranges.push(spanOf(node));
    });
    return ranges;
  }

  /** Where the text continues after a part is left out: below the empty lines that follow, if there is one above. */
  #endOfGap(from: number, to: number): number {
    const isBelowGap = from === to || !/(?:^|\n[ \t]*)\n$/.test(this.#text.slice(Math.max(0, from - 200), from));
    return isBelowGap && from > 0
      ? to
      : to + (/^(?:[ \t]*\n)*/.exec(this.#text.slice(to, to + 1_000))?.[0].length ?? 0);
  }

  #replace(text: string, lines: number[]): void {
    this.#text = text;
    this.#lines = lines;
    this.#tree = undefined;
    this.#starts = undefined;
  }

  #lineStarts(): readonly number[] {
    this.#starts ??= [0, ...[...this.#text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    return this.#starts;
  }

  #rowAt(offset: number): number {
    const starts = this.#lineStarts();
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const literalTypes: ReadonlySet<string> = new Set(['code', 'inlineCode', 'math', 'inlineMath']);

/** The offsets of a node. */
export function spanOf({ position }: Nodes): [from: number, to: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}

/** Whether an offset is in one of these ranges, which are in order. */
export function isWithin(offset: number, ranges: readonly (readonly [from: number, to: number])[]): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from = 0, to = 0] = ranges[middle] ?? [];
    if (offset < from) high = middle - 1;
    else if (offset >= to) low = middle + 1;
    else return true;
  }
  return false;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Markdown that shows a text literally, in a sentence or between the brackets of a link. */
export function escapedText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>&$~=^{}%|]/g, '\\$&');
}

/** A text as inline code. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A text as a code block. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
