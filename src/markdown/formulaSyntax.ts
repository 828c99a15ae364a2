import type { Element } from 'hast';
import type { Paragraph, Parents, PhrasingContent, Root, RootContentMap, TableRow, Text } from 'mdast';
import { visit, visitParents } from './visit.ts';
import type { VFile } from 'vfile';
import { rangeAt, report } from './report.ts';

type DisplayFormula = RootContentMap['math'];
type InlineFormula = RootContentMap['inlineMath'];

/**
 * Corrects the parser's reading of formulas: text on the line of an opening `$$`, `\|` in a table and GitHub's
 * `` $`…`$ ``. Reports an unmatched `$$`, a formula that a table splits in two, and prose between dollars.
 */
export function remarkFormulaSyntax() {
  return (tree: Root, file: VFile): void => {
    /** The last line of a paragraph that ends in an opening `$$`. A `$$` on the next line was meant to close it. */
    let strayLine = 0;
    /**
     * The first displayed formula with an empty line in it. If the `$$` after it opens a formula, its own end is
     * missing.
     */
    let doubtful: { readonly node: DisplayFormula; readonly parent: Parents | undefined } | undefined;
    visitParents(tree, (node, ancestors) => {
      if (node.type === 'paragraph') {
        checkTableHead(node, file);
        if (hasStrayFence(node, file)) strayLine = node.position?.end.line ?? 0;
      } else if (node.type === 'tableRow') checkRow(node, file);
      else if (node.type === 'inlineMath') {
        readInline(
          node,
          ancestors.some(({ type }) => type === 'tableCell'),
        );
        checkProse(node, file);
      } else if (node.type === 'math') {
        const isClosing = strayLine > 0 && node.position?.start.line === strayLine + 1;
        const parent = ancestors.at(-1);
        const state = isClosing ? 'broken' : checkDisplay(node, file);
        if (state !== 'whole') showSource(node, parent, file);
        else if (hasEmptyLine(node.value)) doubtful ??= { node, parent };
        if (state === 'open' && doubtful) {
          showSource(doubtful.node, doubtful.parent, file);
          const message = 'This formula has an empty line. Perhaps the "$$" that should end it before that is missing.';
          report(file, 'unclosed-formula', rangeAt(file, doubtful.node.position?.start.offset ?? 0, 2), message);
          doubtful = undefined;
        }
      }
    });
  };
}

function hasEmptyLine(tex: string): boolean {
  return tex.split('\n').some((line) => line.trim() === '');
}

/**
 * Adds the text on the line of the opening `$$`, which the parser treats as metadata, to the formula. Returns whether
 * the formula is whole, broken by text beside a `$$`, or open to the end of its block.
 */
function checkDisplay(node: DisplayFormula, file: VFile): 'whole' | 'broken' | 'open' {
  const start = node.position?.start.offset ?? 0;
  const lines = String(file.value).slice(start, node.position?.end.offset).split('\n');
  const [first = '', ...rest] = lines;
  const fence = /^\$+/.exec(first)?.[0] ?? '';
  const text = first.slice(fence.length).trim();
  const inside = text === '' ? node.value : `${text}\n${node.value}`;
  const last = rest.at(-1)?.replace(/^[\s>]+/, '') ?? '';
  const stray = rest.findIndex((line) => {
    const shown = line.replaceAll('\\$', '  ');
    return shown.includes('$$') && /[^\s>$]/.test(shown);
  });
  const isClosed = last.startsWith(fence) && /^\$+\s*$/.test(last);
  setDisplay(node, inside);
  if (stray !== -1) {
    const offset = start + lines.slice(0, stray + 1).join('\n').length + 1 + (rest[stray] ?? '').indexOf('$$');
    report(file, 'unclosed-formula', rangeAt(file, offset, 2), 'There is text beside the "$$" that ends this formula.');
  } else if (!isClosed)
    report(file, 'unclosed-formula', rangeAt(file, start, fence.length), 'No line with only "$$" ends this formula.');
  if (!isClosed) return 'open';
  return stray === -1 ? 'whole' : 'broken';
}

