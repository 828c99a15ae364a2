import type { Element, ElementContent, Nodes, Parents, Root as HastRoot } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import { ParseError, type Token } from 'katex';
import type { Root } from 'mdast';
import rehypeKatex, { type Options } from 'rehype-katex';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit, visitParents } from './visit.ts';
import { VFile } from 'vfile';
import { numberRows, showReference, writeReferences, type Label } from './equationNumbers.ts';
import { equationBox } from './equations.ts';
import { labelMacros, loneReference, marks, type Labelling } from './formulaLabels.ts';
import {
  countingSymbols,
  definesMacros,
  LimitError,
  loadChemistry,
  macrosAfter,
  macrosFor,
  noMacros,
  type EntryMacros,
} from './formulaMacros.ts';
import { rehypeFunctionRows } from './functionRows.ts';
import { report } from './report.ts';
import { boxWideParts } from './wideFormulas.ts';

type LogMacros = Readonly<Record<string, string>>;

const longestQuote = 60;
/** Maximum depth of elements in a rendered formula. Every stack has room for it; HTML parsers in browsers take 512. */
const deepest = 400;
/** Number of rendered formulas to keep, about 4 KB each. */
const mostKept = 2_000;

/** The classes that `remark-math` gives formulas. A code block in the language `math` has the first one too. */
const classes = ['language-math', 'math-display', 'math-inline'];

export interface MathOptions {
  /** TeX macros of the log. */
  readonly macros: LogMacros;
  /** The label of the link to an equation. It contains `{number}`. */
  readonly equationLink: string;
}

/** A formula in an entry. */
interface Formula {
  readonly element: Element;
  readonly ancestors: readonly Parents[];
  readonly tex: string;
  readonly isDisplayed: boolean;
}

/** A rendered formula. */
interface Rendered extends Labelling {
  /** The HTML, or a tree in which numbers and references are still marks. */
  readonly content: string | HastRoot;
  /** Why KaTeX rejected it, if it did. */
  readonly cause?: Error;
  readonly warnings: readonly Warning[];
  /** The number of its symbols once its macros are expanded. */
  readonly symbols: number;
  /** The macros of the entry after it. */
  readonly macros: EntryMacros;
  /** Whether it defines macros and shows nothing. */
  readonly isInvisible: boolean;
}

/** TeX that KaTeX accepts and LaTeX does not. */
interface Warning {
  readonly reason: string;
  /** Where in the formula, if known. */
  readonly position?: number;
}

/**
 * Renders formulas with `rehype-katex`, and reports KaTeX's errors at their position in the formula. Formulas are
 * rendered one by one, so that one that overflows the stack does not affect the others. Each is serialised into a `raw`
 * node: its tree would be ten times as large as the rest of the entry, and no later plugin needs it.
 *
 * Formulas are rendered in the order of the source, so that macros apply to the formulas after their definition.
 *
 * Gives displayed formulas a box and their numbers, and counts the numbers in `file.data.equations`.
 */
export function rehypeMath({ macros, equationLink }: MathOptions) {
  const renderIn = (formulas: readonly Formula[], file: VFile): void => {
    const rendered = renderAll(formulas, macros, file);
    const labels = new Map<string, Label>();
    let number = 1;
    const numbers = rendered.map(({ formula, result }) => {
      if (!formula.isDisplayed || result.isInvisible) return undefined;
      const first = number;
      number += numberFormula(formula, result, first, labels, file);
      return first;
    });
    file.data.equations = number - 1;
    file.data.labels = labels;
    for (const [index, { formula, result }] of rendered.entries()) {
      const node = finish(formula, result, labels, file);
      const first = numbers[index];
      if (result.isInvisible) replace(formula, []);
      else replace(formula, [first === undefined ? node : equationBox(node, first, equationLink, isInLink(formula))]);
    }
  };
  // Short texts are rendered synchronously, so this returns a promise only the first time that chemistry is used.
  return (tree: HastRoot, file: VFile): void | Promise<void> => {
    const formulas = formulasIn(tree);
    const loading = loadChemistry([...formulas.map(({ tex }) => tex), ...Object.values(macros)].join('\n'));
    return loading ? loading.then(() => renderIn(formulas, file)) : renderIn(formulas, file);
  };
}

/** Reports the formulas of a parsed entry that KaTeX rejects, exactly as rendering does. */
export async function checkFormulas(tree: Root, file: VFile, macros: LogMacros): Promise<void> {
  const pipeline = unified()
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeMath, { macros, equationLink: '' });
  await pipeline.run(structuredClone(tree), file);
}

