import { posix } from 'node:path';
import type { RuleId } from '../../src/log/rules.ts';
import { pick, type Random } from './random.ts';

/** The texts of a log by path, relative to its folder. */
export type Files = ReadonlyMap<string, string>;

/** A mistake: the file with its new text, and the line of the expected problem. */
export interface Mistake {
  readonly path: string;
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** The file with the expected problem, if it is another one. */
  readonly reportedIn?: string;
}

/** Makes one mistake at a random position. Returns undefined if no file has a suitable one. */
export type Make = (files: Files, random: Random) => Mistake | undefined;

/** A kind of mistake, and the rule that must be reported. */
export interface Kind {
  readonly rule: RuleId;
  readonly make: Make;
}

/** Kinds of mistakes by name. */
export type Kinds = Readonly<Record<string, Kind>>;

/** A file, split into lines. */
export interface Source {
  readonly path: string;
  /** The folder inside `content/`. Empty for `content/log.md`. */
  readonly folder: string;
  readonly lines: readonly string[];
  /** The index of the line that ends the frontmatter. */
  readonly close: number;
}

/** A file of the log, split into lines. */
export function toSource(path: string, text: string): Source {
  const lines = text.split('\n');
  return { path, folder: path.split('/').slice(1, -1).join('/'), lines, close: lines.indexOf('---', 1) };
}

/** The files of a log, split into lines. */
export function sourcesOf(files: Files): Source[] {
  return [...files].map(([path, text]) => toSource(path, text));
}

/** Makes a mistake at one of the positions that a function finds: picks a file that has some, then a position in it. */
export function atRandom<Position>(
  find: (source: Source, files: Files) => readonly Position[],
  edit: (source: Source, position: Position, random: Random, files: Files) => Mistake | undefined,
): Make {
  return (files, random) => {
    const fitting = sourcesOf(files)
      .map((source) => ({ source, positions: find(source, files) }))
      .filter(({ positions }) => positions.length > 0);
    const chosen = pick(random, fitting);
    const position = chosen && pick(random, chosen.positions);
    return chosen && position !== undefined ? edit(chosen.source, position, random, files) : undefined;
  };
}

/** Replaces lines. The mistake is on the first new line, or `offset` lines below it. */
export function splice(source: Source, index: number, remove: number, added: readonly string[], offset = 0): Mistake {
  const lines = [...source.lines];
  lines.splice(index, remove, ...added);
  return { path: source.path, text: lines.join('\n'), line: index + 1 + offset };
}

/** Replaces one line. */
export function rewrite(source: Source, index: number, line: string): Mistake {
  return splice(source, index, 1, [line]);
}

/** Adds a paragraph after an empty line. */
export function addBlock(source: Source, gap: number, block: readonly string[], offset = 0): Mistake {
  return splice(source, gap + 1, 0, [...block, ''], offset);
}

/** A field of the frontmatter, on one line or, for a list, several. */
export interface Field {
  readonly key: string;
  readonly value: string;
  readonly index: number;
  /** The index of its last line. */
  readonly last: number;
}

/** The fields of a file. */
export function fieldsOf({ lines, close }: Source): Field[] {
  const fields: Field[] = [];
  for (let index = 1; index < close; index += 1) {
    const [, key, value = ''] = /^(\w+):\s*(.*)$/.exec(lines[index] ?? '') ?? [];
    if (key === undefined) continue;
    let last = index;
    while (last + 1 < close && /^\s/.test(lines[last + 1] ?? '')) last += 1;
    fields.push({ key, value, index, last });
  }
  return fields;
}

/** One field of a file. */
export function fieldOf(source: Source, key: string): Field | undefined {
  return fieldsOf(source).find((field) => field.key === key);
}

/** The fields of a file with one of these names. */
export function fieldsNamed(...keys: readonly string[]): (source: Source) => Field[] {
  return (source) => fieldsOf(source).filter(({ key }) => keys.includes(key));
}

/** The indices at which a field can be added. */
export function fieldGaps(source: Source): number[] {
  return [...fieldsOf(source).map(({ index }) => index), source.close];
}

/** Replaces the value of a field. */
export function setValue(source: Source, { key, index }: Field, value: string): Mistake {
  return rewrite(source, index, `${key}: ${value}`);
}

/** A prerequisite of a resource. */
export interface Edge {
  readonly id: string;
  readonly index: number;
  /** The column of its id. */
  readonly column: number;
}

/** The prerequisites of a file, one per line, with their alternatives. */
export function edgesOf(source: Source): Edge[] {
  const field = fieldOf(source, 'prerequisites');
  if (!field) return [];
  return source.lines.slice(field.index, field.last + 1).flatMap((line, offset) => {
    const [, start = '', names] =
      /^(\s+- \{ resource: )([\w.-]+(?:, or: \[?[\w., -]+?\]?(?=, reason:| \}))?)/.exec(line) ?? [];
    if (names === undefined) return [];
    return [...names.matchAll(/(?<![\w.-])(?!or: )[\w.-]+/g)].map(({ 0: id, index }) => ({
      id,
      index: field.index + offset,
      column: start.length + index,
    }));
  });
}

/** The id of a resource from its path, or undefined for other entries. */
export function resourceId(path: string): string | undefined {
  return /^content\/resources\/(.+)\.md$/.exec(path)?.[1];
}

/** The path of a resource from its id. */
export function resourcePath(id: string): string {
  return `content/resources/${id}.md`;
}

/** A line of a body. */
export interface BodyLine {
  readonly index: number;
  readonly line: string;
  /** Whether it is part of a code block or a displayed formula, including their first and last lines. */
  readonly kind: 'text' | 'fence' | 'code' | 'math';
  /** The number of lines of the displayed formula, if it is in one. */
  readonly rows?: number;
}

