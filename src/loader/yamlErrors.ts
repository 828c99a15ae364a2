import { isCollection, isMap, isScalar, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { RuleId } from '../log/rules.ts';
import { fieldLine, valueLine } from './yamlLines.ts';

/** An error of the YAML parser in plain words. */
export interface YamlErrorInWords {
  readonly rule: RuleId;
  /** Offsets into the YAML: the start, and the end if known. */
  readonly range: readonly number[];
  readonly message: string;
}

/**
 * Explains the parser's errors to people who do not know YAML, at the positions to fix. One mistake makes the parser
 * stumble several times, so only the first error in a line is reported, and none that follows from an earlier one.
 */
export function explainYamlErrors(document: Document.Parsed, yaml: string): readonly YamlErrorInWords[] {
  const lines = new Set<number>();
  const told: YamlErrorInWords[] = [];
  for (const error of document.errors) {
    if (told.length > 0 && isConsequence(error)) continue;
    const explained = explain(error, document, yaml);
    const line = yaml.slice(0, explained.range[0]).split('\n').length;
    if (lines.has(line)) continue;
    lines.add(line);
    told.push(explained);
  }
  return told;
}

/** After a line that it cannot parse, the parser reports the rest piece by piece. */
function isConsequence({ code, message }: YAMLError): boolean {
  return code === 'UNEXPECTED_TOKEN' && /in YAML stream|at node end/.test(message);
}

function explain(error: YAMLError, document: Document.Parsed, yaml: string): YamlErrorInWords {
  if (error.code === 'DUPLICATE_KEY') {
    const [key = ''] = yaml.slice(error.pos[0]).split(':');
    return { rule: 'duplicate-key', range: error.pos, message: `"${key.trim()}" is here a second time.` };
  }
  const missing = missingEnd(error);
  const opening = missing && openingOf(missing, document, error.pos[0]);
  if (opening) return inWords(opening, yaml, reasonOfOpening(opening, yaml, missing));
  const shifted = shiftedLine(error, yaml);
  if (shifted !== undefined) {
    return inWords(
      [shifted],
      yaml,
      'the spaces before it make it part of the line above. Align it with the other fields',
    );
  }
  const stray = strayLine(error, yaml);
  if (stray) return stray;
  return inWords(error.pos, yaml, reasonOf(error, yaml));
}

function inWords(range: readonly number[], yaml: string, reason: string): YamlErrorInWords {
  const [line = ''] = yaml
    .slice(range[0] ?? 0)
    .trimStart()
    .split(/\r?\n/);
  const found = line === '' ? 'The end of "---"' : `"${line.trim()}"`;
  return { rule: 'yaml-syntax', range, message: `${found} is not valid YAML: ${reason}.` };
}

type Enclosing = 'quote' | 'map' | 'list';

/**
 * The kind of unclosed bracket or quote. The parser has one code for many errors, so only the message identifies it.
 */
function missingEnd({ message }: YAMLError): Enclosing | undefined {
  if (/^Missing closing ["']quote/.test(message)) return 'quote';
  const [, collection] = /^Flow (map|sequence)/.exec(message) ?? [];
  if (collection === undefined) return undefined;
  return collection === 'map' ? 'map' : 'list';
}

/** The start of the innermost unclosed quote or collection around an offset. The parser's own error is lines below. */
function openingOf(missing: Enclosing, document: Document.Parsed, offset: number): readonly number[] | undefined {
  let opening: readonly number[] | undefined;
  visit(document, (_, node) => {
    if (!isUnclosed(node, missing) || !node.range) return;
    const [start, end] = node.range;
    if (start < offset && end >= offset - 1) opening = [start];
  });
  return opening;
}

function isUnclosed(node: unknown, missing: Enclosing): node is Node {
  if (missing === 'quote') return isScalar(node) && node.type?.startsWith('QUOTE_') === true;
  if (!isCollection(node) || isMap(node) !== (missing === 'map')) return false;
  const { srcToken } = node;
  return srcToken?.type === 'flow-collection' && srcToken.end[0]?.source !== (missing === 'map' ? '}' : ']');
}

function reasonOfOpening([start = 0]: readonly number[], yaml: string, missing: Enclosing | undefined): string {
  if (missing === 'quote') return 'the quotation mark that opens here is never closed';
  const [line = ''] = yaml.slice(start).split('\n');
  const [open, close] = missing === 'map' ? ['{', '}'] : ['[', ']'];
  const comment = / #/.test(line) ? ', because " #" makes the rest of the line a comment' : '';
  return `the "${open}" here has no "${close}"${comment}`;
}

/** The offset of a line that its indentation makes part of the value above. */
function shiftedLine({ code, pos }: YAMLError, yaml: string): number | undefined {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const end = yaml.indexOf('\n', pos[0]);
  const next = end < 0 ? undefined : /^( +)[\w"'-]+:(?:\s|$)/.exec(yaml.slice(end + 1));
  const [line = ''] = yaml.slice(yaml.lastIndexOf('\n', pos[0]) + 1).split('\n');
  const value = valueLine(line);
  return next && value && !value.text.includes(': ') ? end + 1 + (next[1]?.length ?? 0) : undefined;
}

/** A line that is neither a field nor part of one. */
function strayLine({ code, pos }: YAMLError, yaml: string): YamlErrorInWords | undefined {
  const start = yaml.lastIndexOf('\n', pos[0] - 1) + 1;
  const [line = ''] = yaml.slice(start).split(/\r?\n/);
  if (code === 'MULTIPLE_DOCS') {
    return inWords([pos[0]], yaml, 'the line "..." above it ends the frontmatter. Remove that line');
  }
  if (code === 'BAD_DIRECTIVE' || line.startsWith('%') || /^%/m.test(yaml.slice(0, start))) {
    const at = Math.max(0, yaml.search(/^%/m));
    return inWords([at], yaml, 'a line cannot start with "%"');
  }
  if (code !== 'MULTILINE_IMPLICIT_KEY' && code !== 'MISSING_CHAR') return undefined;
  const [, key] = /^\s*([A-Za-z][\w-]*):(?=[^ \t/])/.exec(line) ?? [];
  if (key !== undefined) return inWords([pos[0]], yaml, `a space is missing after "${key}:"`);
  if (fieldLine(line) !== undefined || /["'[\]{}]/.test(line)) return undefined;
  const reason =
    'it does not start with "name:". A value that continues on the next line needs spaces before that line';
  return inWords([start + line.search(/\S|$/)], yaml, reason);
}

function reasonOf({ code, message, pos }: YAMLError, yaml: string): string {
  const start = yaml.lastIndexOf('\n', pos[0] - 1) + 1;
  const [line = ''] = yaml.slice(start).split(/\r?\n/);
  const value = valueLine(line)?.text ?? line.trim();
  const [sign = ''] = value;
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'lines are indented with spaces, not with tabs';
    case 'BAD_DQ_ESCAPE':
      return 'a backslash between double quotation marks starts an escape. Write two of them, or use \' in place of "';
    case 'BAD_ALIAS':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'BAD_PROP_ORDER':
    case 'ALIAS_PROPS':
      return `a value that starts with "${sign}" needs quotes`;
    case 'KEY_OVER_1024_CHARS':
      return 'the name of a field is at most 1,024 characters long';
    case 'BLOCK_IN_FLOW':
      return 'a comma is missing between two values in brackets';
    case 'NON_STRING_KEY':
      return 'the name of a field is text';
    default:
  }
  if (/^["'].*["']./.test(value)) return 'the quotation mark ends before the value does. Put quotes around all of it';
  if (/^[[{]/.test(value) && /at node end/.test(message)) {
    return `text that starts with "${sign}" needs quotes`;
  }
  if (/^(?:[@`%,\]}|>&*!]|[-?](?:\s|$))/.test(value)) return `a value that starts with "${sign}" needs quotes`;
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'a value with ": " in it needs quotes';
  if (code === 'BAD_INDENT' || /same column|indent/i.test(message)) {
    return 'its indentation differs from that of the lines around it';
  }
  if (/flow (?:map|sequence)/i.test(message)) return 'a comma or a bracket in this list is wrong';
  if (/"?[\]}]"?\.?$/.test(message)) return 'this bracket closes nothing';
  if (line.startsWith(' ') || /^\s*- /.test(yaml.slice(0, pos[0]).split('\n')[0] ?? '') || /^\s/.test(yaml)) {
    return 'the fields above it are indented. Start every field at the left edge';
  }
  return 'it is neither a field ("name: value") nor part of one';
}