/** The formulas in the order of the source; footnotes are elsewhere in the tree. */
function formulasIn(tree: HastRoot): Formula[] {
  const found: (Formula & { readonly offset: number })[] = [];
  visitParents(tree, 'element', (element, parents) => {
    if (!isFormula(element)) return undefined;
    const ancestors = [...parents];
    const offset = rangeOf({ element, ancestors })?.start.offset ?? 0;
    const isDisplayed = element.tagName === 'pre' || hasMark(element, 'math-display');
    found.push({ element, ancestors, tex: toText(element, { whitespace: 'pre' }), isDisplayed, offset });
    return SKIP;
  });
  return found.toSorted((a, b) => a.offset - b.offset);
}

/** Whether an element is replaced by a formula. As in `rehype-katex`, a marked code block is replaced as a whole. */
function isFormula(element: Element): boolean {
  if (element.tagName === 'pre') return element.children.some((child) => isCode(child) && hasMark(child, classes[0]));
  return classes.some((mark) => hasMark(element, mark));
}

function isCode(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'code';
}

function hasMark({ properties: { className } }: Element, mark: string | undefined): boolean {
  return Array.isArray(className) && mark !== undefined && className.includes(mark);
}

function isInLink({ ancestors }: Formula): boolean {
  return ancestors.some((node) => node.type === 'element' && node.tagName === 'a');
}

/** Renders the formulas of an entry and reports what KaTeX finds. */
function renderAll(formulas: readonly Formula[], macros: LogMacros, file: VFile) {
  const render = rendererFor(macros);
  const mostInEntry = 40_000 + 2 * String(file.value).length;
  let symbols = 0;
  let entry = noMacros;
  return formulas.map((formula) => {
    const isWithin = symbols <= mostInEntry;
    const result = isWithin ? render(formula, entry) : rejected(formula, noMacros);
    symbols += result.symbols;
    entry = result.macros;
    const { cause } = result;
    if (isWithin && symbols > mostInEntry) {
      const message = `The formulas up to here have more than ${mostInEntry} symbols once their macros are expanded.`;
      report(file, 'formula-limit', rangeOf(formula), message);
    }
    if (cause instanceof LimitError) {
      const message = `This formula has ${cause.message}.`;
      report(file, 'formula-limit', rangeOf(formula), message);
    } else if (cause) {
      report(
        file,
        'invalid-math',
        placeOf(formula, positionOf(formula.tex, cause), file),
        reasonOf(formula.tex, cause),
      );
    }
    for (const { reason, position } of result.warnings)
      report(file, 'not-latex', placeOf(formula, position, file), reason);
    return { formula, result };
  });
}

/** Writes the numbers of a formula, collects its labels, and returns how many numbers it takes. */
function numberFormula(
  formula: Formula,
  { content, labels: names }: Rendered,
  first: number,
  labels: Map<string, Label>,
  file: VFile,
): number {
  if (typeof content === 'string') return 1;
  const { count, labels: found } = numberRows(content, first);
  for (const [index, label] of found) {
    const name = names[index] ?? '';
    const problem = labels.has(name)
      ? `This entry has the label "${name}" twice.`
      : label
        ? undefined
        : `The label "${name}" is in a formula without a number.`;
    if (problem !== undefined)
      report(file, 'unknown-label', placeOf(formula, labelIn(formula.tex, name), file), problem);
    if (label && !labels.has(name)) labels.set(name, label);
  }
  return count;
}

/** The node that replaces a formula, with its references written. Reports unknown labels. */
function finish(formula: Formula, result: Rendered, labels: ReadonlyMap<string, Label>, file: VFile): ElementContent {
  const { content, references } = result;
  if (typeof content === 'string') return { type: 'raw', value: content };
  for (const { name } of new Set(references)) {
    if (labels.has(name)) continue;
    const known = labels.size === 0 ? 'It has no labels.' : `It has ${[...labels.keys()].map(quote).join(', ')}.`;
    const message = `There is no formula with the label "${name}" in this entry. ${known}`;
    report(file, 'unknown-label', placeOf(formula, labelIn(formula.tex, name), file), message);
  }
  writeReferences(content, isInLink(formula), (index) => {
    const reference = references[index] ?? { name: '', hasParentheses: true };
    return showReference(reference, labels.get(reference.name));
  });
  return { type: 'raw', value: stringify(content) };
}

