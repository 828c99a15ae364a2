import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from './visit.ts';
import type { EntrySummary } from '../log/log.ts';
import { levels, type Level } from '../log/level.ts';
import { fill } from '../i18n/phrase.ts';
import type { Wording } from '../i18n/wording.ts';
import { iconElement } from './iconElement.ts';
import type { RenderContext } from './renderContext.ts';

type CardTarget = Extract<EntrySummary, { kind: 'note' | 'resource' }>;

/**
 * Turns a paragraph that is just a link to a note or a resource into a card, and a list of links to resources into a
 * list of cards. Lists of notes stay lists: a table of contents is long, and notes have little to show on a card.
 */
export function rehypeCards(context: RenderContext) {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'p') {
        const isInList = parent.type === 'element' && parent.tagName === 'li';
        const card = cardOf(node, context, isInList ? ['resource'] : ['note', 'resource']);
        if (card) parent.children[index] = card;
        return card ? SKIP : undefined;
      }
      if (node.tagName !== 'ul' && node.tagName !== 'ol') return undefined;
      const items = node.children.filter((child) => child.type === 'element');
      const cards = items.map((item) => cardOf(onlyParagraph(item) ?? item, context, ['resource']));
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

function cardOf(
  block: Element,
  { find, urls, wording }: RenderContext,
  kinds: readonly CardTarget['kind'][],
): Element | undefined {
  const [link, ...others] = block.children.filter(isNotSpace);
  if (link?.type !== 'element' || others.length > 0 || !link.data?.entry || hasPicture(link)) return undefined;
  const target = find(link.data.entry);
  if ((target?.kind !== 'resource' && target?.kind !== 'note') || !kinds.includes(target.kind)) return undefined;
  const { href, id } = link.properties;
  const { icon, type, facts, level } = lookOf(target, wording);
  return h('a', { className: ['card'], href, id }, [
    h('span', { className: ['glyph'] }, [
      iconElement(urls, icon),
      spoken(fill(wording.words.resource.typed, { type }), wording),
    ]),
    h('strong', [titleOf(target)]),
    h(
      'span',
      { className: ['meta'], ...wording.ofWords },
      facts.map((fact) => h('span', fact)),
    ),
    ...levelDots(level, wording),
  ]);
}

/** What a card shows in addition to the title. */
function lookOf(target: CardTarget, wording: Wording) {
  const { kinds, types } = wording.words;
  if (target.kind === 'note') {
    const facts = target.added ? [wording.date(target.added)] : [];
    return { icon: 'notebook', type: kinds.note.one, facts, level: undefined };
  }
  const { type, level } = target;
  return { icon: type, type: types[type].one, facts: wording.shortFacts(target), level };
}

/** Whether a link shows a picture, which a card would not. */
function hasPicture(link: Element): boolean {
  return link.children.some(
    (child) => child.type === 'element' && (['img', 'picture', 'svg'].includes(child.tagName) || hasPicture(child)),
  );
}

function titleOf({ title, inline }: CardTarget): ElementContent {
  return inline?.title === undefined ? { type: 'text', value: title } : { type: 'raw', value: inline.title.listHtml };
}

function levelDots(level: Level | undefined, wording: Wording): Element[] {
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
