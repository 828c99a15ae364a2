import { isCollection, isMap, isScalar, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { RuleId } from '../log/rules.ts';

/** An error of the YAML parser in plain words. */
interface YamlErrorInWords {
  readonly rule: RuleId;
  /** Offsets into the YAML: the start, and the end if known. */
  readonly range: readonly number[];
  readonly message: string;
}

/** Explains a parser error to people who do not know YAML, at the position to fix. */
export function explainYamlError(error: YAMLError, document: Document.Parsed, yaml: string): YamlErrorInWords {
  if (error.code === 'DUPLICATE_KEY') {
    const [key = ''] = yaml.slice(error.pos[0]).split(':');
    return { rule: 'duplicate-key', range: error.pos, message: `"${key.trim()}" stands here a second time.` };
  }
  const missing = missingEnd(error);
  const range = (missing && openingOf(missing, document, error.pos[0])) ?? error.pos;
  const [line = ''] = yaml
    .slice(range[0] ?? 0)
    .trimStart()
    .split(/\r?\n/);
  const found = line === '' ? 'The end of "---"' : `"${line.trim()}"`;
  return { rule: 'yaml-syntax', range, message: `${found} is not valid YAML: ${reasonOf(error, missing)}.` };
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

function reasonOf({ code, message }: YAMLError, missing: Enclosing | undefined): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'a value with ": " in it needs quotes';
  if (code === 'TAB_AS_INDENT') return 'lines are indented with spaces, not with tabs';
  if (missing === 'quote') return 'the quotation mark that starts here has no end';
  return `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
}
