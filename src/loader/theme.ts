import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import postcss, { CssSyntaxError, type AtRule, type ChildNode, type Declaration, type Rule } from 'postcss';
import type { TokenColours } from '../charts/share/palette.ts';
import { hiddenCharacters } from '../log/hiddenCharacters.ts';
import { startOfFile, type SourceRange, type Problem } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { didYouMean } from '../log/suggest.ts';
import { tokens } from '../log/tokens.ts';
import { readText } from './files.ts';
import { readThemeValue } from './themeValue.ts';

/** The owner's style sheet as served. */
export interface Theme {
  /** Contains a hash of the text, so that browsers never use an outdated copy. */
  readonly name: string;
  readonly css: string;
  /** The colours of pictures that it changes. */
  readonly colours: TokenColours;
  /** The same in dark mode. */
  readonly darkColours: TokenColours;
}

/** The result of reading the owner's style sheet. Empty if there is none. */
export interface ThemeReading {
  readonly theme?: Theme;
  readonly text?: string;
  readonly problems: readonly Problem[];
}

/** The path of the owner's style sheet, relative to the log's folder. */
export const themeFile = 'content/theme.css';

const largestTheme = 16 * 1024;

/** Reads `content/theme.css` of a log's folder and checks it. */
export async function readTheme(folder: string): Promise<ThemeReading> {
  const isThere = await lstat(join(folder, themeFile)).catch(() => undefined);
  if (!isThere) return { problems: [] };
  const read = await readText(folder, themeFile, largestTheme);
  if ('rule' in read) return { problems: [{ ...read, file: themeFile, range: startOfFile }] };
  const { css, problems } = parseTheme(read.text);
  const name = `theme-${createHash('sha256').update(css).digest('hex').slice(0, 10)}.css`;
  return {
    ...(css !== '' && { theme: { name, css, ...(await coloursIn(css)) } }),
    text: read.text,
    problems: [...hiddenCharacters(themeFile, read.text), ...problems],
  };
}

async function coloursIn(css: string): Promise<Pick<Theme, 'colours' | 'darkColours'>> {
  const { themeColours } = await import('./themeColours.ts');
  return { colours: themeColours(css, 'light'), darkColours: themeColours(css, 'dark') };
}

/**
 * Checks the text of an owner's style sheet and prints its valid declarations in a normal form: only the site's tokens,
 * set on the root. The style sheet may come from a stranger, so it can neither load anything nor restyle an element.
 */
export function parseTheme(text: string): { readonly css: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (rule, node, message) =>
    problems.push({ rule, file: themeFile, range: rangeOf(node), message });
  try {
    const nodes = postcss.parse(text).nodes;
    const blocks = nodes.flatMap((node) => (isMedia(node) ? printMedia(node, report) : printRule(node, '', report)));
    return { css: blocks.map((block) => `${block}\n`).join(''), problems };
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    const { line = 1, column = 1, endLine, endColumn, reason } = error;
    const end = endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn };
    const message = `"${themeFile}" is not CSS: ${reason}.`;
    return { css: '', problems: [{ rule: 'theme-syntax', file: themeFile, range: { line, column, ...end }, message }] };
  }
}

type Report = (rule: RuleId, node: ChildNode | SourceRange, message: string) => void;

const roots = [':root', ":root[data-theme='light']", ":root[data-theme='dark']"];

/** The allowed `@media` conditions, each with the root selector to use: a reader's choice overrides the system's. */
const conditions: Readonly<Record<string, string>> = {
  '(prefers-color-scheme: light)': ":root:not([data-theme='dark'])",
  '(prefers-color-scheme: dark)': ":root:not([data-theme='light'])",
  '(prefers-contrast: more)': ':root',
  '(prefers-contrast: less)': ':root',
  print: ':root',
};

function isMedia(node: ChildNode): node is AtRule {
  return node.type === 'atrule' && node.name.toLowerCase() === 'media';
}