function quote(name: string): string {
  return `"${name}"`;
}

function replace({ element, ancestors }: Formula, nodes: readonly ElementContent[]): void {
  const parent = ancestors.at(-1);
  parent?.children.splice(parent.children.indexOf(element), 1, ...nodes);
  const [above, paragraph] = ancestors.slice(-2);
  if (paragraph?.type === 'element' && paragraph.tagName === 'p' && paragraph.children.length === 0)
    above?.children.splice(above.children.indexOf(paragraph), 1);
}

type Renderer = (formula: Formula, entry: EntryMacros) => Rendered;

let last: { readonly key: string; readonly render: Renderer } | undefined;

/** The renderer for these macros. Rendered formulas are kept until the macros change. */
function rendererFor(macros: LogMacros): Renderer {
  const key = JSON.stringify(macros);
  if (last?.key !== key) last = { key, render: makeRenderer(macros) };
  return last.render;
}

function makeRenderer(log: LogMacros): Renderer {
  const kept = new Map<string, Rendered>();
  return (formula, entry) => {
    if (!formula.isDisplayed && loneReference.test(formula.tex)) return renderLoneReference(formula.tex, entry);
    const key = `${formula.isDisplayed ? 'display' : 'inline'} ${entry.source}\0${formula.tex}`;
    const known = kept.get(key);
    if (known) return known;
    const result = renderFormula(formula, log, entry);
    if (result.cause || typeof result.content !== 'string') return result;
    kept.set(key, result);
    const [oldest] = kept.size > mostKept ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return result;
  };
}

/** A reference alone between dollars needs no KaTeX. It becomes text in feeds. */
function renderLoneReference(tex: string, macros: EntryMacros): Rendered {
  const { command, name = '' } = loneReference.exec(tex)?.groups ?? {};
  const content: HastRoot = { type: 'root', children: [h('a', { href: `${marks.reference}:0` })] };
  const references = [{ name: name.trim(), hasParentheses: command === 'eqref' }];
  return { content, references, labels: [], warnings: [], symbols: 0, macros, isInvisible: false };
}

function renderFormula(formula: Formula, log: LogMacros, entry: EntryMacros): Rendered {
  const { tex, element } = formula;
  const { options, labelling, warnings, symbols, macros } = optionsFor(formula, log, entry);
  // KaTeX warns on the console about characters that its fonts lack.
  const { warn } = console;
  console.warn = () => {};
  try {
    const file = new VFile();
    const tree = formulaProcessor(options).runSync({ type: 'root', children: [element] }, file) as HastRoot;
    const cause = file.messages[0]?.cause as Error | undefined;
    if (isTooDeep(tree) || cause instanceof RangeError) return tooDeep(formula, entry);
    if (cause) return { ...rejected(formula, entry, cause), content: stringify(tree) };
    const isDefinition = definesMacros(tex);
    if (!formula.isDisplayed) boxWideParts(tree);
    return {
      ...labelling,
      content: hasMarks(tree) ? tree : stringify(tree),
      warnings,
      symbols: symbols(),
      macros: isDefinition ? macrosAfter(macros(), log, entry, tex) : entry,
      isInvisible: isDefinition && isBlank(tree),
    };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(formula, entry);
    throw error;
  } finally {
    console.warn = warn;
  }
}

/** KaTeX's options for one formula. They collect facts while it reads the formula. */
function optionsFor({ tex, isDisplayed }: Formula, log: LogMacros, entry: EntryMacros) {
  const labelling: Labelling = { labels: [], references: [] };
  const warnings: Warning[] = [];
  const own = labelMacros(labelling, { isDisplayed, hasTag: /\\(?:tag|notag|nonumber)(?![A-Za-z])/.test(tex) });
  let counted = countingSymbols({});
  let macros: NonNullable<Options['macros']> = {};
  const options: Options = {
    strict: (code, reason, token) => {
      const warning = toWarning(code, reason, token, tex);
      if (warnings.every((other) => other.reason !== warning.reason)) warnings.push(warning);
      return 'ignore';
    },
    trust: refuse,
    maxSize: 20,
    maxExpand: 1000,
    // Definitions stay in `macros`, for the formulas below.
    globalGroup: definesMacros(tex),
    // A fresh object for each formula: KaTeX stores definitions in it, which would leak into other entries.
    get macros() {
      macros = { ...macrosFor(log, entry), ...own };
      counted = countingSymbols(macros);
      return counted.macros;
    },
  };
  return { options, labelling, warnings, symbols: () => counted.count(), macros: () => macros };
}

