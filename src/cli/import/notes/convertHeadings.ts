import type { Heading } from 'mdast';
import { visit } from '../../../markdown/visit.ts';
import { escapedText, spanOf, type Draft, type Edit } from './draft.ts';

/** The most characters of a title. */
const longestTitle = 1_000;

/** The first heading of a note as its title, in Markdown, and whether it is certain to be the title. */
export interface TitleHeading {
  readonly title: string;
  /** Without Markdown syntax. */
  readonly plain: string;
  readonly node: Heading;
  /** The addresses on the web that it links to, which a title cannot. */
  readonly addresses: readonly string[];
}

/**
 * The heading that can be the title: the first one, if it is at the highest level, or if the note starts with it and no
 * other has its level. `isOnly` requires the highest level, and that no other has it.
 */
export function titleHeading(draft: Draft, isOnly: boolean): TitleHeading | undefined {
  const headings: Heading[] = [];
  visit(draft.tree, 'heading', (node) => {
    headings.push(node);
  });
  const [node, ...others] = headings;
  if (!node || !draft.tree.children.includes(node)) return undefined;
  const isAlone = others.every(({ depth }) => depth > node.depth);
  if (node.depth === 1 ? isOnly && !isAlone : isOnly || !isAlone || node !== draft.tree.children[0]) return undefined;
  const title = titleOf(node, draft.text);
  const plain = title.replace(/\\(.)/g, '$1').replace(/[*_`]/g, '').trim();
  const addresses: string[] = [];
  visit(node, 'link', ({ url }) => {
    if (/^https?:/i.test(url) && URL.canParse(url)) addresses.push(url);
  });
  return title === '' ? undefined : { title, plain, node, addresses };
}

/** The Markdown of a heading, with the text of links, and without pictures and HTML. */
function titleOf(node: Heading, text: string): string {
  const cuts: Edit[] = [];
  const cut = (from: number, to: number) => cuts.push({ from, to, text: '' });
  visit(node, (child) => {
    const [from, to] = spanOf(child);
    if (
      child.type === 'image' ||
      child.type === 'html' ||
      child.type === 'footnoteReference' ||
      child.type === 'imageReference'
    )
      cut(from, to);
    if (child.type !== 'link' && child.type !== 'linkReference') return;
    const [first, last] = [child.children[0], child.children.at(-1)];
    if (!first || !last || text[from] !== '[') return;
    cut(from, spanOf(first)[0]);
    cut(spanOf(last)[1], to);
  });
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (!first || !last) return '';
  let [result, at] = ['', spanOf(first)[0]];
  for (const { from, to } of cuts.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue;
    result += text.slice(at, from);
    at = to;
  }
  const title = result + text.slice(at, Math.max(at, spanOf(last)[1]));
  return title
    .slice(0, longestTitle)
    .replace(/!?\[\[(?:[^[\]|]*\\?\|)?([^[\]|]*)\]\]/g, (_, name: string) => escapedText(name))
    .replace(/(?:\s+#[\p{L}][\p{L}\p{N}_/-]*)+\s*$/u, '')
    .replace(/\s*\{[#:][^{}]*\}\s*$/, '')
    .replace(/==([^=]+)==/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Removes a heading, and gives the others levels from 2 without gaps. */
export function headingEdits(draft: Draft, removed: Heading | undefined): readonly Edit[] {
  const edits: Edit[] = [];
  const above: { depth: number; level: number }[] = [];
  visit(draft.tree, 'heading', (node) => {
    const [from, to] = spanOf(node);
    if (node === removed) {
      edits.push({ from, to: draft.text[to] === '\n' ? to + 1 : to, text: '' });
      return;
    }
    while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
    const level = Math.min(6, (above.at(-1)?.level ?? 1) + 1);
    above.push({ depth: node.depth, level });
    const last = node.children.at(-1);
    const inner = last ? draft.text.slice(spanOf(last)[0], spanOf(last)[1]) : '';
    const id = last?.type === 'text' && inner.trimEnd().endsWith('}') ? inner.lastIndexOf('{') : -1;
    if (last && id >= 0 && /^\{[#.:]/.test(inner.slice(id, id + 2))) {
      edits.push({ from: spanOf(last)[0] + inner.slice(0, id).trimEnd().length, to: spanOf(last)[1], text: '' });
    }
    if (level === node.depth) return;
    const hashes = '#'.repeat(level);
    if (draft.text[from] === '#' && /^#{1,6}(?:\s|$)/.test(draft.text.slice(from, from + 8))) {
      edits.push({ from, to: from + node.depth, text: hashes });
    } else if (last) {
      const whole = draft.text.slice(from, spanOf(last)[1]);
      if (whole.includes('\n'))
        edits.push({
          from,
          to,
          text: `${hashes} ${whole
            .split('\n')
            .map((line) => line.replace(/^[\s>]+/, '').trimEnd())
            .join(' ')}`,
        });
      else edits.push({ from, to: from, text: `${hashes} ` }, { from: spanOf(last)[1], to, text: '' });
    }
  });
  return edits;
}
