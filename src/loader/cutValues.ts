import type { EntryKind } from '../log/entry.ts';
import { fieldsOf } from '../log/schema.ts';
import type { Fix } from '../log/problem.ts';
import { schemas } from '../log/schema.ts';
import type { ProblemInFile, YamlComment, YamlValues } from './yaml.ts';
import { quoted } from './yamlLines.ts';

/**
 * Reports values that are cut off by a ` #`, because YAML reads the rest of the line as a comment. With a space after
 * the `#`, it is taken for a real comment, except after prose, where it may be part of the text.
 */
export function cutValues(kind: EntryKind, yaml: YamlValues): readonly ProblemInFile[] {
  const prose = new Set(fieldsOf(kind).flatMap(({ name, isProse }) => (isProse ? name : [])));
  return yaml.comments.flatMap((comment) => {
    const { path, text, range, whole } = comment;
    const isCounted = /^#\s*\d/.test(text);
    const isJoined = /^#\S/.test(text);
    const [field = ''] = path.split('.');
    const isCut = whole !== text;
    if (!isJoined && (!prose.has(field) || !isCut)) return [];
    const kept = isCut ? `"${whole.slice(0, -text.length).trimEnd()}"` : 'nothing';
    const message = `"${text}" is a comment in YAML, so "${path}" is ${kept}. If it belongs to the value, put quotes around both.`;
    const fix = isJoined || isCounted ? fixOfCut(kind, yaml, comment) : undefined;
    return [{ rule: 'cut-value', range, message, ...(fix && { fix }) }];
  });
}

/** The fix that quotes the whole value, if the field accepts it. */
function fixOfCut(kind: EntryKind, { value }: YamlValues, { path, whole, wholeRange }: YamlComment): Fix | undefined {
  const [field = ''] = path.split('.');
  const others = schemas[kind].safeParse(withValue(value, path.split('.'), whole)).error?.issues ?? [];
  if (others.some((issue) => issue.path[0] === field)) return undefined;
  return { range: wholeRange, text: quoted(whole), description: 'puts quotes around the value' };
}

/** A copy of a value in which the value at a path is replaced. */
function withValue(value: unknown, [key, ...rest]: readonly string[], replacement: string): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.with(Number(key), withValue(value[Number(key)], rest, replacement));
  const map = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...map, [key]: withValue(map[key], rest, replacement) };
}
