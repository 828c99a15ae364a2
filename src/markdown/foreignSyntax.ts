import type { Code, Delete, Heading, Paragraph, Parents, Root, TableRow } from 'mdast';
import { SKIP, visitParents } from './visit.ts';
import type { VFile } from 'vfile';
import type { WikiLink } from '../log/entry.ts';
import type { Fix, SourceRange } from '../log/problem.ts';
import { suggest } from '../log/suggest.ts';
import { unambiguousName } from '../log/unambiguousFixes.ts';
import { calloutMarker, calloutNames, readCallout } from './calloutKinds.ts';
import { foreignFence, inlineForms, lineForms, type Advice } from './foreignForms.ts';
import { maskedSource } from './maskedSource.ts';
import { rangeAt, report } from './report.ts';

type Block = Paragraph | Heading | TableRow;

/**
 * Reports syntax of other programs, which would be shown as typed, and what to write instead. Lists links between
 * double brackets in `file.data.wikiLinks`, because only the whole log knows their entries. Needs the tree as parsed.
 */
export function remarkForeignSyntax() {
  return (tree: Root, file: VFile): void => {
    const wikiLinks: WikiLink[] = [];
    const notes = new NoteNames(String(file.value));
    visitParents(tree, (node, parents) => {
      if (node.type === 'code') checkFence(node, file);
      if (node.type === 'delete') checkSubscript(node, file);
      if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableRow') return undefined;
      checkBlock(node, parents, file, notes, wikiLinks);
      return node.type === 'tableRow' ? SKIP : undefined;
    });
    file.data.wikiLinks = wikiLinks;
  };
}

function checkBlock(
  node: Block,
  parents: readonly Parents[],
  file: VFile,
  notes: NoteNames,
  wikiLinks: WikiLink[],
): void {
  const start = node.position?.start.offset ?? 0;
  const source = maskedSource(node, file);
  // Most blocks have none of these characters.
  if (node.type === 'paragraph') checkLines(node, parents, source, start, file);
  if (!/[[\]{}=^:@(\\%]/.test(source)) return;
  for (const { form, read } of inlineForms) {
    for (const match of source.matchAll(form)) tell(file, start + match.index, match[0].length, read, match);
  }
  readWikiLinks(source, start, file, wikiLinks);
  checkReferences(source, start, file);
  checkNotes(node, parents, source, start, file, notes);
}

function checkLines(node: Paragraph, parents: readonly Parents[], source: string, start: number, file: VFile): void {
  if (parents.at(-1)?.type === 'blockquote' && parents.at(-1)?.children[0] === node) checkCallout(source, start, file);
  for (const { form, read } of lineForms) {
    for (const match of source.matchAll(form)) {
      const [whole, written = ''] = match;
      tell(file, start + match.index + whole.length - written.length, written.trimEnd().length, read, match);
    }
  }
  checkSpaces(source, start, file);
}

/**
 * Spaces that Markdown does not recognise. They come with text copied from other programs, and from the option key of a
 * Mac.
 */
const oddSpaces = '\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000';
const lineStart = new RegExp(`^([ \\t>${oddSpaces}]*)(#{1,6}|[-*+]|\\d{1,9}[.)]|\\[!|\\[[ xX${oddSpaces}]\\])?`, 'gmu');
const oddRun = new RegExp(`[${oddSpaces}]+`, 'u');

/** Reports an odd space before or after the marker of a list, a task, a heading or a quotation. */
function checkSpaces(source: string, start: number, file: VFile): void {
  for (const { index, 0: whole, 1: before = '', 2: mark } of source.matchAll(lineStart)) {
    const rest = source.slice(index + whole.length, index + whole.length + 40);
    const inner = mark?.startsWith('[') ? oddRun.exec(mark) : null;
    const after = mark === undefined ? null : /^\S/.test(rest.trimStart()) && oddRun.exec(/^\s*/.exec(rest)?.[0] ?? '');
    const isMark = mark === '[!' || (mark !== undefined && /^\s/.test(rest));
    const run = oddRun.exec(before);
    const isBefore = run && (isMark || before.slice(run.index).includes('>'));
    if (isBefore) tellSpace(file, start + index + run.index, run[0], `before "${mark ?? '>'}"`);
    // A date such as "1. Januar 2027".
    else if (inner) tellSpace(file, start + index + before.length + inner.index, inner[0], 'between "[" and "]"');
    else if (after && mark !== '[!' && !(/^\d/.test(mark ?? '') && /^\s+\p{L}+\.?\s+\d{4}/u.test(rest)))
      tellSpace(file, start + index + whole.length + after.index, after[0], `after "${mark}"`);
  }
}

function tellSpace(file: VFile, offset: number, run: string, where: string): void {
  const code = run.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const range = rangeAt(file, offset, run.length);
  const fix = { range: toRange(range), text: ' '.repeat(run.length), description: 'writes an ordinary space' };
  report(file, 'odd-space', range, `The space U+${code} ${where} makes Markdown show this line as typed.`, fix);
}

function tell(
  file: VFile,
  offset: number,
  length: number,
  read: (match: RegExpExecArray, written: string) => Advice | undefined,
  match: RegExpExecArray,
): void {
  const written = String(file.value).slice(offset, offset + length);
  const found = read(match, written);
  if (!found) return;
  const range = rangeAt(file, offset, length);
  const fix = found.fix && { range: toRange(range), ...found.fix };
  report(file, 'foreign-syntax', range, `${quoted(written)} is shown as typed: ${found.advice}`, fix);
}

const wikiLink = /(?<![\p{L}\p{N}_)\]])(!?)\[\[(?!\s)([^[\]\n]+)(?<!\s)\]\]/gu;

