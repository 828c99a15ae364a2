/** A record of a BibTeX file with its values as written, without their outer braces. */
export interface BibtexRecord {
  /** In lower case: `article`. */
  readonly type: string;
  readonly key: string;
  /** From 1. */
  readonly line: number;
  /** The values by the names of their fields in lower case. */
  readonly fields: ReadonlyMap<string, string>;
}

/** A record that cannot be read. */
export interface TornRecord {
  readonly line: number;
  readonly key?: string;
  readonly reason: string;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const recordStart = /@[ \t]*([A-Za-z]\w*)[ \t\n]*([{(])/y;
/** A record at the start of a line inside a value: the braces before it do not match. */
const nextRecord = /\n@[A-Za-z]\w*[ \t]*[{(][^\s,{}()=]{0,200}\s{0,9}[,=]/y;
const name = /[^\s,={}()"#%'\\]+/y;
const gap = /(?:[ \t\n]|%[^\n]*(?:\n|$))*/y;
/** The text after a record with a brace too many: the rest of its fields. */
const strayField = /[\s,}]*[A-Za-z][\w-]*\s*=\s*["{\d]/y;

/** Why a record cannot be read. */
class Torn extends Error {}

/**
 * Splits a BibTeX or BibLaTeX file into its records, with `@string` names replaced. Text between records is a comment.
 * A record that cannot be read does not prevent the others from being read.
 */
export function splitBibtex(text: string): {
  readonly records: readonly BibtexRecord[];
  readonly torn: readonly TornRecord[];
} {
  const records: BibtexRecord[] = [];
  const torn: TornRecord[] = [];
  const strings = new Map(monthNames.map((month) => [month, month]));
  const lineOf = lineCounter(text);
  let hasOpenComment = false;
  let at = 0;
  for (;;) {
    at = nextStart(text, at);
    if (at < 0) break;
    const start = matchAt(recordStart, text, at);
    if (!start) {
      at += 1;
      continue;
    }
    const type = (start[1] ?? '').toLowerCase();
    const line = lineOf(at);
    const cursor = { text, at: at + start[0].length, close: start[2] === '(' ? ')' : '}', strings };
    let key: string | undefined;
    try {
      if (type === 'comment') {
        if (hasOpenComment) throw new Torn(noEnd);
        skipBlock(cursor);
      } else if (type === 'preamble') readValue(cursor);
      else if (type === 'string') for (const [field, value] of readFields(cursor)) strings.set(field, value);
      else {
        key = readKey(cursor);
        const fields = readFields(cursor);
        if (matchAt(strayField, text, cursor.at + 1)) throw new Torn('It has one closing brace too many.');
        records.push({ type, key, line, fields });
      }
      at = cursor.at + 1;
    } catch (error) {
      if (!(error instanceof Torn)) throw error;
      // An unclosed comment hides no records, and has to be looked for only once.
      if (type === 'comment') hasOpenComment = true;
      else torn.push({ line, ...(key !== undefined && key !== '' && { key }), reason: error.message });
      at += start[0].length;
      const next = text.indexOf('\n@', at);
      at = next < 0 ? text.length : next + 1;
    }
  }
  return { records, torn };
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly close: string;
  readonly strings: ReadonlyMap<string, string>;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The next `@` that is not on a line that starts with `%`. */
function nextStart(text: string, from: number): number {
  let at = text.indexOf('@', from);
  while (at >= 0 && /(?:^|\n)[ \t]*%[^\n]*$/.test(text.slice(Math.max(0, at - 200), at))) {
    const lineEnd = text.indexOf('\n', at);
    at = lineEnd < 0 ? -1 : text.indexOf('@', lineEnd);
  }
  return at;
}

/** The line numbers of offsets, which must be ascending. */
function lineCounter(text: string): (offset: number) => number {
  let [line, counted] = [1, 0];
  return (offset) => {
    for (; counted < offset; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    return line;
  };
}

function skipGap(cursor: Cursor): string {
  cursor.at += matchAt(gap, cursor.text, cursor.at)?.[0].length ?? 0;
  return cursor.text[cursor.at] ?? '';
}

/** The citation key; empty if the record has none. */
function readKey(cursor: Cursor): string {
  skipGap(cursor);
  const [key = ''] = matchAt(/[^\s,{}()="#]*/y, cursor.text, cursor.at) ?? [];
  cursor.at += key.length;
  const sign = skipGap(cursor);
  // Without a key, the first name belongs to a field.
  if (sign === '=') {
    cursor.at -= key.length;
    while (!cursor.text.startsWith(key, cursor.at)) cursor.at -= 1;
    return '';
  }
  if (sign === ',') cursor.at += 1;
  else if (sign !== cursor.close) throw new Torn('There is no comma after its key.');
  return key;
}

/** Reads fields up to the brace that closes the record, and stops at it. */
function readFields(cursor: Cursor): Map<string, string> {
  const fields = new Map<string, string>();
  for (;;) {
    let sign = skipGap(cursor);
    if (sign === ',') {
      cursor.at += 1;
      continue;
    }
    if (sign === cursor.close) return fields;
    const [field] = matchAt(name, cursor.text, cursor.at) ?? [];
    if (field === undefined) throw new Torn(sign === '' ? noEnd : `There is "${sign}" where a field name is expected.`);
    cursor.at += field.length;
    sign = skipGap(cursor);
    if (sign !== '=') throw new Torn(sign === '' ? noEnd : `There is no "=" after the field "${field.slice(0, 40)}".`);
    cursor.at += 1;
    const value = readValue(cursor);
    // If there are two, BibTeX uses the first.
    if (!fields.has(field.toLowerCase())) fields.set(field.toLowerCase(), value);
    sign = skipGap(cursor);
    if (sign !== ',' && sign !== cursor.close)
      throw new Torn(/^@?$/.test(sign) ? noEnd : `There is no comma after the field "${field.slice(0, 40)}".`);
  }
}

const noEnd = 'Its braces do not match, so the record is never closed.';

/** Reads a value: parts in braces or quotes, numbers and names of strings, joined by `#`. */
function readValue(cursor: Cursor): string {
  let value = '';
  for (;;) {
    const sign = skipGap(cursor);
    if (sign === '{' || sign === '"') value += readDelimited(cursor, sign);
    else {
      const [word] = matchAt(name, cursor.text, cursor.at) ?? [];
      if (word === undefined) throw new Torn(sign === '' ? noEnd : `There is "${sign}" where a value is expected.`);
      cursor.at += word.length;
      value += /^\d+$/.test(word) ? word : (cursor.strings.get(word.toLowerCase()) ?? word);
    }
    if (skipGap(cursor) !== '#') return value;
    cursor.at += 1;
  }
}

/** Reads a part in braces or quotes. BibTeX counts all braces, escaped ones too. */
function readDelimited(cursor: Cursor, opening: string, { isComment = false } = {}): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (sign === '}' && opening === '"') throw new Torn('It has one closing brace too many.');
    else if ((sign === '}' && opening === '{') || (sign === '"' && opening === '"' && depth === 0)) {
      cursor.at = at + 1;
      return text.slice(start, at);
    } else if (sign === '\n' && text[at + 1] === '@' && !isComment && matchAt(nextRecord, text, at))
      throw new Torn(noEnd);
  }
  throw new Torn(noEnd);
}

/** Skips a comment in braces, and stops at its last brace. */
function skipBlock(cursor: Cursor): void {
  cursor.at -= 1;
  readDelimited(cursor, '{', { isComment: true });
  cursor.at -= 1;
}
