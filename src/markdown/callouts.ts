import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { iconElement } from './iconElement.ts';
import type { RenderContext } from './renderContext.ts';

/**
 * Turns `> [!NOTE] A custom title` into a callout, like GitHub's alerts (docs.github.com, "Basic writing and formatting
 * syntax").
 */
export function rehypeCallouts({ urls, wording }: RenderContext) {
  const titles: Readonly<Record<string, string>> = wording.words.callouts;
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'blockquote') return;
      const first = node.children.find((child) => child.type === 'element');
      if (first?.type !== 'element' || first.tagName !== 'p') return;
      const start = first.children[0];
      const match = start?.type === 'text' ? /^\[!([A-Za-z]+)\][^\S\n]*/.exec(start.value) : null;
      const kind = match?.[1]?.toLowerCase() ?? '';
      if (!match || start?.type !== 'text' || !Object.hasOwn(titles, kind)) return;
      start.value = start.value.slice(match[0].length);
      const { title, rest } = splitFirstLine(first.children);
      const heading = title.length > 0 ? title : [{ type: 'text' as const, value: titles[kind] ?? '' }];
      node.tagName = 'div';
      node.properties = { className: ['callout', `callout-${kind}`], role: 'note' };
      const body = node.children.filter((child) => child !== first);
      node.children = [
        h('p', { className: 'callout-title' }, [iconElement(urls, kind), ...heading]),
        ...(rest.length > 0 ? [{ ...first, children: rest }] : []),
        ...body,
      ];
    });
  };
}

function splitFirstLine(nodes: readonly ElementContent[]): { title: ElementContent[]; rest: ElementContent[] } {
  const at = nodes.findIndex((node) => (node.type === 'text' && node.value.includes('\n')) || isBreak(node));
  const last = nodes[at];
  if (!last) return { title: nodes.filter(hasWords), rest: [] };
  const line = last.type === 'text' ? last.value.indexOf('\n') : 0;
  const [head, tail] = last.type === 'text' ? [last.value.slice(0, line), last.value.slice(line + 1)] : ['', ''];
  const title = [...nodes.slice(0, at), { type: 'text' as const, value: head }].filter(hasWords);
  const rest = [{ type: 'text' as const, value: tail }, ...nodes.slice(at + 1)].filter(
    (node, index) => index > 0 || hasWords(node),
  );
  return { title, rest };
}

function isBreak(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'br';
}

function hasWords(node: ElementContent): boolean {
  return node.type !== 'text' || node.value.trim() !== '';
}
