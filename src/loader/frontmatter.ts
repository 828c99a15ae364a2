import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node as YamlNode,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { certainDate, certainDuration, certainName } from '../log/certain.ts';
import { cutFrontmatter } from '../log/frontmatterFence.ts';
import { fixOfValue } from '../log/fixes.ts';
import { startOfFile, type Fix, type Place, type Problem } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { schemas } from '../log/schema.ts';
import { didYouMean } from '../log/suggest.ts';

interface Frontmatter<Kind extends EntryKind> {
  /** Missing where the frontmatter is not valid. */
  readonly fields?: Readonly<z.output<(typeof schemas)[Kind]>>;
  /** Where each value stands, by its path (`prerequisites.0.resource`). */
  readonly places: Readonly<Record<string, Place>>;
  /** Where each key of `spent` stands, by its path. */
  readonly keyPlaces?: Readonly<Record<string, Place>>;
  /** The values of the YAML before the schema read them, numbers as text; missing where the frontmatter is not valid. */
  readonly written?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

const names: Readonly<Record<EntryKind, string>> = {
  log: 'content/log.md',
  week: 'a week',
  page: 'a page',
  resource: 'a resource',
};

/** Reads the frontmatter of a file and checks it against the schema of its kind; reports everything that is wrong with it. */
export function readFrontmatter<Kind extends EntryKind>(kind: Kind, text: string, file: string): Frontmatter<Kind> {
  const problems: Problem[] = [];
  const report = (rule: RuleId, place: Place, message: string, fix?: Fix) =>
    problems.push({ rule, file, place, message, ...(fix && { fix }) });
  const yaml = cutFrontmatter(text)?.yaml;
  if (yaml === undefined) {
    report('missing-frontmatter', startOfFile, 'The file does not start with frontmatter between two lines "---".');
    return { places: {}, problems };
  }

  const limit = beyondLimit(yaml);
  if (limit !== undefined) {
    report('yaml-limit', limit.place, limit.message);
    return { places: {}, problems };
  }

  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    keepSourceTokens: true,
  });
  const placeAt = ([start, end]: readonly number[]): Place => {
    const [from, to] = [lines.linePos(start ?? 0), lines.linePos(end ?? start ?? 0)];
    return { line: from.line + 1, column: from.col, endLine: to.line + 1, endColumn: to.col };
  };
  for (const error of document.errors) {
    const rule = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax';
    const [key = ''] = yaml.slice(error.pos[0]).split(':');
    const at = openedAt(document, error) ?? error.pos;
    const message = rule === 'duplicate-key' ? `"${key.trim()}" stands here a second time.` : plain(error, yaml, at[0]);
    report(rule, placeAt(at), message);
  }
  visit(document, {
    Alias: (_, node) => report('yaml-alias', placeAt(node.range ?? [0]), `"*${node.source}" is a YAML alias.`),
  });
  if (problems.length === 0) {
    visit(document, (_, node) => {
      if (!isNode(node) || isAlias(node) || node.anchor === undefined) return;
      report('yaml-alias', placeAt(node.range ?? [0]), `"&${node.anchor}" is a YAML anchor.`);
    });
  }
  if (problems.length > 0) return { places: {}, problems };

  const places: Record<string, Place> = Object.create(null);
  const keys: Record<string, Place> = Object.create(null);
  const written = toPlain(document.contents, '', (path, node, key) => {
    if (node?.range) places[path] = placeAt(node.range.slice(0, 2));
    if (key?.range) keys[path] = placeAt(key.range.slice(0, 2));
    if (!node?.range && key?.range) places[path] = placeAt(key.range.slice(0, 2));
  });
  const value = written ?? {};
  const result = schemas[kind].safeParse(value);
  for (const found of result.error?.issues ?? []) {
    const issue = { ...found, path: writtenPath(found.path, value) };
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const name of issue.keys) {
        const known = issue.path.length === 0 ? Object.keys(schemas[kind].shape) : [];
        const at = path === '' ? name : `${path}.${name}`;
        const where = issue.path.length === 0 ? names[kind] : `"${path}"`;
        const message = `"${name}" is not a field of ${where}.${didYouMean(name, known)}`;
        const field = issue.path.length === 0 ? fieldMeant(kind, name, issue.keys, value) : undefined;
        const fix = field === undefined ? undefined : fixOfValue(keys[at], name, field, 'writes the name of the field');
        report('unknown-key', keys[at] ?? startOfFile, message, fix);
      }
    } else if (issue.code === 'custom' && path === '') report('missing-key', startOfFile, issue.message);
    else if (path === '')
      report('yaml-syntax', placeAt([0]), 'Frontmatter is a list of lines like "title: Attention".');
    else if (issue.code === 'invalid_key') {
      const holder = issue.path.slice(0, -1).join('.');
      const found = `but here it is "${String(issue.path.at(-1))}"`;
      report(
        'invalid-value',
        keys[path] ?? startOfFile,
        `A name in "${holder}" ${issue.issues[0]?.message}, ${found}.`,
      );
    } else reportValue(issue, value, places, report);
  }
  return result.success
    ? {
        fields: result.data as unknown as NonNullable<Frontmatter<Kind>['fields']>,
        places,
        ...spentKeys(keys),
        written: value as Readonly<Record<string, unknown>>,
        problems,
      }
    : { places, problems };
}

