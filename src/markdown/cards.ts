import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { Resource } from '../log/log.ts';
import { levels } from '../log/level.ts';
import { fill } from '../i18n/phrase.ts';
import type { Wording } from '../i18n/wording.ts';
import { iconElement } from './iconElement.ts';
import type { RenderContext } from './renderContext.ts';

/** Turns a paragraph that is just a link to a resource into a card, and a list of such links into a list of cards. */
export function rehypeCards(context: RenderContext) {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'p') {
        const card = cardOf(node, context);
        if (card) parent.children[index] = card;
        return card ? SKIP : undefined;
      }
      if (node.tagName !== 'ul' && node.tagName !== 'ol') return undefined;
      const items = node.children.filter((child) => child.type === 'element');
      const cards = items.map((item) => cardOf(onlyParagraph(item) ?? item, context));
      if (cards.length === 0 || cards.includes(undefined)) return undefined;
      node.properties.className = ['cards'];
      node.children = cards.flatMap((card) => (card ? [h('li', [card])] : []));
      return SKIP;
    });
  };
}

function onlyParagraph(item: Element): Element | undefined {
  const [only, ...others] = item.children.filter(isNotSpace);
  return only?.type === 'element' && only.tagName === 'p' && others.length === 0 ? only : undefined;
}

function cardOf(block: Element, { find, urls, wording }: RenderContext): Element | undefined {
  const [link, ...others] = block.children.filter(isNotSpace);
  if (link?.type !== 'element' || others.length > 0 || !link.data?.entry || hasPicture(link)) return undefined;
  const resource = find(link.data.entry);
  if (resource?.kind !== 'resource') return undefined;
  const { href, id } = link.properties;
  const { words } = wording;
  return h('a', { className: ['card'], href, id }, [
    h('span', { className: ['glyph'] }, [
      iconElement(urls, resource.type),
      spoken(fill(words.resource.typed, { type: words.types[resource.type].one }), wording),
    ]),
    h('strong', [titleOf(resource)]),
    h(
      'span',
      { className: ['meta'], ...wording.ofWords },
      wording.shortFacts(resource).map((fact) => h('span', fact)),
    ),
    ...levelDots(resource, wording),
  ]);
}

/** Whether a link shows a picture, which a card would not. */
function hasPicture(link: Element): boolean {
  return link.children.some(
    (child) => child.type === 'element' && (['img', 'picture', 'svg'].includes(child.tagName) || hasPicture(child)),
  );
}

function titleOf({ title, inline }: Pick<Resource, 'title' | 'inline'>): ElementContent {
  return inline?.title === undefined ? { type: 'text', value: title } : { type: 'raw', value: inline.title.listHtml };
}

function levelDots({ level }: Pick<Resource, 'level'>, wording: Wording): Element[] {
  if (!level) return [];
  const name = wording.words.levels[level];
  const dots = levels.map((_, index) => h('i', { className: index <= levels.indexOf(level) ? ['on'] : [] }));
  return [h('span', { className: ['level'], title: name, ...wording.ofWords }, [...dots, spoken(` ${name}`, wording)])];
}

function spoken(text: string, { ofWords }: Wording): Element {
  return h('span', { className: ['visually-hidden'], ...ofWords }, text);
}

function isNotSpace(node: ElementContent): boolean {
  return node.type !== 'text' || node.value.trim() !== '';
}
