import { parseDocument } from 'yaml';
import type { Fix } from '../log/problem.ts';

/** The value in a line `name: value`, `- value` or `- name: value`, as written, and its first column. */
export interface ValueLine {
  readonly text: string;
  readonly column: number;
}

const opening = /^\s*(?:- +)*(?:[\p{L}_\\"'][^:#]*:(?:[ \t]+|$)|(?<=- +))/u;

/** The part of a line up to its value; undefined if the line is not a field or an item. */
export function fieldLine(line: string): string | undefined {
  return opening.exec(line)?.[0];
}

/** The value in a line; undefined if the line has none. */
export function valueLine(line: string): ValueLine | undefined {
  const before = fieldLine(line);
  const text = before === undefined ? '' : line.slice(before.length).trimEnd();
  return before === undefined || text === '' ? undefined : { text, column: before.length + 1 };
}

/** A text in quotation marks, as YAML reads it. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/**
 * The fix that puts quotes around the value of a line of frontmatter, or adds the space that is missing before it.
 * Undefined if that may be wrong: the value is in brackets, has a comment, continues on the next line, or has an
 * unclosed quotation mark.
 */
export function fixOfLine(yaml: string, row: number, firstLine: number): Fix | undefined {
  const lines = yaml.split(/\r?\n/);
  const [line = '', next = ''] = lines.slice(row);
  const value = valueLine(line);
  const goesOn = next.trim() !== '' && next.search(/\S/) > line.search(/\S/);
  const replacement = goesOn ? undefined : value ? inQuotes(value.text) : undefined;
  const rangeOf = (column: number, length: number) => {
    return { line: row + firstLine, column, endLine: row + firstLine, endColumn: column + length };
  };
  if (value && replacement !== undefined) {
    if (!isValid(lines, row, `${line.slice(0, value.column - 1)}${replacement}`)) return undefined;
    const range = rangeOf(value.column, value.text.length);
    return { range, text: replacement, description: 'puts quotes around the value' };
  }
  const [, name, space = ''] = /^([A-Za-z][\w-]*:)(\u00A0*)[^\s/]/.exec(line) ?? [];
  if (name === undefined || !isValid(lines, row, `${name} ${line.slice(name.length + space.length)}`)) return undefined;
  return { range: rangeOf(name.length + 1, space.length), text: ' ', description: `adds a space after "${name}"` };
}

/** A value in quotes that make it text; undefined if it may not be meant as text. */
function inQuotes(text: string): string | undefined {
  if (/ #(?:\s|$)/.test(text) || /^(?:\[.*\]|\{.*\}|[[{][^\]}]*|["'][^"']*)$/.test(text)) return undefined;
  const [, mark, inner = ''] = /^(["'])(.*)\1$/.exec(text) ?? [];
  if (mark === '"' && !inner.includes('"')) return /\\[\\uxU]/.test(inner) ? undefined : quoted(inner);
  return quoted(mark === "'" && !inner.includes('"') ? inner : text);
}

/** Whether a line is valid in place of another, and leaves the frontmatter with fewer errors. */
function isValid(lines: readonly string[], row: number, line: string): boolean {
  const before = parseDocument(lines.join('\n')).errors.length;
  const { errors } = parseDocument(lines.with(row, line).join('\n'));
  const start = lines.slice(0, row).join('\n').length;
  const isClean = errors.every(({ pos: [at] }) => at < start || at > start + line.length + 1);
  return isClean && errors.length < Math.max(before, 1);
}
