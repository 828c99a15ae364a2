import { visit } from '../../../markdown/visit.ts';
import { spanOf, type Draft, type Edit } from './draft.ts';

/** A definition of a macro: its name with the backslash, and its meaning. */
export type Macro = readonly [name: string, meaning: string];

const start =
  /\\(?:(re|provide)?newcommand\*?|def|DeclareMathOperator(\*)?)\s{0,9}\{?\s{0,9}(\\[A-Za-z]+)\s{0,9}\}?((?:#\d){0,9})(?:\[(\d)\])?\s*\{/y;
const most = 500;

/** The macros that a text defines, and whether it contains nothing else. */
export function readMacros(tex: string): { readonly macros: readonly Macro[]; readonly isAll: boolean } {
  const macros: Macro[] = [];
  let isAll = true;
  for (let at = tex.indexOf('\\'); at >= 0 && macros.length < most; ) {
    start.lastIndex = at;
    const found = start.exec(tex);
    const begin = start.lastIndex;
    const end = found ? closing(tex, begin) : -1;
    if (!found || end < 0) {
      isAll = false;
      at = tex.indexOf('\\', at + 1);
      continue;
    }
    const [whole, , starred, name = ''] = found;
    const inside = tex.slice(begin, end).trim();
    const meaning = whole.startsWith('\\Declare') ? `\\operatorname${starred ?? ''}{${inside}}` : inside;
    macros.push([name, meaning]);
    const next = tex.indexOf('\\', end + 1);
    if (
      tex
        .slice(end + 1, next < 0 ? tex.length : next)
        .replace(/%[^\n]*/g, '')
        .trim() !== ''
    )
      isAll = false;
    at = next;
  }
  return { macros, isAll: isAll && macros.length > 0 };
}

/** The brace that closes the one before an offset; -1 if there is none. */
function closing(tex: string, from: number): number {
  let depth = 1;
  for (let at = from; at < tex.length && at < from + 2_000; at += 1) {
    const sign = tex[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && --depth === 0) return at;
  }
  return -1;
}

/** The macros that the formulas of a note define. */
export function macrosIn(draft: Draft): readonly Macro[] {
  if (!/\\(?:(?:re|provide)?newcommand|def|DeclareMathOperator)/.test(draft.text)) return [];
  const macros: Macro[] = [];
  visit(draft.tree, ['math', 'inlineMath'], (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') macros.push(...readMacros(node.value).macros);
  });
  return macros;
}

/** Removes the formulas that only define macros that are in the log now. */
export function removeDefinitions(draft: Draft, macros: Readonly<Record<string, string>>): void {
  const edits: Edit[] = [];
  visit(draft.tree, ['math', 'inlineMath'], (node) => {
    if (node.type !== 'math' && node.type !== 'inlineMath') return;
    const read = readMacros(node.value);
    if (!read.isAll || !read.macros.every(([name]) => Object.hasOwn(macros, name))) return;
    const [from, to] = spanOf(node);
    edits.push({ from, to, text: '' });
  });
  draft.edit(edits);
}

/** The macros whose definitions all agree. */
export function sharedMacros(all: readonly Macro[]): Readonly<Record<string, string>> {
  const meanings = new Map<string, Set<string>>();
  for (const [name, meaning] of all) meanings.set(name, (meanings.get(name) ?? new Set()).add(meaning));
  return Object.fromEntries(
    [...meanings].flatMap(([name, [first, second]]) =>
      first !== undefined && second === undefined ? [[name, first]] : [],
    ),
  );
}