function toWarning(code: string, reason: string, token: Token | undefined, tex: string): Warning {
  const isCharacter = token !== undefined && /^unicodeTextInMathMode$|^unknownSymbol$/.test(code);
  const what = isCharacter ? `"${token.text}"` : reason.replace(/^LaTeX's /, 'its ');
  const position = token?.loc?.lexer.input === tex ? token.loc.start : undefined;
  return { reason: `KaTeX shows this formula, but LaTeX would not accept it: ${what}.`, position };
}

/** Renders a tree that contains one formula, marked as by `remark-math`. */
export function formulaProcessor(options: Options) {
  return unified().use(rehypeKatex, options).use(rehypeFunctionRows).freeze();
}

const writer = unified().use(rehypeStringify).freeze();

function stringify(tree: HastRoot): string {
  return writer.stringify(tree);
}

/** A formula that shows its source. */
function rejected({ tex }: Formula, macros: EntryMacros, cause?: Error): Rendered {
  const content = stringify({ type: 'root', children: [h('span', { className: ['katex-error'] }, tex)] });
  return { content, cause, labels: [], references: [], warnings: [], symbols: 0, macros, isInvisible: false };
}

function tooDeep(formula: Formula, macros: EntryMacros): Rendered {
  return rejected(formula, macros, new RangeError('it is nested too deeply'));
}

/** Whether a tree has marks to be replaced with numbers or references. */
function hasMarks(tree: HastRoot): boolean {
  let found = false;
  visit(tree, 'element', ({ properties: { href, className } }) => {
    const isMark = typeof href === 'string' && Object.values(marks).some((mark) => href.startsWith(`${mark}:`));
    found ||= isMark || (Array.isArray(className) && className.includes('eqn-num'));
  });
  return found;
}

function isBlank(tree: HastRoot): boolean {
  let isEmpty = true;
  visit(tree, 'element', (element) => {
    if (hasMark(element, 'katex-html')) isEmpty = toText(element).trim() === '';
  });
  return isEmpty;
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
function refuse(context: Exclude<Parameters<Extract<Options['trust'], (context: never) => boolean>>[0], undefined>) {
  const isMark = context.command === '\\href' && Object.values(marks).some((mark) => mark === context.protocol);
  if (!isMark) throw new ParseError(`${context.command} is not allowed`);
  return true;
}

/**
 * The position in a formula at which KaTeX stopped; undefined in the body of a macro, where KaTeX counts from the start
 * of that body.
 */
function positionOf(tex: string, cause: Error): number | undefined {
  if (!(cause instanceof ParseError) || cause.position === undefined) return undefined;
  const { position, length } = cause;
  const end = position + length;
  // KaTeX quotes fifteen characters on each side of the error, which it underlines.
  const quoted = `${tex.slice(Math.max(0, position - 15), end)}${tex.slice(end, end + 15)}`;
  return cause.message.replace(/\u0332|…$/g, '').endsWith(quoted) ? position : undefined;
}

/** The position of a label, or of a reference to it, in a formula. */
function labelIn(tex: string, name: string): number | undefined {
  const index = tex.indexOf(`{${name}}`);
  return index === -1 ? undefined : index + 1;
}

function rangeOf({ ancestors, element }: Pick<Formula, 'ancestors' | 'element'>) {
  // In a displayed formula, only the element around it has a position.
  return [...ancestors, element].findLast((node) => node.position)?.position;
}

/** The position in the file of a position in a formula, or the range of the formula. */
function placeOf(formula: Formula, position: number | undefined, file: VFile) {
  const range = rangeOf(formula);
  if (!range || position === undefined) return range;
  const { tex } = formula;
  const before = tex.slice(0, position).split('\n');
  const row = before.length - 1;
  const lines = String(file.value).slice(range.start.offset, range.end.offset).split('\n');
  const isFenced = /^(?:`{3}|~{3}|\${2,}\s*$)/.test(lines[0] ?? '');
  const index = row + (isFenced ? 1 : 0);
  // In a list or a quote, the lines of a formula are indented.
  const indent = Math.max(0, lines[index]?.indexOf(tex.split('\n')[row] ?? '') ?? 0);
  const column = (index === 0 ? range.start.column : 1) + indent + (before[row]?.length ?? 0);
  return { line: range.start.line + index, column };
}