function readWikiLinks(source: string, start: number, file: VFile, wikiLinks: WikiLink[]): void {
  for (const { index, 0: whole, 1: mark, 2: inside = '' } of source.matchAll(wikiLink)) {
    // A list of numbers or texts, as in code, or the marker of a table of contents.
    if (/^[\d\s,.;:+-]*$|["'`$=]|^_?toc_?$/i.test(inside)) continue;
    const written = String(file.value).slice(start + index, start + index + whole.length);
    const [address = '', ...text] = written.slice(written.indexOf('[[') + 2, -2).split(/\\?\|/);
    const [target = '', ...fragment] = address.split('#');
    wikiLinks.push({
      written,
      target: target.trim(),
      ...(fragment.length > 0 && { heading: fragment.join('#').trim() }),
      ...(text.length > 0 && { text: text.join('|').trim() }),
      isEmbed: mark === '!',
      range: toRange(rangeAt(file, start + index, whole.length)),
    });
  }
}

function checkReferences(source: string, start: number, file: VFile): void {
  for (const { index, 0: whole, 1: text = '', 2: name = '' } of source.matchAll(reference)) {
    // Two indices, or two citations by number.
    if (text.trim() === '' || /^[\d\s,:|]*$/.test(text + name)) continue;
    const written = String(file.value).slice(start + index, start + index + whole.length);
    const label = name === '' ? text : name;
    const message = `${quoted(written)} is shown as typed, because "[${label}]" is not defined.`;
    report(file, 'undefined-reference', rangeAt(file, start + index, whole.length), message);
  }
}

const reference = /(?<![\p{L}\p{N}_)\]\\[])\[(?![\^!@])([^[\]]+)\]\[(?!\^)([^[\]\n]*)\](?!\[)/gu;

/** Reports an unknown kind of callout, which is shown as a quotation with its marker. */
function checkCallout(source: string, start: number, file: VFile): void {
  const name = calloutMarker.exec(source)?.[1];
  if (name === undefined || readCallout(name)) return;
  const nearest = suggest(name.toLowerCase(), calloutNames)?.toUpperCase();
  const range = rangeAt(file, start + 2, name.length);
  const meant = unambiguousName(name.toLowerCase(), calloutNames)?.toUpperCase();
  const fix = meant && { range: toRange(range), text: meant, description: 'corrects the kind of callout' };
  const hint = nearest === undefined ? 'Write "[!NOTE]", for example.' : `Did you mean "[!${nearest}]"?`;
  const message = `"[!${name}]" is not a kind of callout. ${hint}`;
  report(file, 'unknown-callout', range, message, fix || undefined);
}

/** Pandoc's inline notes: `^[…]`. `x^[2]` is not one. */
const inlineNote = /(?<!\\)\^\[([^[\]\n]+)\](?![[(])/g;

/**
 * Reports inline notes. Their fix covers the text up to the end of the top-level block, where it adds the definitions
 * of all notes in that block.
 */
function checkNotes(
  node: Block,
  parents: readonly Parents[],
  source: string,
  start: number,
  file: VFile,
  names: NoteNames,
): void {
  const found = [...source.matchAll(inlineNote)].filter(
    ({ index, 1: text = '' }) => !/[\p{L}\p{N})}]$/u.test(source.slice(0, index)) || /\p{L}\s+\p{L}/u.test(text),
  );
  if (found.length === 0) return;
  const fix =
    parents.length === 1 && node.type === 'paragraph' ? fixOfNotes(node, found, start, file, names) : undefined;
  for (const [number, { index, 0: whole }] of found.entries()) {
    const written = String(file.value).slice(start + index, start + index + whole.length);
    const message = `${quoted(written)} is shown as typed: write a footnote, [^name], with a line "[^name]: …" below.`;
    report(file, 'foreign-syntax', rangeAt(file, start + index, whole.length), message, number === 0 ? fix : undefined);
  }
}

function fixOfNotes(
  node: Paragraph,
  found: readonly RegExpExecArray[],
  start: number,
  file: VFile,
  names: NoteNames,
): Fix {
  const first = start + (found[0]?.index ?? 0);
  const end = node.position?.end.offset ?? first;
  const text = String(file.value);
  const definitions: string[] = [];
  let [body, at] = ['', first];
  for (const { index, 0: whole } of found) {
    const name = names.next();
    body += `${text.slice(at, start + index)}[^${name}]`;
    at = start + index + whole.length;
    definitions.push(`[^${name}]: ${text.slice(start + index + 2, at - 1).trim()}`);
  }
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    range: toRange(rangeAt(file, first, end - first)),
    text: [body + text.slice(at, end), ...definitions].join(lineEnd + lineEnd),
    description: 'writes a footnote',
  };
}

/** Names for new footnotes: `note-1` and so on. */
class NoteNames {
  readonly #text: string;
  #number = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string {
    do this.#number += 1;
    while (this.#text.includes(`[^note-${this.#number}]`));
    return `note-${this.#number}`;
  }
}

function checkFence(node: Code, file: VFile): void {
  if (!node.lang || !foreignFence.test(node.lang)) return;
  const start = node.position?.start.offset ?? 0;
  const at =
    start +
    Math.max(
      0,
      String(file.value)
        .slice(start, start + 200)
        .indexOf(node.lang),
    );
  const range = rangeAt(file, at, node.lang.length);
  const message = `"${node.lang}" is shown as source: nothing here runs it or fills it in. Write the result in Markdown.`;
  report(file, 'foreign-syntax', range, message);
  node.lang = 'text';
}

/** Reports Pandoc's subscripts: `H~2~O` is struck through. */
function checkSubscript(node: Delete, file: VFile): void {
  const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  const written = String(file.value).slice(from, to);
  const before = String(file.value).slice(Math.max(0, from - 2), from);
  if (!/^~[^~\s]{1,12}~$/.test(written) || !/[\p{L}\p{N})]$/u.test(before)) return;
  const text = `<sub>${written.slice(1, -1)}</sub>`;
  const range = rangeAt(file, from, to - from);
  const fix = { range: toRange(range), text, description: 'writes <sub>' };
  report(file, 'foreign-syntax', range, `"${written}" is struck through. For a subscript, write ${text}.`, fix);
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}

function toRange({ start, end }: ReturnType<typeof rangeAt>): SourceRange {
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
