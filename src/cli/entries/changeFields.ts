import { isMap, isScalar, parseDocument, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { cutFrontmatter } from '../../log/frontmatterFence.ts';
import { fieldsOf } from '../../log/schema.ts';
import { readFrontmatter } from '../../loader/frontmatter.ts';
import { fieldText } from './entryText.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of an entry with other values for some fields. Every other character stays: order, quotes, comments, the
 * body. New fields are added in the order of the schema. Undefined if that is impossible, such as in `{ title: A }`, or
 * if it would lose a comment.
 */
export function changeFields(kind: EntryKind, text: string, changes: Fields): string | undefined {
  const cut = cutFrontmatter(text);
  if (!cut) return undefined;
  const { contents, errors } = parseDocument(cut.yaml, { keepSourceTokens: true });
  if (errors.length > 0 || !isMap(contents) || contents.flow) return undefined;
  const pairs = pairsOf(contents);
  const edits = fieldsOf(kind).flatMap(({ name }, index, all) => {
    if (!Object.hasOwn(changes, name)) return [];
    const lines = fieldText(name, changes[name]).replaceAll('\n', cut.opening.endsWith('\r\n') ? '\r\n' : '\n');
    const pair = pairs.get(name);
    const before = all.slice(0, index).flatMap((field) => pairs.get(field.name) ?? []);
    return pair ? replaced(cut.yaml, pair, lines) : [inserted(cut.yaml, before, lines)];
  });
  if (edits.includes(undefined) || edits.length < Object.keys(changes).length) return undefined;
  let yaml = cut.yaml;
  // Edits are applied from the end to the start. If several fields are added at one place, the last of the schema comes
  // first.
  const fromEnd = (edits as Edit[]).reverse().sort((a, b) => b.from - a.from || b.to - a.to);
  for (const { from, to, text: part } of fromEnd) {
    yaml = yaml.slice(0, from) + part + yaml.slice(to);
  }
  const after = cut.opening + yaml + cut.rest;
  return isAsWanted(kind, text, after, changes) ? after : undefined;
}

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair<Node, Node | null>> {
  const pairs = map.items as Pair<Node, Node | null>[];
  return new Map(pairs.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
}

function replaced(yaml: string, { key, value }: Pair<Node, Node | null>, lines: string): readonly (Edit | undefined)[] {
  const [from] = key.range ?? [];
  const [, to] = value?.range ?? key.range ?? [];
  if (from === undefined || to === undefined || (value && hasComment(value))) return [undefined];
  // A block ends with its line.
  return [{ from, to, text: yaml[to - 1] === '\n' ? lines : lines.trimEnd() }];
}

/** Whether a comment is inside a value, rather than after it. */
function hasComment(value: Node): boolean {
  if (value.commentBefore) return true;
  if (isScalar(value)) return Boolean(value.type?.startsWith('BLOCK') && value.comment);
  let found = Boolean(value.comment);
  visit(value, {
    Node: (_, node) => {
      if (node.comment || node.commentBefore) found = true;
    },
  });
  return found;
}

/** New lines after the last of these fields, or at the start. */
function inserted(yaml: string, before: readonly Pair<Node, Node | null>[], lines: string): Edit {
  const ends = before.map(({ key, value }) => {
    const [, to = 0] = value?.range ?? key.range ?? [];
    if (yaml[to - 1] === '\n') return to;
    const end = yaml.indexOf('\n', to);
    return end < 0 ? yaml.length : end + 1;
  });
  const at = Math.max(0, ...ends);
  return { from: at, to: at, text: lines };
}

/** Whether the new text has the wanted values, and all others are unchanged. */
function isAsWanted(kind: EntryKind, before: string, after: string, changes: Fields): boolean {
  const [old, now] = [before, after].map((text) => readFrontmatter(kind, text, 'x.md').written);
  if (!old || !now) return false;
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].every(
    (name) => Object.hasOwn(changes, name) || JSON.stringify(old[name]) === JSON.stringify(now[name]),
  );
}