/** Where a quote, list or mapping opens that is not closed: the parser says so only where it gives up, lines below. */
function openedAt(document: Document.Parsed, { message, pos: [end] }: YAMLError): readonly number[] | undefined {
  if (!/^(Missing closing|Flow )/.test(message)) return undefined;
  const isQuote = message.startsWith('Missing');
  const isOfMap = message.startsWith('Flow map');
  let opened: readonly number[] | undefined;
  visit(document, (_, node) => {
    const isOpen =
      (isScalar(node) && isQuote && node.type?.startsWith('QUOTE_')) ||
      (isCollection(node) && !isQuote && isMap(node) === isOfMap && isUnclosed(node, isOfMap ? '}' : ']'));
    if (isOpen && node.range && node.range[0] < end && node.range[1] >= end - 1) opened = node.range.slice(0, 1);
  });
  return opened;
}

function isUnclosed({ srcToken }: YamlNode, bracket: string): boolean {
  return srcToken?.type === 'flow-collection' && srcToken.end[0]?.source !== bracket;
}

const largest = 16 * 1024;
const deepest = 20;

/** Says which limit a piece of YAML breaks, and where, before it is parsed; undefined where it keeps them. */
function beyondLimit(yaml: string): { readonly place: Place; readonly message: string } | undefined {
  if (yaml.length > largest) {
    const message = `The frontmatter has ${yaml.length} characters, more than 16 KiB.`;
    return { place: { line: 2, column: 1 }, message };
  }
  const message = `Here the frontmatter has more than ${deepest} levels.`;
  let depth = 0;
  for (const [index, line] of yaml.split('\n').entries()) {
    const indent = line.search(/[^ ]/);
    if (indent > deepest * 4) return { place: { line: index + 2, column: indent + 1 }, message };
    for (const { index: at, 0: bracket } of line.matchAll(/[[\]{}]/g)) {
      depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
      if (depth > deepest) return { place: { line: index + 2, column: at + 1 }, message };
    }
  }
  return undefined;
}

function reportValue(
  issue: z.core.$ZodIssue,
  value: unknown,
  places: Record<string, Place>,
  report: (rule: RuleId, place: Place, message: string, fix?: Fix) => void,
): void {
  const found = issue.path.reduce<unknown>((at, key) => (isObject(at) ? at[key as string] : at), value);
  if (found === undefined) {
    const holder = issue.path.slice(0, -1).join('.');
    const of = holder === '' ? '' : ` in "${holder}"`;
    report('missing-key', places[holder] ?? startOfFile, `"${String(issue.path.at(-1))}" is missing${of}.`);
    return;
  }
  const place = issue.path.map((_, index) => places[issue.path.slice(0, index + 1).join('.')]).findLast((at) => at);
  const field = issue.path.filter((key) => typeof key === 'string').join('.');
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const hint = typeof found === 'string' ? didYouMean(found, options) : '';
  const rule = issue.code === 'custom' ? (issue.params?.rule as RuleId | undefined) : undefined;
  const message = `"${field}" ${issue.message}, but here it is ${show(found)}.${hint}`;
  const fix = typeof found === 'string' ? fixOf(rule, issue.path, found, options, places) : undefined;
  report(rule ?? 'invalid-value', place ?? startOfFile, message, fix);
}

