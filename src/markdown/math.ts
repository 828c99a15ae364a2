import type { Element, ElementContent, Parents, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import katex, { ParseError, type KatexOptions } from 'katex';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import type { VFile } from 'vfile';
import { report } from './report.ts';

/** Commands of KaTeX that write to standard output, where they could speak to a continuous-integration log. */
const silenced = { '\\message': '', '\\errmessage': '', '\\show': '' };

const longestQuote = 60;

/** The classes by which `remark-math` marks formulas; the first is also that of a code block in the language `math`. */
const marks = ['language-math', 'math-display', 'math-inline'];

/**
 * Renders formulas with KaTeX. What KaTeX rejects is reported at its place inside the formula. Its markup is left as it
 * is written, in `raw` nodes: a tree of it is ten times as large as the rest of the entry, and nothing looks into it.
 */
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
  return (tree: Root, file: VFile): void => {
    visitParents(tree, 'element', (element, parents) => {
      const classes = Array.isArray(element.properties.className) ? element.properties.className : [];
      if (!marks.some((mark) => classes.includes(mark))) return;
      const isBlock = isElement(parents.at(-1), 'pre') && element.tagName === 'code';
      const replaced = isBlock ? (parents.at(-1) as Element) : element;
      const parent = parents.at(isBlock ? -2 : -1);
      if (!parent) return;
      const formula = toText(replaced, { whitespace: 'pre' });
      const displayMode = isBlock || classes.includes('math-display');
      const rendered = renderFormula(formula, { ...options, displayMode }, (cause) => {
        const place = placeInFormula(formula, [...parents, element], cause, String(file.value));
        report(file, 'invalid-math', place, reasonOf(formula, cause));
      });
      parent.children[parent.children.indexOf(replaced as ElementContent)] = rendered;
      return SKIP;
    });
  };
}

function isElement(node: Parents | undefined, name: string): boolean {
  return node?.type === 'element' && node.tagName === name;
}

/** A formula as KaTeX renders it; what it rejects is told, and shown as far as it can be. */
function renderFormula(formula: string, options: KatexOptions, reject: (cause: unknown) => void): ElementContent {
  const render = (more: KatexOptions): ElementContent => ({
    type: 'raw',
    value: katex.renderToString(formula, { ...options, ...more }),
  });
  try {
    return render({ throwOnError: true });
  } catch (cause) {
    reject(cause);
    try {
      return render({ throwOnError: false, strict: 'ignore' });
    } catch {
      return h('span', { className: ['katex-error'] }, formula);
    }
  }
}

function reasonOf(formula: string, cause: unknown): string {
  const line = formula.trim().replace(/\s+/g, ' ');
  const quoted = line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line;
  const reason = cause instanceof ParseError ? cause.rawMessage : 'it is nested too deeply';
  return `KaTeX cannot read "${quoted}": ${reason}.`;
}

/** Without this, KaTeX writes the name of the command in red and says nothing. */
function refuse({ command }: { readonly command: string }): never {
  throw new ParseError(`${command} is not allowed`);
}

/** The point in the file where KaTeX stopped, as near as its message tells. */
function placeInFormula(formula: string, ancestors: readonly Parents[], cause: unknown, source: string) {
  // Of a displayed formula, only the element around it has a position.
  const place = ancestors.findLast((node) => node.position)?.position;
  if (!place || !(cause instanceof ParseError) || cause.position === undefined) return place;
  const before = formula.slice(0, cause.position).split('\n');
  const row = before.length - 1;
  const lines = source.slice(place.start.offset, place.end.offset).split('\n');
  const isFenced = /^(?:`{3}|~{3}|\${2,})[^$]*$/.test(lines[0] ?? '');
  const index = row + (isFenced ? 1 : 0);
  // In a list or a quote, the lines of a formula start further to the right.
  const indent = Math.max(0, lines[index]?.indexOf(formula.split('\n')[row] ?? '') ?? 0);
  const column = (index === 0 ? place.start.column : 1) + indent + (before[row]?.length ?? 0);
  return { line: place.start.line + index, column };
}
