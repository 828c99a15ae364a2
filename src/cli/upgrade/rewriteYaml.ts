import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, parseDocument, stringify, type Pair, type YAMLMap } from 'yaml';
import { isObject } from '../../log/json.ts';

/** Replaces the text between two offsets. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const lossy = 'The frontmatter cannot be changed without losing something.';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Rewrites a YAML mapping so that its value is `wanted`, and keeps comments, order, quotes and blank lines. If a value
 * only moves to a new key, the key is renamed in place. Throws if the text is not a mapping, or if the result would not
 * have the value `wanted`.
 */
export function rewriteYaml(yaml: string, wanted: Fields): string {
  const { contents } = parseDocument(yaml, { keepSourceTokens: true });
  if (!isMap(contents)) throw new Error('The frontmatter is not a list of lines like "title: Attention".');
  const edits = editsOfMap(yaml, contents, wanted);
  let text = yaml;
  // From the end, so that offsets stay valid, and in the right order for several lines at one place.
  for (const { from, to, text: insert } of edits.toReversed().sort((a, b) => b.from - a.from || b.to - a.to)) {
    text = text.slice(0, from) + insert + text.slice(to);
  }
  const result = parseDocument(text);
  if (result.errors.length > 0 || !isDeepStrictEqual(result.toJS(), wanted)) {
    throw new Error(lossy);
  }
  return text;
}

function editsOfMap(yaml: string, map: YAMLMap, wanted: Fields): Edit[] {
  const pairs = new Map(
    map.items.map((pair) => [String(isScalar(pair.key) ? pair.key.value : pair.key), pair as Pair]),
  );
  const values = new Map([...pairs].map(([key, { value }]) => [key, plain(value)]));
  const gone = [...pairs.keys()].filter((key) => !Object.hasOwn(wanted, key));
  const renamed = new Map<string, string>();
  for (const key of Object.keys(wanted).filter((name) => !pairs.has(name))) {
    const old = gone.find((name) => !renamed.has(name) && isDeepStrictEqual(values.get(name), wanted[key]));
    if (old !== undefined) renamed.set(old, key);
  }
  const added = Object.keys(wanted).filter((key) => !pairs.has(key) && ![...renamed.values()].includes(key));
  const lost = gone.filter((key) => !renamed.has(key));
  if (map.flow && added.length + lost.length > 0) return [replaceNode(yaml, map, wanted)];
  return [
    ...[...renamed].map(([old, key]) => replaceNode(yaml, pairs.get(old)?.key, key)),
    ...lost.map((key) => removeLines(yaml, pairs.get(key))),
    ...added.map((key) =>
      insertLines(yaml, map, key, wanted, new Map([...renamed].map(([old, name]) => [name, old])), pairs),
    ),
    ...[...pairs].flatMap(([key, { value }]) =>
      Object.hasOwn(wanted, key) ? editsOfValue(yaml, value, wanted[key]) : [],
    ),
  ];
}

function editsOfValue(yaml: string, node: unknown, wanted: unknown): Edit[] {
  if (isDeepStrictEqual(plain(node), wanted)) return [];
  if (isMap(node) && isObject(wanted)) return editsOfMap(yaml, node, wanted);
  if (isSeq(node) && Array.isArray(wanted) && node.items.length === wanted.length) {
    return node.items.flatMap((item, index) => editsOfValue(yaml, item, wanted[index]));
  }
  return [replaceNode(yaml, node, wanted)];
}

/** The value of a node as plain data. */
function plain(node: unknown): unknown {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.toJSON() : node;
}

function rangeOf(node: unknown): readonly [from: number, to: number, end: number] {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  if (!range) throw new Error(lossy);
  return range;
}

function replaceNode(yaml: string, node: unknown, value: unknown): Edit {
  const [from, to] = rangeOf(node);
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
  // An empty value starts right after the colon, and a block ends with its line.
  return {
    from,
    to,
    text: `${yaml[from - 1] === ':' ? ' ' : ''}${text}${yaml[to - 1] === '\n' && to > from ? '\n' : ''}`,
  };
}

/** Removes a pair with its lines. */
function removeLines(yaml: string, pair: Pair | undefined): Edit {
  const [start] = rangeOf(pair?.key);
  return { from: yaml.lastIndexOf('\n', start - 1) + 1, to: endOfLine(yaml, pair), text: '' };
}

/** Inserts a new pair on its own line, after its predecessor in the wanted order. */
function insertLines(
  yaml: string,
  map: YAMLMap,
  key: string,
  wanted: Fields,
  oldNames: ReadonlyMap<string, string>,
  pairs: ReadonlyMap<string, Pair>,
): Edit {
  const order = Object.keys(wanted);
  const before = order
    .slice(0, order.indexOf(key))
    .map((name) => pairs.get(oldNames.get(name) ?? name))
    .findLast((pair) => pair !== undefined);
  const [first] = rangeOf((map.items[0] as Pair | undefined)?.key);
  const lineStart = yaml.lastIndexOf('\n', first - 1) + 1;
  const indent = ' '.repeat(first - lineStart);
  const lines = stringify({ [key]: wanted[key] }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  const at = before ? endOfLine(yaml, before) : lineStart;
  const isOpen = at > 0 && yaml[at - 1] !== '\n';
  return { from: at, to: at, text: `${isOpen ? '\n' : ''}${lines.map((line) => indent + line).join('\n')}\n` };
}

/** The offset after the last line of a pair, including its comment. */
function endOfLine(yaml: string, pair: Pair | undefined): number {
  const [, to] = rangeOf(pair?.value ?? pair?.key);
  if (yaml[to - 1] === '\n') return to;
  const end = yaml.indexOf('\n', to);
  return end < 0 ? yaml.length : end + 1;
}
