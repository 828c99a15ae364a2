import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { LineCounter, parseDocument } from 'yaml';

/** The frontmatter of another program. */
export interface ForeignFields {
  /** Maps, lists, texts, true, false and null. Numbers and dates are text. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The text below the frontmatter. */
  readonly body: string;
  /** The line of the file on which that text starts, from 1. */
  readonly line: number;
  /** Whether quotes were added to values that were not YAML without them. */
  readonly areQuotesAdded: boolean;
}

/** Why frontmatter cannot be read, and where. */
export interface BrokenFields {
  readonly line: number;
  readonly reason: string;
}

const largest = 64 * 1024;

/** Reads the frontmatter of a file, in YAML between `---` or TOML between `+++`. Without any, there are no fields. */
export function readForeignFields(text: string): ForeignFields | BrokenFields {
  const [opening, mark] = /^(---|\+\+\+)[^\S\n]*\n/.exec(text) ?? [];
  const none = { fields: {}, body: text, line: 1, areQuotesAdded: false };
  if (opening === undefined || mark === undefined) return none;
  const after = text.slice(opening.length);
  const end = (mark === '---' ? /^(?:---|\.\.\.)[^\S\n]*$/m : /^\+\+\+[^\S\n]*$/m).exec(after);
  if (!end) return none;
  const source = after.slice(0, end.index);
  // A `---` line at the start of the text.
  const [first = ''] = source.slice(0, largest).trimStart().split('\n', 1);
  if (mark === '---' && !/^(?:[^:]{1,200}:(?:\s|$)|#|$)/.test(first)) return none;
  if (source.length > largest) return { line: 1, reason: 'Its frontmatter is larger than 64 KiB.' };
  const above = text.slice(0, opening.length + end.index + end[0].length);
  const body = text.slice(above.length).replace(/^\n/, '');
  const line = above.split('\n').length + 1;
  const read = mark === '---' ? readYaml(source) : readToml(source);
  return 'reason' in read ? read : { ...read, body, line };
}

type Read = BrokenFields | Pick<ForeignFields, 'fields' | 'areQuotesAdded'>;

function readYaml(source: string): Read {
  const first = yamlFields(source);
  if (!('reason' in first)) return { fields: first.fields, areQuotesAdded: false };
  // `title: One: two` is not YAML, but some programs read it.
  const quoted = source.split('\n').map(quotedLine).join('\n');
  const second = quoted === source ? first : yamlFields(quoted);
  return 'reason' in second ? first : { fields: second.fields, areQuotesAdded: true };
}

/** A line with quotes around a value that contains a colon. */
function quotedLine(line: string): string {
  const [, key = '', value = ''] = /^([\w-]{1,100}:[ \t])(.*)$/.exec(line) ?? [];
  const text = value.trim();
  const isText = /:[ \t]/.test(text) && !/^[\s'"[{|>&*!%@`#]/.test(text);
  return isText ? `${key}'${text.replaceAll("'", "''")}'` : line;
}

function yamlFields(source: string): BrokenFields | { readonly fields: ForeignFields['fields'] } {
  const lineCounter = new LineCounter();
  // Numbers and dates stay text: `1.10` keeps its zero, and `2024-03-01` its day in every time zone.
  const document = parseDocument(source, {
    schema: 'failsafe',
    customTags: ['bool', 'null'],
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter,
  });
  const [error] = document.errors;
  const broken = (line: number, why: string) => ({ line, reason: `Its frontmatter is not valid YAML: ${why}` });
  if (error) return broken(lineCounter.linePos(error.pos[0]).line + 1, sentence(error.message));
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === '') return { fields: {} };
    return isRecord(value) ? { fields: value } : broken(2, 'it has no fields.');
  } catch (thrown) {
    return broken(2, sentence(thrown instanceof Error ? thrown.message : 'it cannot be read'));
  }
}

function readToml(source: string): Read {
  try {
    return { fields: plain(parseToml(source)) as Record<string, unknown>, areQuotesAdded: false };
  } catch (error) {
    const line = error instanceof TomlError ? error.line + 1 : 2;
    const [why = ''] = error instanceof Error ? error.message.split('\n') : [];
    return {
      line,
      reason: `Its frontmatter is not valid TOML: ${sentence(why.replace(/^Invalid TOML document: /, ''))}`,
    };
  }
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)])) : value;
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts in a value: the value itself, or the items of its list. */
export function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  return [];
}
