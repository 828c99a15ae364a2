import { isAlias, isNode, visit, type Document } from 'yaml';
import type { YamlErrorInWords } from './yamlErrors.ts';

/** A mark that YAML reads instead of text. */
export interface YamlMark extends YamlErrorInWords {
  /** Whether it was meant as YAML, not as text. */
  readonly isMeant: boolean;
}

/**
 * Reports aliases, anchors and tags: this is how YAML reads a first word with `*`, `&` or `!`. Anchors and tags are
 * reported only if there are no aliases.
 */
export function yamlMarks(document: Document.Parsed, yaml: string): readonly YamlMark[] {
  const [aliases, others]: YamlMark[][] = [[], []];
  const add = (list: YamlMark[] | undefined, range: readonly number[], mark: string, what: string) => {
    const isMeant = mark.startsWith('*') ? yaml.includes(`&${mark.slice(1)}`) : /^!!./.test(mark);
    list?.push({ rule: 'yaml-alias', range, isMeant, message: `YAML reads "${mark}" as ${what}, not as text.` });
  };
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const [start = 0, end = start] = node.range ?? [];
    if (isAlias(node)) add(aliases, [start, end], `*${node.source}`, 'an alias');
    else if (node.anchor !== undefined) add(others, ...markBefore(yaml, start, `&${node.anchor}`), 'an anchor');
    if (node.tag === undefined || isAlias(node)) return;
    const [, tag = '!'] = /(![^\s,[\]{}]*)(?:\s+&\S+)?\s*$/.exec(yaml.slice(0, start)) ?? [];
    add(others, ...markBefore(yaml, start, tag), 'a tag');
  });
  return aliases && aliases.length > 0 ? aliases : (others ?? []);
}

/** The range of a mark in front of a value, and the mark. */
function markBefore(yaml: string, start: number, mark: string): [range: readonly number[], mark: string] {
  const at = yaml.lastIndexOf(mark, start);
  return [at < 0 ? [start] : [at, at + mark.length], mark];
}
