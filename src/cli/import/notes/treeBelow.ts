import type { Root } from 'mdast';

/**
 * The tree of an entry with this frontmatter, and with this body, whose own tree is known: a copy, which can be changed.
 * Copying takes a tenth of the time of parsing. Undefined if the body means something else below a header.
 */
export function treeBelow(header: string, body: string, tree: Root): Root | undefined {
  // Alone, such a text would start with frontmatter.
  if (/^(?:---|\+\+\+)/.test(body)) return undefined;
  const value = header.replace(/^---\n|\n---\n+$/g, '');
  const lines = header.split('\n').length - 1;
  const added: Readonly<Record<string, number>> = { line: lines, endLine: lines, offset: header.length };
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    const copied: Record<string, unknown> = {};
    for (const [name, own] of Object.entries(part))
      copied[name] = typeof own === 'number' ? own + (added[name] ?? 0) : copy(own);
    return copied;
  };
  const { children, position } = copy(tree) as Root;
  const start = { line: 1, column: 1, offset: 0 };
  const end = { line: lines - 1, column: 4, offset: value.length + '---\n\n---'.length };
  return {
    type: 'root',
    children: [{ type: 'yaml', value, position: { start, end } }, ...children],
    ...(position && { position: { start, end: position.end } }),
  };
}
