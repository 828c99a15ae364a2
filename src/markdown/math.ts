import type { Element, ElementContent, Nodes, Parents, Root as HastRoot } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import { ParseError } from 'katex';
import type { Root } from 'mdast';
import rehypeKatex, { type Options } from 'rehype-katex';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { VFile } from 'vfile';
import { rehypeFunctionRows } from './functionRows.ts';
import { report } from './report.ts';

/** KaTeX commands that write to standard output, where they could inject commands into a CI log. */
const silenced = { '\\message': '', '\\errmessage': '', '\\show': '' };

const longestQuote = 60;
/** Maximum depth of elements in a rendered formula. Every stack has room for it; HTML parsers in browsers take 512. */
const deepest = 400;
/** Number of rendered formulas to keep, about 4 KB each. */
const mostKept = 2_000;

/** The classes that `remark-math` gives formulas. A code block in the language `math` has the first one too. */
const marks = ['language-math', 'math-display', 'math-inline'];

/**
 * Renders formulas with `rehype-katex`, and reports KaTeX's errors at their position in the formula. Formulas are
 * rendered one by one, so that one that overflows the stack does not affect the others. Each is serialised at once into
 * a `raw` node: its tree would be ten times as large as the rest of the entry, and no later plugin needs it.
 */
export function rehypeMath(macros: Readonly<Record<string, string>>) {
  const render = rendererFor(macros);
  return (tree: HastRoot, file: VFile): void => {
    visitParents(tree, 'element', (element, parents) => {
      const parent = parents.at(-1);
      if (!parent || !isFormula(element)) return undefined;
      const formula = toText(element, { whitespace: 'pre' });
      const { node, cause } = render(element, formula);
      if (cause) {
        const range = rangeInFormula(formula, [...parents, element], cause, String(file.value));
        report(file, 'invalid-math', range, reasonOf(formula, cause));
      }
      parent.children[parent.children.indexOf(element)] = node;
      return SKIP;
    });
  };
}

/** Reports the formulas of a parsed entry that KaTeX rejects, exactly as rendering does. */
export async function checkFormulas(tree: Root, file: VFile, macros: Readonly<Record<string, string>>): Promise<void> {
  const pipeline = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeMath, macros);
  await pipeline.run(structuredClone(tree), file);
}

/** Whether an element is replaced by a formula. As in `rehype-katex`, a marked code block is replaced as a whole. */
function isFormula(element: Element): boolean {
  if (element.tagName === 'pre') return element.children.some((child) => isCode(child) && hasMark(child, marks[0]));
  return marks.some((mark) => hasMark(element, mark));
}

function isCode(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'code';
}

function hasMark({ properties: { className } }: Element, mark: string | undefined): boolean {
  return Array.isArray(className) && mark !== undefined && className.includes(mark);
}

interface Rendered {
  readonly node: ElementContent;
  /** Why KaTeX rejected it, if it did. */
  readonly cause?: Error;
}
type Renderer = (element: Element, formula: string) => Rendered;

let last: { readonly macros: string; readonly render: Renderer } | undefined;

/** The renderer for these macros. Rendered formulas are kept until the macros change. */
function rendererFor(macros: Readonly<Record<string, string>>): Renderer {
  const key = JSON.stringify(macros);
  if (last?.macros !== key) last = { macros: key, render: makeRenderer(macros) };
  return last.render;
}

function makeRenderer(macros: Readonly<Record<string, string>>): Renderer {
  const processor = formulaProcessor(macros);
  const kept = new Map<string, string>();
  return (element, formula) => {
    const isDisplayed = element.tagName === 'pre' || hasMark(element, 'math-display');
    const key = `${isDisplayed ? 'display' : 'inline'} ${formula}`;
    const known = kept.get(key);
    if (known !== undefined) return { node: { type: 'raw', value: known } };
    try {
      const file = new VFile();
      const tree = processor.runSync({ type: 'root', children: [element] }, file) as HastRoot;
      const [rejected] = file.messages;
      if (isTooDeep(tree) || rejected?.cause instanceof RangeError) return tooDeep(formula);
      const value = processor.stringify(tree);
      if (rejected) return { node: { type: 'raw', value }, cause: rejected.cause as Error };
      kept.set(key, value);
      const [oldest] = kept.size > mostKept ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      return { node: { type: 'raw', value } };
    } catch (error) {
      if (error instanceof RangeError) return tooDeep(formula);
      throw error;
    }
  };
}

/** Renders a tree that contains one formula, marked as by `remark-math`. */
export function formulaProcessor(macros: Readonly<Record<string, string>>) {
  const options: Options = {
    strict: 'error',
    trust: refuse,
    maxSize: 20,
    maxExpand: 1000,
    // A fresh object for each formula: KaTeX stores `\gdef` in it, which would leak into other entries.
    get macros() {
      return { ...macros, ...silenced };
    },
  };
  return unified().use(rehypeKatex, options).use(rehypeFunctionRows).use(rehypeStringify).freeze();
}

function tooDeep(formula: string): Rendered {
  return { node: h('span', { className: ['katex-error'] }, formula), cause: new RangeError('it is nested too deeply') };
}

/** Whether a tree has too many levels. Iterative, so that it cannot overflow the stack. */
function isTooDeep(tree: HastRoot): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}

function reasonOf(formula: string, cause: Error): string {
  const line = formula.trim().replace(/\s+/g, ' ');
  const quoted = line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line;
  const reason = cause instanceof ParseError ? cause.rawMessage : 'it is nested too deeply';
  return `KaTeX cannot read "${quoted}": ${reason}.`;
}

/** Without this, KaTeX prints the command in red and reports no error. */
function refuse({ command }: { readonly command: string }): never {
  throw new ParseError(`${command} is not allowed`);
}

/** The position in the file where KaTeX stopped, or the range of the formula if the error has no position. */
function rangeInFormula(formula: string, ancestors: readonly Parents[], cause: Error, source: string) {
  // In a displayed formula, only the element around it has a position.
  const range = ancestors.findLast((node) => node.position)?.position;
  if (!range || !(cause instanceof ParseError) || cause.position === undefined) return range;
  const before = formula.slice(0, cause.position).split('\n');
  const row = before.length - 1;
  const lines = source.slice(range.start.offset, range.end.offset).split('\n');
  const isFenced = /^(?:`{3}|~{3}|\${2,}\s*$)/.test(lines[0] ?? '');
  const index = row + (isFenced ? 1 : 0);
  // In a list or a quote, the lines of a formula are indented.
  const indent = Math.max(0, lines[index]?.indexOf(formula.split('\n')[row] ?? '') ?? 0);
  const column = (index === 0 ? range.start.column : 1) + indent + (before[row]?.length ?? 0);
  return { line: range.start.line + index, column };
}
