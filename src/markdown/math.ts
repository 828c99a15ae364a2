import type { Element, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { ParseError, type KatexOptions } from 'katex';
import rehypeKatex from 'rehype-katex';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { report } from './report.ts';

/** Commands of KaTeX that write to standard output, where they could speak to a continuous-integration log. */
const silenced = { '\\message': '', '\\errmessage': '', '\\show': '' };

const longestQuote = 60;

/** Renders formulas with KaTeX. What KaTeX rejects is reported at its place inside the formula. */
export function rehypeMath(macros: Readonly<Record<string, string>>) {
  const options: KatexOptions = {
    strict: 'error',
    trust: refuse,
    maxSize: 20,
    maxExpand: 1000,
    // A fresh object for each formula: KaTeX keeps `\gdef` in it, which would leak into other entries.
    get macros() {
      return { ...macros, ...silenced };
    },
  };
  const render = rehypeKatex(options);
  return (tree: Root, file: VFile): void => {
    const earlier = file.messages.length;
    render(tree, file);
    for (const message of file.messages.splice(earlier)) {
      if (message.source !== 'rehype-katex') file.messages.push(message);
      else report(file, 'invalid-math', placeInFormula(message, String(file.value)), reasonOf(message));
    }
  };
}

function reasonOf({ ancestors = [], cause }: VFileMessage): string {
  const formula = toText(ancestors.at(-1) as Element, { whitespace: 'pre' })
    .trim()
    .replace(/\s+/g, ' ');
  const quoted = formula.length > longestQuote ? `${formula.slice(0, longestQuote)}…` : formula;
  const reason = cause instanceof ParseError ? cause.rawMessage : 'it is nested too deeply';
  return `KaTeX cannot read "${quoted}": ${reason}.`;
}

/** Without this, KaTeX writes the name of the command in red and says nothing. */
function refuse({ command }: { readonly command: string }): never {
  throw new ParseError(`${command} is not allowed`);
}

/** The point in the file where KaTeX stopped, as near as its message tells. */
function placeInFormula({ ancestors = [], cause }: VFileMessage, source: string) {
  // Of a displayed formula, only the element around it has a position.
  const place = ancestors.findLast((node) => node.position)?.position;
  if (!place || !(cause instanceof ParseError) || cause.position === undefined) return place;
  const formula = toText(ancestors.at(-1) as Element, { whitespace: 'pre' });
  const before = formula.slice(0, cause.position).split('\n');
  const row = before.length - 1;
  const lines = source.slice(place.start.offset, place.end.offset).split('\n');
  const isFenced = /^(?:`{3,}|~{3,}|\${2,})[^$]*$/.test(lines[0] ?? '');
  const index = row + (isFenced ? 1 : 0);
  // In a list or a quote, the lines of a formula start further to the right.
  const indent = Math.max(0, lines[index]?.indexOf(formula.split('\n')[row] ?? '') ?? 0);
  const column = (index === 0 ? place.start.column : 1) + indent + (before[row]?.length ?? 0);
  return { line: place.start.line + index, column };
}
