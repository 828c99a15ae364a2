import type { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { startOfFile } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { schemas } from '../log/schema.ts';
import { didYouMean } from '../log/suggest.ts';
import { fixOfField, fixOfFieldName } from './fieldFixes.ts';
import { startOfYaml, type ProblemInFile, type YamlValues } from './yaml.ts';

type Issue = z.core.$ZodIssue;

const names: Readonly<Record<EntryKind, string>> = {
  log: 'content/log.md',
  week: 'a week',
  note: 'a note',
  page: 'a page',
  resource: 'a resource',
};

/** The schema errors of frontmatter, each with a message and a position. */
export function fieldProblems(kind: EntryKind, yaml: YamlValues, issues: readonly Issue[]): readonly ProblemInFile[] {
  return issues.flatMap(innerIssues(yaml.value)).flatMap((found) => {
    const issue = { ...found, path: writtenPath(found.path, yaml.value) };
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => unknownField(kind, yaml, { path: issue.path, name, unknown: issue.keys }));
    }
    if (issue.path.length === 0) return wrongAsAWhole(issue, yaml.value);
    if (issue.code === 'invalid_key') return wrongKey(issue, yaml);
    const value = valueAt(issue.path, yaml.value);
    return value === undefined ? missingField(issue, yaml) : wrongValue(issue, value, yaml);
  });
}

/** The issues inside a value that has the long form of its field; the issue itself for any other value. */
function innerIssues(value: unknown): (issue: Issue) => readonly Issue[] {
  return (issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const found = valueAt(writtenPath(issue.path, value), value);
    const long = issue.errors.at(-1);
    if (!long || !isObject(found) || Array.isArray(found)) return [issue];
    return long.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innerIssues(value));
  };
}

function wrongAsAWhole({ code, message }: Issue, value: unknown): ProblemInFile {
  // The custom checks of whole entries are about missing fields.
  if (code === 'custom') return { rule: 'missing-key', range: startOfFile, message };
  const [, name, space] = /^([A-Za-z][\w-]*)[:：]([^\s]|\u00A0)/.exec(typeof value === 'string' ? value : '') ?? [];
  const lines = 'Frontmatter is a list of lines like "title: Attention".';
  const missing =
    name === undefined
      ? ''
      : ` There is ${space === '\u00A0' ? 'a no-break space' : 'no ": "'} after "${name}". Write "${name}: ".`;
  return { rule: 'yaml-syntax', range: startOfYaml, message: `${lines}${missing}` };
}

function unknownField(
  kind: EntryKind,
  yaml: YamlValues,
  { path, name, unknown }: { readonly path: Issue['path']; readonly name: string; readonly unknown: readonly string[] },
): ProblemInFile {
  const holder = path.join('.');
  const isTop = path.length === 0;
  const range = yaml.keyRanges[isTop ? name : `${holder}.${name}`];
  const hint = didYouMean(name, isTop ? Object.keys(schemas[kind].shape) : []);
  const message = `"${name}" is not a field of ${isTop ? names[kind] : `"${holder}"`}.${hint}`;
  const fix = isTop ? fixOfFieldName(kind, name, unknown, yaml) : undefined;
  return { rule: 'unknown-key', range: range ?? startOfFile, message, ...(fix && { fix }) };
}

function wrongKey({ path, issues }: Extract<Issue, { code: 'invalid_key' }>, { keyRanges }: YamlValues): ProblemInFile {
  const holder = path.slice(0, -1).join('.');
  const found = `but here it is "${String(path.at(-1))}"`;
  const message = `A name in "${holder}" ${issues[0]?.message}, ${found}.`;
  return { rule: 'invalid-value', range: keyRanges[path.join('.')] ?? startOfFile, message };
}

function missingField({ path }: Issue, { ranges }: YamlValues): ProblemInFile {
  const holder = path.slice(0, -1).join('.');
  const of = holder === '' ? '' : ` in "${holder}"`;
  const message = `"${String(path.at(-1))}" is missing${of}.`;
  return { rule: 'missing-key', range: ranges[holder] ?? startOfFile, message };
}

function wrongValue(issue: Issue, value: unknown, { ranges }: YamlValues): ProblemInFile {
  const { path } = issue;
  const rule = (issue.code === 'custom' ? (issue.params?.rule as RuleId | undefined) : undefined) ?? 'invalid-value';
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const range = path.map((_, index) => ranges[path.slice(0, index + 1).join('.')]).findLast((at) => at);
  const field = path.filter((key) => typeof key === 'string').join('.');
  const own = ranges[path.join('.')];
  const hint = typeof value === 'string' ? didYouMean(value, options) : hintFor(value, issue.message === 'is text');
  const message = `"${field}" ${issue.message}, but here it is ${show(value)}.${hint}`;
  const fix = typeof value === 'string' ? fixOfField({ rule, path, value, options }, own) : undefined;
  return { rule, range: range ?? startOfFile, message, ...(fix && { fix }) };
}

/** What to do about a value that is not text. */
function hintFor(value: unknown, takesText: boolean): string {
  if (value === null) return ' Fill it in, or remove the line.';
  return takesText ? ' If it is text, put quotes around it.' : '';
}

/** The path of a value as written: a single value in place of a list has no index. */
function writtenPath(path: readonly PropertyKey[], value: unknown): PropertyKey[] {
  let at = value;
  return path.filter((key) => {
    if (typeof key === 'number' && !Array.isArray(at)) return false;
    at = valueAt([key], at);
    return true;
  });
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>((at, key) => (isObject(at) ? at[key as string] : at), value);
}

/** How many characters of a value a message shows. */
const longest = 100;

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a list of "key: value"';
  const text = String(value);
  return text.length > longest ? `"${text.slice(0, longest)}…"` : `"${text}"`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