function fixOf(
  rule: RuleId | undefined,
  path: readonly PropertyKey[],
  found: string,
  options: readonly string[],
  places: Record<string, Place>,
): Fix | undefined {
  const place = places[path.join('.')];
  const mend = (text: string | undefined, says: string) =>
    text === undefined ? undefined : fixOfValue(place, found, text, says);
  if (rule === 'invalid-date') return mend(certainDate(found), 'writes the date as a field takes it');
  if (rule === 'invalid-duration') {
    return mend(certainDuration(found, { isLength: path.at(-1) === 'length' }), 'writes the time as a field takes it');
  }
  return mend(certainName(found, options), 'writes the word that is meant');
}

/** The field that an unknown one must mean: missing so far, not meant by another one too, and with a value that fits it. */
function fieldMeant(kind: EntryKind, name: string, unknown: readonly string[], value: unknown): string | undefined {
  const shape: Readonly<Record<string, z.ZodType>> = schemas[kind].shape;
  const known = Object.keys(shape);
  const field = certainName(name, known);
  if (field === undefined || !isObject(value) || Object.hasOwn(value, field)) return undefined;
  if (unknown.some((other) => other !== name && certainName(other, known) === field)) return undefined;
  return shape[field]?.safeParse(value[name]).success ? field : undefined;
}

/** The places of the topics of a week's `spent`, which are keys, so that a slip in one can be mended. */
function spentKeys(keys: Readonly<Record<string, Place>>): { keyPlaces?: Readonly<Record<string, Place>> } {
  const topics = Object.entries(keys).filter(([path]) => path.startsWith('spent.'));
  return topics.length > 0 ? { keyPlaces: Object.fromEntries(topics) } : {};
}

/** The path of a value as the person wrote it: one value alone, which counts as a list of one, has no index. */
function writtenPath(path: readonly PropertyKey[], value: unknown): PropertyKey[] {
  let at = value;
  return path.filter((key) => {
    if (typeof key === 'number' && !Array.isArray(at)) return false;
    at = isObject(at) ? at[key as string] : undefined;
    return true;
  });
}

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'a list of "key: value"' : `"${String(value)}"`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What is wrong with the YAML from a place on, in words for people who never met YAML where that is often needed. */
function plain({ code, message }: YAMLError, yaml: string, start = 0): string {
  const [found = ''] = yaml.slice(start).trimStart().split(/\r?\n/);
  const said = `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
  const reason =
    code === 'BLOCK_AS_IMPLICIT_KEY'
      ? 'a value with ": " in it needs quotes'
      : code === 'TAB_AS_INDENT'
        ? 'lines are indented with spaces, not with tabs'
        : /^Missing closing ["']quote/.test(message)
          ? 'the quotation mark that starts here has no end'
          : said;
  return `${found === '' ? 'The end of "---"' : `"${found.trim()}"`} is not valid YAML: ${reason}.`;
}

type See = (path: string, node: YamlNode | null | undefined, key?: YamlNode) => void;

/** The value of a YAML node, with numbers as the text they were written as, so that `1706.10` stays what it is. */
function toPlain(node: unknown, path: string, see: See): unknown {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isMap(node)) {
    const object: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.items as Pair<YamlNode, YamlNode | null>[]) {
      const name = String(isScalar(key) ? (key.source ?? key.value) : key);
      see(below(name), value, key);
      object[name] = toPlain(value, below(name), see);
    }
    return object;
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      see(below(index), item as YamlNode);
      return toPlain(item, below(index), see);
    });
  }
  if (isScalar(node))
    return typeof node.value === 'number' || typeof node.value === 'bigint' ? node.source : node.value;
  return isAlias(node) ? undefined : node;
}
