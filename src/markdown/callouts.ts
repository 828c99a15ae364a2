import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from './visit.ts';
import { calloutMarker, readCallout, type CalloutKind } from './calloutKinds.ts';
import { iconElement } from './iconElement.ts';
import type { RenderContext } from './renderContext.ts';

/**
 * Turns `> [!NOTE] A custom title` into a callout, like GitHub's alerts (docs.github.com, "Basic writing and formatting
 * syntax"), and Obsidian's other kinds (help.obsidian.md, "Callouts"). With `-` or `+` after the kind, a callout can be
 * folded, and starts closed or open.
 */
export function rehypeCallouts({ urls, wording }: RenderContext) {
  const titles: Readonly<Record<CalloutKind, string>> = wording.words.callouts;
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'blockquote') return;
      const first = node.children.find((child) => child.type === 'element');
      if (first?.type !== 'element' || first.tagName !== 'p') return;
      const start = first.children[0];
      const match = start?.type === 'text' ? calloutMarker.exec(start.value) : null;
      const callout = readCallout(match?.[1] ?? '');
      if (!match || start?.type !== 'text' || !callout) return;
      const { kind, look } = callout;
      const fold = match[2] ?? '';
      start.value = start.value.slice(match[0].length);
      const { title, rest } = splitFirstLine(first.children);
      const heading =
        title.length > 0
          ? title
          : [
              wording.ofWords.lang
                ? h('span', wording.ofWords, titles[kind])
                : ({ type: 'text', value: titles[kind] } as const),
            ];
      const body = node.children.filter((child) => child !== first);
      const className = ['callout', `callout-${look}`];
      node.tagName = fold === '' ? 'div' : 'details';
      node.properties = fold === '' ? { className, role: 'note' } : { className, open: fold === '+' };
      node.children = [
        h(fold === '' ? 'p' : 'summary', { className: 'callout-title' }, [iconElement(urls, look), ...heading]),
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
