import type { Link, Nodes, Parents } from 'mdast';
import type { EntryLink } from '../log/entry.ts';
import { calloutMarker } from './calloutKinds.ts';
import { onOneLine, proseOf } from './prose.ts';
import { visit } from './visit.ts';

let sentences: Intl.Segmenter | undefined;

/** Added before and after each link. No text contains it, because Markdown parsers replace it. */
const mark = '\u0000';

/**
 * The sentence around each link in a paragraph or a table cell, without Markdown. The title of a callout and the text
 * below it count as separate. Takes linear time.
 */
export function linkSentences(block: Parents): ReadonlyMap<Link, EntryLink['sentence']> {
  const links: Link[] = [];
  visit(block as Nodes, 'link', (link) => void links.push(link));
  const found = textsOf(proseOf(withMarks(block)).trimEnd()).flatMap(sentencesIn);
  return new Map(links.flatMap((link, index) => (found[index] ? [[link, found[index]]] : [])));
}

function withMarks<Node extends Nodes>(node: Node): Node {
  if (!('children' in node)) return node;
  const edge = { type: 'text', value: mark } as const;
  const children = node.children.map(withMarks);
  return { ...node, children: node.type === 'link' ? [edge, ...children, edge] : children };
}

/** The title and the text of a callout, or the whole text of another block. */
function textsOf(prose: string): readonly string[] {
  const marker = calloutMarker.exec(prose)?.[0];
  if (marker === undefined) return [prose];
  const line = prose.indexOf('\n');
  const title = prose.slice(marker.length, line < 0 ? undefined : line);
  return line < 0 ? [title] : [title, prose.slice(line + 1)];
}

/** The sentence of each link in a text. Every second part of the text between marks is the text of a link. */
function sentencesIn(marked: string): readonly EntryLink['sentence'][] {
  let whole = '';
  const places: { readonly start: number; readonly end: number }[] = [];
  for (const [index, part] of marked.split(mark).entries()) {
    const start = whole.length;
    whole += index % 2 === 1 ? onOneLine(part).trim() : onOneLine(part);
    if (index % 2 === 1) places.push({ start, end: whole.length });
  }
  // Takes 10 ms to make.
  sentences ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const segments = [...sentences.segment(whole)];
  const endOf = (at: number) => (segments[at]?.index ?? 0) + (segments[at]?.segment.length ?? 0);
  let first = 0;
  return places.map(({ start, end }) => {
    while (first < segments.length - 1 && endOf(first) <= start) first += 1;
    let last = first;
    while (last < segments.length - 1 && endOf(last) < end) last += 1;
    return {
      before: whole.slice(segments[first]?.index, start).trimStart(),
      text: whole.slice(start, end),
      after: whole.slice(end, Math.max(end, endOf(last))).trimEnd(),
    };
  });
}
