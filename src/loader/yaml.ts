import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { SourceRange, Problem } from '../log/problem.ts';
import { explainYamlError } from './yamlErrors.ts';
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
}

/** A problem with a known file. */
export type ProblemInFile = Omit<Problem, 'file'>;

type PlaceAt = (range: readonly number[]) => SourceRange;

/** The line of the file where frontmatter begins, below the line `---`. */
const firstLine = 2;

/** The position where frontmatter begins. */
export const startOfYaml: SourceRange = { line: firstLine, column: 1, endLine: firstLine, endColumn: 1 };

/** Reads the YAML of frontmatter, or returns its problems: exceeded limits, syntax errors, aliases. */
export function readYaml(yaml: string): YamlValues | { readonly problems: readonly ProblemInFile[] } {
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
  const problems = [...syntaxProblems(document, yaml, rangeAt), ...aliasProblems(document, rangeAt)];
  if (problems.length > 0) return { problems };
  const anchors = anchorProblems(document, rangeAt);
  return anchors.length > 0 ? { problems: anchors } : valuesOf(document, rangeAt);
}

function syntaxProblems(document: Document.Parsed, yaml: string, rangeAt: PlaceAt): ProblemInFile[] {
  return document.errors.map((error) => {
    const { rule, range, message } = explainYamlError(error, document, yaml);
    return { rule, range: rangeAt(range), message };
  });
}

function aliasProblems(document: Document.Parsed, rangeAt: PlaceAt): ProblemInFile[] {
  const problems: ProblemInFile[] = [];
  visit(document, {
    Alias: (_, { range, source }) => {
      problems.push({ rule: 'yaml-alias', range: rangeAt(range ?? [0]), message: `"*${source}" is a YAML alias.` });
    },
  });
  return problems;
}

function anchorProblems(document: Document.Parsed, rangeAt: PlaceAt): ProblemInFile[] {
  const problems: ProblemInFile[] = [];
  visit(document, (_, node) => {
    if (!isNode(node) || isAlias(node) || node.anchor === undefined) return;
    const message = `"&${node.anchor}" is a YAML anchor.`;
    problems.push({ rule: 'yaml-alias', range: rangeAt(node.range ?? [0]), message });
  });
  return problems;
}

function valuesOf(document: Document.Parsed, rangeAt: PlaceAt): YamlValues {
  const ranges: Record<string, SourceRange> = Object.create(null);
  const keyRanges: Record<string, SourceRange> = Object.create(null);
  const value = toPlain(document.contents, '', (path, node, key) => {
    if (node?.range) ranges[path] = rangeAt(node.range.slice(0, 2));
    if (key?.range) keyRanges[path] = rangeAt(key.range.slice(0, 2));
    if (!node?.range && key?.range) ranges[path] = rangeAt(key.range.slice(0, 2));
  });
  return { value, ranges, keyRanges };
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
