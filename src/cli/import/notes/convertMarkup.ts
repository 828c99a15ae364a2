import type { Parents } from 'mdast';
import { allowedHtml, fateOf, isKnownHtml } from '../../../markdown/htmlElements.ts';
import { visitParents } from '../../../markdown/visit.ts';
import { escapedText, spanOf, type Draft, type Edit } from './draft.ts';
import { htmlToMarkdown, mediaAddress, mediaName } from './htmlToMarkdown.ts';
import { tagsIn, type Tag } from './htmlTags.ts';
import { isPicture } from './sources.ts';

const wholeNames =
  'pre|figure|iframe|video|audio|embed|object|svg|math|script|style|noscript|h[1-6]|form|input|button|select|textarea|aside|template|canvas';
/** Elements that can be written in Markdown only as a whole. `<Figure>` is a component. */
const whole = new RegExp(String.raw`<(?:${wholeNames}|${wholeNames.toUpperCase()})\b`);
const renamed: Readonly<Record<string, string>> = {
  center: 'div',
  strike: 's',
  tt: 'code',
  acronym: 'abbr',
  big: 'strong',
};
/** Elements of whole pages, and others that no entry needs. */
const others = new Set(
  'html head body meta title base area map param frame frameset fieldset legend optgroup output progress meter dialog slot data bdi bdo rb rtc search menu marquee blink'.split(
    ' ',
  ),
);
const players = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

/**
 * Turns the HTML of a note into HTML that entries can have: other elements become Markdown, or only their content
 * stays. A tag that is not HTML is shown as text, or left out if it belongs to a component.
 */
export function convertMarkup(draft: Draft, isMdx: boolean): void {
  const edits: Edit[] = [];
  const dropped = new Map<string, number>();
  visitParents(draft.tree, (node, parents) => {
    if (node.type !== 'html') return;
    const [from, to] = spanOf(node);
    const isFlow = !['paragraph', 'heading', 'tableCell', 'link', 'emphasis', 'strong', 'delete'].includes(
      parents.at(-1)?.type ?? '',
    );
    if (isFlow && whole.test(node.value) && !node.value.startsWith('<!--')) {
      edits.push({ from, to, text: indented(htmlToMarkdown(node.value), prefixOf(draft.text, from)) });
      draft.remark('changed', 'HTML is converted to Markdown.', from);
      return;
    }
    const source = draft.text.slice(from, to);
    const isAlone = isFlow && isOnlyPicture(source);
    for (const tag of tagsIn(source)) {
      const text = textOf(tag, { isFlow: isFlow && !isAlone, isMdx, dropped, draft, offset: from + tag.from, parents });
      if (text !== undefined && text !== source.slice(tag.from, tag.to))
        edits.push({ from: from + tag.from, to: from + tag.to, text });
    }
  });
  draft.edit(edits);
}

function isOnlyPicture(source: string): boolean {
  return /^\s*<(?:img|[A-Z]\w*)\b[^<>]*>\s*$/i.test(source);
}

interface Around {
  readonly isFlow: boolean;
  readonly isMdx: boolean;
  /** How many end tags of each name must be removed, because their start tags were. */
  readonly dropped: Map<string, number>;
  readonly draft: Draft;
  readonly offset: number;
  readonly parents: readonly Parents[];
}

/** What to write instead of a tag; undefined if it stays. */
function textOf(tag: Tag, { isFlow, isMdx, dropped, draft, offset, parents }: Around): string | undefined {
  const { name, written, isEnd, attributes } = tag;
  if (name === '') return undefined;
  const drop = () => {
    if (!isEnd) dropped.set(name, (dropped.get(name) ?? 0) + 1);
    return '';
  };
  if (isEnd && (dropped.get(name) ?? 0) > 0) {
    dropped.set(name, (dropped.get(name) ?? 0) - 1);
    return '';
  }
  const own = renamed[name] ?? name;
  if (name === 'img' && !isEnd) {
    const src = attributes.get('src') ?? '';
    if (src === '') return '';
    return isFlow || parents.some(({ type }) => type === 'tableCell') ? keptTag(tag, own) : pictureOf(attributes, src);
  }
  if (name === 'a' && !isEnd && !attributes.has('href')) return drop();
  const isOfPage =
    !/^[A-Z]+[a-z]/.test(written) && (Object.hasOwn(allowedHtml, own) || isKnownHtml(name) || others.has(name));
  const shown = isOfPage || isEnd ? undefined : attributes.get('src');
  if (shown !== undefined && isPicture(shown.replace(/[?#].*$/s, ''))) {
    const tagText = draft.text.slice(offset, offset + tag.to - tag.from);
    if (!tagText.endsWith('/>')) dropped.set(name, (dropped.get(name) ?? 0) + 1);
    return isFlow ? keptTag({ ...tag, name: 'img' }, 'img') : pictureOf(attributes, shown);
  }
  if (name === 'picture' || name === 'source' || name === 'track' || name === 'col' || name === 'colgroup') return '';
  if (players.has(name)) {
    const address = attributes.get('src') ?? attributes.get('data');
    if (isEnd || address === undefined) return '';
    const url = mediaAddress(address);
    return `[${mediaName(url)}](<${url}>)`;
  }
  if (Object.hasOwn(allowedHtml, own)) return keptTag(tag, own);
  if (isKnownHtml(name) || others.has(name)) {
    draft.remark('changed', `The tag "<${name}>" is left out.`, offset);
    return '';
  }
  // A name in angle brackets is often meant as text, but rarely if it has attributes or an end tag.
  const isComponent =
    attributes.size > 0 || isEnd || draft.text.includes(`</${written}>`) || (isMdx && /^[A-Z]/.test(written));
  if (isComponent) {
    const [href, title] = [attributes.get('href') ?? attributes.get('to'), attributes.get('title')];
    if (href !== undefined && title !== undefined && !`${href}${title}`.includes('{'))
      return `[${escapedText(title)}](<${href.replace(/[<>\n]/g, encodeURIComponent)}>)`;
    draft.remark('dropped', `The component "<${written}>" is left out. Its contents stay.`, offset);
    return '';
  }
  draft.remark('changed', 'A tag that is not HTML is shown as text.', offset);
  return `&lt;${isEnd ? '/' : ''}${draft.text.slice(offset + (isEnd ? 2 : 1), offset + tag.to - tag.from)}`;
}

/** A tag with only the attributes that have an effect. */
function keptTag({ isEnd, attributes, name }: Tag, own: string): string {
  if (isEnd) return `</${own}>`;
  const kept = [...attributes]
    .filter(([key]) => fateOf(own, key) === 'kept')
    .map(([key, value]) => `${key}="${value.replaceAll('"', '&quot;')}"`);
  if (name === 'center') kept.push('align="center"');
  const all = kept.map((one) => (one === 'open=""' ? ' open' : ` ${one}`)).join('');
  return `<${own}${all}>`;
}

function pictureOf(attributes: ReadonlyMap<string, string>, src: string): string {
  const alt = (attributes.get('alt') ?? '').replace(/\s+/g, ' ').replace(/[\\`*_[\]]/g, '\\$&');
  const title = attributes.get('title');
  return `![${alt}](<${src.replace(/[<>\n]/g, encodeURIComponent)}>${title ? ` "${title.replace(/["\\\n]/g, '\\$&')}"` : ''})`;
}

/** The text before a block in its line, with spaces in place of list markers. */
function prefixOf(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).replace(/[^>\s]/g, ' ');
}

function indented(text: string, prefix: string): string {
  return text.split('\n').join(`\n${prefix}`);
}