/** The lines of a body, each with the kind of block around it. */
export function bodyOf({ lines, close }: Source): BodyLine[] {
  const body: BodyLine[] = [];
  let open: string | undefined;
  for (let index = close + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const mark = /^\s*(`{3,}|\$\$\s*$)/.exec(line)?.[1]?.trim();
    if (mark !== undefined && (open === undefined || open === mark)) {
      open = open === undefined ? mark : undefined;
      body.push({ index, line, kind: 'fence' });
    } else if (open === undefined) body.push({ index, line, kind: 'text' });
    else if (open !== '$$') body.push({ index, line, kind: 'code' });
    else body.push({ index, line, kind: 'math', rows: rowsAround(lines, index) });
  }
  return body;
}

function rowsAround(lines: readonly string[], index: number): number {
  const [first, last] = [lines.lastIndexOf('$$', index), lines.indexOf('$$', index)];
  return last - first - 1;
}

/** The lines of a body that contain sentences. */
export function proseOf(source: Source): BodyLine[] {
  return bodyOf(source).filter(({ kind, line }) => kind === 'text' && /^(?:[A-Z“"]|\[[^^])/.test(line));
}

/** The empty lines after which a paragraph can be added. */
export function gapsOf(source: Source): number[] {
  return bodyOf(source)
    .filter(({ kind, line }) => kind === 'text' && line === '')
    .map(({ index }) => index)
    .filter((index) => /^[^\s]/.test(source.lines[index + 1] ?? ''));
}

/** A heading of a body. */
export interface HeadingLine {
  readonly index: number;
  readonly depth: number;
  readonly text: string;
}

/** The headings of a file. */
export function headingsOf(source: Source): HeadingLine[] {
  return bodyOf(source).flatMap(({ index, line, kind }) => {
    const [, marks, text = ''] = (kind === 'text' && /^(#+) (.+)$/.exec(line)) || [];
    return marks === undefined ? [] : [{ index, depth: marks.length, text }];
  });
}

/** A link or an image of a body. */
export interface Reference {
  readonly index: number;
  /** The columns, from 0, of the link and of its address. */
  readonly start: number;
  readonly addressStart: number;
  readonly words: string;
  readonly address: string;
  /** The address without its fragment, and the fragment. */
  readonly path: string;
  readonly fragment: string;
  /** The linked file. */
  readonly target: string;
}

function referencesOf(source: Source, pattern: RegExp): Reference[] {
  return bodyOf(source).flatMap(({ index, line, kind }) => {
    if (kind !== 'text') return [];
    return [...line.matchAll(pattern)].map(({ 0: whole, 1: words = '', 2: address = '', index: start }) => {
      const [path = '', fragment = ''] = address.split('#');
      const addressStart = start + whole.lastIndexOf(`](${address}`) + 2;
      const target = path === '' ? source.path : posix.join(posix.dirname(source.path), path);
      return { index, start, addressStart, words, address, path, fragment, target };
    });
  });
}

/** The links of a file to other entries. */
export function linksOf(source: Source): Reference[] {
  return referencesOf(source, /(?<![!\w])\[([^[\]]+)\]\(([^\s()]+)\)/g).filter(({ path }) => path.endsWith('.md'));
}

/** The pictures of a file. */
export function imagesOf(source: Source): Reference[] {
  return referencesOf(source, /!\[([^[\]]+)\]\(([^\s()]+)(?: "[^"]*")?\)/g);
}

/** Replaces the address of a link or an image. */
export function setAddress(source: Source, position: Reference, address: string): Mistake {
  const line = source.lines[position.index] ?? '';
  const after = line.slice(position.addressStart + position.address.length);
  return rewrite(source, position.index, line.slice(0, position.addressStart) + address + after);
}

/** A footnote reference or definition. */
export interface Footnote {
  readonly name: string;
  readonly index: number;
  readonly start: number;
}

function footnotesIn(source: Source, pattern: RegExp): Footnote[] {
  return bodyOf(source).flatMap(({ index, line, kind }) =>
    kind === 'text'
      ? [...line.matchAll(pattern)].map(({ 1: name = '', index: start }) => ({ name, index, start }))
      : [],
  );
}

/** Footnote references. */
export function footnoteMarks(source: Source): Footnote[] {
  return footnotesIn(source, /\[\^([^\]\s]+)\](?!:)/g);
}

/** Footnote definitions. */
export function footnoteDefinitions(source: Source): Footnote[] {
  return footnotesIn(source, /^\[\^([^\]\s]+)\]:/g);
}

/** A formula, or one row of it, on a line. */
export interface Formula {
  readonly index: number;
  readonly start: number;
  readonly tex: string;
  /** The number of rows of the whole formula. */
  readonly rows: number;
}

/** The formulas of a file, row by row. */
export function formulasOf(source: Source): Formula[] {
  return bodyOf(source).flatMap(({ index, line, kind, rows = 1 }) => {
    if (kind === 'math') return [{ index, start: 0, tex: line, rows }];
    if (kind !== 'text') return [];
    return [...line.matchAll(/(?<!\$)\$([^$\s](?:[^$]*[^$\s])?)\$(?!\$)/g)].map(({ 1: tex = '', index: start }) => {
      return { index, start: start + 1, tex, rows: 1 };
    });
  });
}

/** Replaces some characters of a line. */
export function replaceAt(source: Source, index: number, start: number, remove: number, added: string): Mistake {
  const line = source.lines[index] ?? '';
  return rewrite(source, index, line.slice(0, start) + added + line.slice(start + remove));
}