function printMedia(media: AtRule, report: Report): string[] {
  const condition = media.params
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?: ?/g, ': ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
  const root = Object.hasOwn(conditions, condition) ? conditions[condition] : undefined;
  if (root === undefined) {
    const known = Object.keys(conditions).map((name) => `"${name}"`);
    report('refused-css', media, `"@media ${media.params}" is not one of ${known.join(', ')}.`);
    return [];
  }
  const blocks = (media.nodes ?? []).flatMap((node) => printRule(node, root, report));
  return blocks.length === 0 ? [] : [`@media ${condition} {\n${blocks.join('\n')}\n}`];
}

/** Prints a rule in the normal form. `root` replaces a plain `:root` inside `@media`. */
function printRule(node: ChildNode, root: string, report: Report): string[] {
  if (node.type === 'comment') return [];
  if (node.type !== 'rule') {
    report('refused-css', node, `${nameOf(node)} is not allowed here: only a rule for ":root" is.`);
    return [];
  }
  const wrong = selectorsOf(node).find((selector) => !roots.includes(selector));
  if (wrong !== undefined) {
    report('refused-css', node, `"${wrong}" is not one of ${roots.map((name) => `"${name}"`).join(', ')}.`);
  }
  const declarations = node.nodes.flatMap((child) => printDeclaration(child, report));
  if (wrong !== undefined || declarations.length === 0) return [];
  const selector = selectorsOf(node).map((name) => (name === ':root' && root !== '' ? root : name));
  return [`${selector.join(', ')} {\n${declarations.join('\n')}\n}`];
}

function selectorsOf(rule: Rule): string[] {
  return rule.selectors.map((selector) =>
    selector.replace(/\[\s*data-theme\s*=\s*(["']?)(light|dark)\1\s*\]/, "[data-theme='$2']"),
  );
}

function printDeclaration(node: ChildNode, report: Report): string[] {
  if (node.type === 'comment') return [];
  if (node.type !== 'decl') {
    report('refused-css', node, `${nameOf(node)} is not allowed here: only a token is.`);
    return [];
  }
  const { prop, value, important } = node;
  if (!prop.startsWith('--')) {
    report('refused-css', node, `"${prop}" is a property of elements, but a theme only sets tokens.`);
    return [];
  }
  if (!Object.hasOwn(tokens, prop)) {
    report('unknown-token', node, `The site has no token "${prop}".${didYouMean(prop, Object.keys(tokens))}`);
    return [];
  }
  if (important) report('refused-css', node, `"!important" is not needed, because a theme wins anyway.`);
  const read = readThemeValue(value);
  if ('message' in read) report(read.rule, rangeInValue(node, read.at, read.length), read.message);
  return 'message' in read || important ? [] : [`${prop}: ${read.text};`];
}

function nameOf(node: Exclude<ChildNode, { type: 'comment' }>): string {
  if (node.type === 'atrule') return `"@${node.name}"`;
  return `"${node.type === 'decl' ? node.prop : node.selector}"`;
}

/** The range of a node for a message: up to the end of its first line. */
function rangeOf(node: ChildNode | SourceRange): SourceRange {
  if ('line' in node) return node;
  const { start, end } = node.source ?? {};
  if (!start) return startOfFile;
  const from = { line: start.line, column: start.column };
  return end && end.line === start.line ? { ...from, endLine: end.line, endColumn: end.column + 1 } : from;
}

/** The position of part of a declaration's value. */
function rangeInValue(node: Declaration, at: number, length: number): SourceRange {
  const written = `${node.prop}${node.raws.between ?? ':'}${node.raws.value?.raw ?? node.value}`;
  const from = written.length - (node.raws.value?.raw ?? node.value).length + at;
  const before = written.slice(0, from).split('\n');
  const { line = 1, column = 1 } = node.source?.start ?? {};
  const range = {
    line: line + before.length - 1,
    column: (before.length === 1 ? column : 1) + (before.at(-1)?.length ?? 0),
  };
  return { ...range, endLine: range.line, endColumn: range.column + length };
}
