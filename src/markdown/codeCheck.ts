import type { Code, Nodes, Root } from 'mdast';
import type { Point } from 'unist';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { blockId } from '../log/fragments.ts';
import { languageMeant, readLanguage } from './codeLanguage.ts';
import { report } from './report.ts';

const longestLine = 2_000;
const largestBlock = 64 * 1024;

/**
 * Gives each code block an id and lists the lengths of the blocks in `file.data.codeLines`. Copies the text after the
 * language of a fence to an attribute, because only attributes survive the second parse of the HTML. Replaces the
 * language with the highlighter's name for it. Reports unknown languages, code that exceeds the limits, and unclosed
 * code blocks.
 */
export function remarkCodeCheck() {
  return (tree: Root, file: VFile): void => {
    const codeLines: number[] = [];
    visit(tree, 'code', (node, index = 0, parent) => {
      const start = node.position?.start ?? { line: 1, column: 1, offset: 0 };
      if (node.lang !== 'math') {
        const word = node.lang ?? '';
        const { name, language, isKnown, rest } = readLanguage(word);
        if (word !== '' && !isKnown) reportUnknown(file, start, word, name);
        if (word !== '') node.lang = language;
        const id = blockId(codeLines.push(node.value.split('\n').length));
        const dataMeta = `${rest} ${node.meta ?? ''}`.trim() || undefined;
        node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id, dataMeta } };
      }
      const source = String(file.value).slice(start.offset, node.position?.end.offset);
      const fence = fenceOf(source);
      if (fence !== undefined) {
        const inner = openingIn(node.value, fence);
        if (inner !== undefined) reportUnclosed(file, start, fence, inner);
        else if (!isClosed(source, fence)) {
          const earlier = node.lang ? undefined : unclosedAmong(parent?.children.slice(0, index) ?? [], file);
          if (earlier) reportUnclosed(file, earlier.start, earlier.fence, earlier.inner);
          else reportUnclosed(file, start, fence);
        }
      }
      const lines = node.value.split('\n');
      const long = lines.findIndex((line) => line.length > longestLine);
      if (long >= 0) {
        const place = { line: start.line + 1 + long, column: start.column };
        report(file, 'code-limit', place, `This line of code has ${lines[long]?.length} characters, more than 2,000.`);
      } else if (node.value.length > largestBlock) {
        report(file, 'code-limit', node, `This code block has ${node.value.length} characters, more than 64 KiB.`);
      }
    });
    file.data.codeLines = codeLines;
  };
}

/** The fence of a code block; undefined for indented code. */
function fenceOf(source: string): string | undefined {
  return /^(?:`{3,}|~{3,})/.exec(source)?.[0];
}

/** Whether a code block has a closing fence, and does not just end with its list, quotation or entry. */
function isClosed(source: string, fence: string): boolean {
  const last = source.includes('\n') ? source.slice(source.lastIndexOf('\n') + 1) : '';
  const marks = last.replace(/^[\s>]+/, '').trimEnd();
  return marks.startsWith(fence) && marks === marks.charAt(0).repeat(marks.length);
}

/**
 * An unclosed code block that the opening fence of the next one closes: that fence has an empty line before it and code
 * after it. The closing fence of the next block then opens a block that runs to the end.
 */
function unclosedAmong(nodes: readonly Nodes[], file: VFile) {
  const text = String(file.value);
  const sourceOf = ({ position }: Code) => text.slice(position?.start.offset, position?.end.offset);
  const isEmpty = (line = '') => /^[\s>]*$/.test(line);
  const found = nodes.find((node): node is Code => {
    if (node.type !== 'code') return false;
    const end = node.position?.end.offset ?? 0;
    const [, next] = text.slice(end, end + longestLine).split('\n');
    return isEmpty(sourceOf(node).split('\n').at(-2)) && !isEmpty(next);
  });
  const { start, end } = found?.position ?? {};
  const fence = found && fenceOf(sourceOf(found));
  if (!start || !end || fence === undefined) return undefined;
  return { start, fence, inner: `"${fence}" on line ${end.line}` };
}

/** `inner` is the opening fence of the next code block, if that is what closes this one. */
function reportUnclosed(file: VFile, start: Point, fence: string, inner?: string): void {
  const marks = fence.length > 20 ? `${fence.slice(0, 20)}…` : fence;
  const message =
    inner === undefined
      ? `Nothing ends the code that starts with "${marks}", so everything below it is code.`
      : `Nothing ends the code that starts with "${marks}" before ${inner}, so all text between them is code.`;
  report(file, 'unclosed-code', { start, end: { ...start, column: start.column + fence.length } }, message);
}

/** A line of code that would open another code block, so that the closing fence of that block closes this one. */
function openingIn(code: string, fence: string): string | undefined {
  const found = code.split('\n').find((line) => line.trim().startsWith(fence));
  const opening = found && /^(?:`{3,}[a-z]|~{3,}[a-z])[\w-]*/i.exec(found.trim())?.[0];
  return opening && `"${opening}"`;
}

function reportUnknown(file: VFile, start: Point, word: string, name: string): void {
  const fence = String(file.value).slice(start.offset).indexOf(word);
  const column = start.column + Math.max(0, fence);
  const place = { start: { ...start, column }, end: { ...start, column: column + word.length } };
  const message = `The highlighter does not know "${name}", so this code is shown as plain text.`;
  report(file, 'unknown-language', place, `${message}${languageMeant(name)}`);
}
