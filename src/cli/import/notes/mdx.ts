import { spanOf, type Draft, type Edit } from './draft.ts';

/** Leaves out the imports and exports of MDX, and its comments. */
export function dropImports(draft: Draft): void {
  const edits: Edit[] = [];
  for (const node of draft.tree.children) {
    if (node.type !== 'paragraph') continue;
    const [from, to] = spanOf(node);
    const source = draft.text.slice(from, to);
    const isModule =
      /^(?:import\s+(?:[\w*{'"])|export\s+(?:const|let|default|function|\{|\*))/.test(source) &&
      /\bfrom\b|['"]|[={]/.test(source);
    const isComment = source.startsWith('{/*') && source.indexOf('*/') === source.length - 3;
    if (!isModule && !isComment) continue;
    draft.remark('dropped', 'MDX code is left out.', from);
    edits.push({ from, to, text: '' });
  }
  draft.edit(edits);
}