/** Replaces a formula with its source, so that nothing is lost in `dev`. */
function showSource(node: DisplayFormula, parent: Parents | undefined, file: VFile): void {
  const { position } = node;
  const index = parent?.children.indexOf(node as never) ?? -1;
  if (!parent || index < 0) return;
  const lines = String(file.value).slice(position?.start.offset, position?.end.offset).trim().split('\n');
  const children = lines.flatMap((value, row): PhrasingContent[] => {
    const text: Text = { type: 'text', value };
    return row === 0 ? [text] : [{ type: 'break' }, text];
  });
  parent.children.splice(index, 1, { type: 'paragraph', children, position });
}

/** Reports a `$$` at the end of a line of text, where it opens nothing. */
function hasStrayFence(node: Paragraph, file: VFile): boolean {
  const start = node.position?.start.offset ?? 0;
  const [match] = sourceOf(node, file, ['inlineCode', 'inlineMath', 'html']).matchAll(/(?<![\\$])\$\$(?=[ \t\r]*$)/gm);
  if (!match) return false;
  const message = 'This "$$" is at the end of a line of text, where it does not start a formula.';
  report(file, 'unclosed-formula', rangeAt(file, start + match.index, 2), message);
  return true;
}

const formula = /(?<![\\$])\$(?![\s$])((?:\\.|[^\\$\n])+)(?<!\s)\$(?![\d$])/g;

/** Reports the first `|` of each formula in a table row, because the table splits the formula there. */
function checkRow(row: TableRow, file: VFile): void {
  checkPipes(sourceOf(row, file, ['inlineCode']), row.position?.start.offset ?? 0, file);
}

/** The line below the head of a table. */
const tableRule = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*\|[-:| \t]*\r?$/;

/**
 * Reports a `|` in a formula of a table head. It gives the head more cells than columns, so nothing parses as a table.
 */
function checkTableHead(node: Paragraph, file: VFile): void {
  const source = sourceOf(node, file, ['inlineCode']);
  const lines = source.split('\n');
  const head = lines.findIndex((line, index) => line.includes('|') && tableRule.test(lines[index + 1] ?? ''));
  if (head < 0) return;
  const before = lines.slice(0, head).reduce((sum, line) => sum + line.length + 1, 0);
  checkPipes(lines[head] ?? '', (node.position?.start.offset ?? 0) + before, file);
}

function checkPipes(line: string, start: number, file: VFile): void {
  for (const { index, 0: text } of line.matchAll(formula)) {
    const pipe = /(?<!\\)\|/.exec(text);
    if (!pipe) continue;
    const message = `The "|" in "${text}" ends the table cell.`;
    report(file, 'split-formula', rangeAt(file, start + index + pipe.index, 1), message);
  }
}

/** Like GitHub, reads `\|` in a table as `|`, and the backticks of `` $`…`$ `` as part of the delimiters. */
function readInline(node: InlineFormula, isInTable: boolean): void {
  const value = node.value.replace(/^`([^`]+)`$/, '$1');
  setInline(node, isInTable ? value.replaceAll('\\|', '|') : value);
}

/** Words that would be set in italics without spaces, and punctuation that cannot start a formula. */
function isLikeProse(text: string): boolean {
  return (/\s/.test(text) && /\p{L}{3}/u.test(text)) || /\b(?:and|or|to)\b|^[,;:!?/)]./s.test(text);
}

function checkProse(node: InlineFormula, file: VFile): void {
  if (/[\\^_{}=<>+*|]/.test(node.value) || !isLikeProse(node.value)) return;
  report(file, 'doubtful-formula', node, `"${node.value}" between dollars becomes a formula, but looks like text.`);
}

function setInline(node: InlineFormula, value: string): void {
  node.value = value;
  node.data = { ...node.data, hChildren: [{ type: 'text', value }] } as typeof node.data;
}

function setDisplay(node: DisplayFormula, value: string): void {
  node.value = value;
  const [code] = (node.data?.hChildren ?? []) as Element[];
  if (code) code.children = [{ type: 'text', value }];
}

/** The source of a node, with nodes of the given types blanked out by spaces. */
function sourceOf(node: Paragraph | TableRow, file: VFile, without: readonly string[]): string {
  const start = node.position?.start.offset ?? 0;
  let source = String(file.value).slice(start, node.position?.end.offset);
  visit(node, ({ type, position }) => {
    if (!without.includes(type) || !position) return;
    const [from, to] = [(position.start.offset ?? 0) - start, (position.end.offset ?? 0) - start];
    source = source.slice(0, from) + source.slice(from, to).replace(/[^\n]/g, ' ') + source.slice(to);
  });
  return source;
}
