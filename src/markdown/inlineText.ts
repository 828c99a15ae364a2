import type { ElementContent, Root as HastRoot } from 'hast';
import type { Emphasis, PhrasingContent, Root, Strong } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type Processor, unified } from 'unified';
import { SKIP, visit } from './visit.ts';
import { VFile } from 'vfile';
import type { InlineText } from '../log/inlineText.ts';
import { isCjkCharacter, remarkCjk } from './cjk.ts';
import { remarkDollars } from './dollars.ts';
import { formulaText } from './formulaText.ts';
import { rehypeMath } from './math.ts';
import { parseWithoutComments, withoutFillers } from './privateComments.ts';
import { onOneLine, proseOf } from './prose.ts';

/** Markdown other than emphasis, code, formulas and escapes. */
const others = [
  ...['blockQuote', 'codeFenced', 'codeIndented', 'definition', 'headingAtx', 'htmlFlow', 'list', 'mathFlow'],
  ...['setextUnderline', 'thematicBreak', 'autolink', 'htmlText', 'labelStartLink', 'labelStartImage', 'labelEnd'],
  ...['characterReference', 'hardBreakEscape'],
];

function onlyInline(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: others } });
}

const parser = unified().use(remarkParse).use(remarkMath).use(remarkDollars).use(remarkCjk).use(onlyInline).freeze();

const toHast = unified().use(remarkRehype).freeze();
const writer = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();

/**
 * Reads a title or another short text, which takes emphasis, code and formulas, and a backslash before any punctuation.
 * Links and HTML are text, and so are stars, underscores and dollars in names and prices: `C*-algebras`, `a*b*c`,
 * `__init__`. `problem` is why KaTeX rejects a formula, which stays as typed. Undefined if the text has no Markdown.
 */
export function readInlineText(
  value: string,
  macros: Readonly<Record<string, string>>,
): (InlineText & { readonly problem?: string }) | undefined {
  if (!/[*_`$\\]/.test(value)) return undefined;
  const tree = parseInline(value);
  const [paragraph] = tree.children;
  const text = onOneLine(proseOf(tree)).trim();
  const isPlain = paragraph?.type === 'paragraph' && paragraph.children.every(({ type }) => type === 'text');
  if (isPlain && text === onOneLine(value).trim()) return undefined;
  const file = new VFile();
  const hast = unified().use(rehypeMath, { macros, equationLink: '' }).runSync(hastOf(tree), file) as HastRoot;
  const [rejected] = file.messages;
  if (rejected) return { text: value, html: '', listHtml: '', problem: rejected.reason };
  visit(tree, 'inlineMath', (node, index, parent) => {
    if (parent && index !== undefined) parent.children[index] = { type: 'text', value: formulaText(node.value) };
  });
  return { text, html: writer.stringify(hast), listHtml: writer.stringify(hastOf(tree)) };
}

/** A short text as HTML elements, with formulas not rendered yet. */
export function inlineElements(value: string): ElementContent[] {
  return hastOf(parseInline(value)).children as ElementContent[];
}

/** A short text without its Markdown. */
export function plainInlineText(value: string): string {
  return /[*_`$\\]/.test(value) ? onOneLine(proseOf(parseInline(value))).trim() : value;
}

/** A short text without private comments, and what is to be reported about them. Undefined if it has none. */
export function withoutComments(
  value: string,
): { readonly text: string; readonly messages: VFile['messages'] } | undefined {
  if (!value.includes('%%')) return undefined;
  const file = new VFile(onOneLine(value).trim());
  parseWithoutComments(file, (one) => parseLine(String(one.value)));
  const { messages } = file;
  if (messages.length === 0) return undefined;
  return { text: onOneLine(withoutFillers(String(file.value))).trim(), messages };
}

function hastOf(tree: Root): HastRoot {
  const root = toHast.runSync(tree) as HastRoot;
  const children = root.children.flatMap((node) => (node.type === 'element' ? node.children : []));
  return { type: 'root', children };
}

function parseInline(value: string): Root {
  return parseLine(onOneLine(value).trim());
}

function parseLine(line: string): Root {
  const tree = parser.parse(line);
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined || !node.position) return undefined;
    const [from, to] = [node.position.start.offset ?? 0, node.position.end.offset ?? 0];
    const written = line.slice(from, to);
    if (node.type === 'inlineMath' && !isFormula(node.value)) {
      parent.children[index] = { type: 'text', value: written };
      return SKIP;
    }
    if ((node.type !== 'emphasis' && node.type !== 'strong') || isEmphasis(written, line, from, to)) return undefined;
    parent.children.splice(index, 1, ...(unmarked(node, written) as typeof parent.children));
    return index;
  });
  return tree;
}

/** Whether the text between dollars has TeX syntax or no words, unlike `$HOME/bin:$PATH`. */
function isFormula(tex: string): boolean {
  return /[\\^_{}=<>+|]/.test(tex) || !/\p{L}{3}/u.test(tex);
}

/**
 * Whether marks mean emphasis. Inside a word, as in `a*b*c`, they do not, and in `__init__` they are part of the name.
 */
function isEmphasis(written: string, line: string, from: number, to: number): boolean {
  const [before, after] = [line.slice(0, from), line.slice(to)];
  const isInWord =
    (/[\p{L}\p{N})\]]$/u.test(before) && !isCjkCharacter(before.at(-1))) ||
    (/^[\p{L}\p{N}([]/u.test(after) && !isCjkCharacter(after[0]));
  return !isInWord && !/^__[a-z0-9_]+__$/.test(written);
}

function unmarked(node: Emphasis | Strong, written: string): PhrasingContent[] {
  const value = written.slice(0, node.type === 'strong' ? 2 : 1);
  return [{ type: 'text', value }, ...node.children, { type: 'text', value }];
}
