import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { SourceRange, Problem } from '../log/problem.ts';
import { explainYamlErrors } from './yamlErrors.ts';
import { yamlEscapes } from './yamlEscapes.ts';
import { yamlMarks } from './yamlMarks.ts';
import { fixOfLine } from './yamlLines.ts';
import { brokenLimit } from './yamlLimits.ts';

/** The values of some YAML, with the position of each by its path (`prerequisites.0.resource`). */
export interface YamlValues {
  /**
   * Maps, lists, texts, true, false and null. Numbers keep their source text, so that `1706.10` does not lose its zero.
   */
  readonly value: unknown;
  readonly ranges: Readonly<Record<string, SourceRange>>;
  /** The position of each key, by the path of its value. */
  readonly keyRanges: Readonly<Record<string, SourceRange>>;
  /** The comments that end a value without quotes. */
  readonly comments: readonly YamlComment[];
}

/** A comment after a value on the same line, which may have been meant as part of the value. */
export interface YamlComment {
  /** The path of the value. */
  readonly path: string;
  /** From `#` to the end of the line. */
  readonly text: string;
  readonly range: SourceRange;
  /** The value with the comment, as written, and its range. */
  readonly whole: string;
  readonly wholeRange: SourceRange;
}

/** A problem with a known file. */
export type ProblemInFile = Omit<Problem, 'file'>;

type PlaceAt = (range: readonly number[]) => SourceRange;

/** The line of the file where frontmatter begins, below the line `---`. */
const frontmatterLine = 2;

/** The position where frontmatter begins. */
export const startOfYaml: SourceRange = { line: frontmatterLine, column: 1, endLine: frontmatterLine, endColumn: 1 };

/**
 * Reads the YAML of frontmatter, or of a whole file if `firstLine` is 1. Returns its problems instead if there are any:
 * exceeded limits, syntax errors, aliases, tags, escapes.
 */
export function readYaml(
  yaml: string,
  firstLine = frontmatterLine,
): YamlValues | { readonly problems: readonly ProblemInFile[] } {
  const limit = brokenLimit(yaml, firstLine);
  if (limit) return { problems: [{ rule: 'yaml-limit', ...limit }] };
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    keepSourceTokens: true,
  });
  const rangeAt: PlaceAt = ([start = 0, end = start]) => {
    const [from, to] = [lines.linePos(start), lines.linePos(end)];
    const below = firstLine - 1;
    return { line: from.line + below, column: from.col, endLine: to.line + below, endColumn: to.col };
  };
  const marks = yamlMarks(document, yaml);
  const markedLines = new Set(marks.map(({ range }) => rangeAt(range).line));
  const errors = explainYamlErrors(document, yaml).filter(({ range }) => !markedLines.has(rangeAt(range).line));
  if (errors.length > 0 || marks.length > 0) {
    const problems = [...errors, ...marks].map((found) => {
      const { rule, range, message } = found;
      const at = rangeAt(range);
      const isMeant = rule === 'duplicate-key' || ('isMeant' in found && found.isMeant);
      const fix = isMeant ? undefined : fixOfLine(yaml, at.line - firstLine, firstLine);
      return { rule, range: at, message, ...(fix && { fix }) };
    });
    return { problems };
  }
  const escapes = yamlEscapes(document, yaml, rangeAt);
  return escapes.length > 0 ? { problems: escapes } : valuesOf(document, yaml, rangeAt);
}

function valuesOf(document: Document.Parsed, yaml: string, rangeAt: PlaceAt): YamlValues {
  const ranges: Record<string, SourceRange> = Object.create(null);
  const keyRanges: Record<string, SourceRange> = Object.create(null);
  const comments: YamlComment[] = [];
  const value = toPlain(document.contents, '', (path, node, key) => {
    if (node?.range) ranges[path] = rangeAt(node.range.slice(0, 2));
    if (key?.range) keyRanges[path] = rangeAt(key.range.slice(0, 2));
    if (!node?.range && key?.range) ranges[path] = rangeAt(key.range.slice(0, 2));
    const comment = commentAfter(path, node, yaml, rangeAt);
    if (comment) comments.push(comment);
  });
  return { value, ranges, keyRanges, comments };
}

function commentAfter(
  path: string,
  node: Node | null | undefined,
  yaml: string,
  rangeAt: PlaceAt,
): YamlComment | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN' || !node.range) return undefined;
  const [start, end] = node.range;
  const [, space = '', text] = /^([ \t]*)(#[^\r\n]*)/.exec(yaml.slice(end)) ?? [];
  if (text === undefined) return undefined;
  const from = end + space.length;
  const to = from + text.trimEnd().length;
  const first = node.source === '' ? from : start;
  return {
    path,
    text: text.trimEnd(),
    range: rangeAt([from, to]),
    whole: yaml.slice(first, to),
    wholeRange: rangeAt([first, to]),
  };
}

type See = (path: string, node: Node | null | undefined, key?: Node) => void;

/** The plain value of a YAML node. Calls `see` with each node in it, its path, and its key if it has one. */
function toPlain(node: unknown, path: string, see: See): unknown {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isMap(node)) {
    const object: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const name = String(isScalar(key) ? (key.source ?? key.value) : key);
      see(below(name), value, key);
      object[name] = toPlain(value, below(name), see);
    }
    return object;
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      see(below(index), item as Node);
      return toPlain(item, below(index), see);
    });
  }
  if (isScalar(node))
    return typeof node.value === 'number' || typeof node.value === 'bigint' ? node.source : node.value;
  return isAlias(node) ? undefined : node;
}
