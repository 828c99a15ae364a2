import type { Blockquote, Code, Paragraph, Parents } from 'mdast';
import { VFile } from 'vfile';
import { calloutMarker, readCallout } from '../../../markdown/calloutKinds.ts';
import { maskedSource } from '../../../markdown/maskedSource.ts';
import { visit, visitParents } from '../../../markdown/visit.ts';
import { escapedText, spanOf, type Draft, type Edit } from './draft.ts';

const tag = /^#(?:\[\[([^[\]\n]+)\]\]|([\p{L}\p{N}_/-]+))$/u;
/** A tag, or `#[[two words]]` as in Logseq. A number alone is not one. */
const tagInLine = /(?<![^\s])#(?:\[\[[^[\]\n]{1,200}\]\]|[\p{L}\p{N}_/-]+)(?![^\s.,;:!?)])/gu;

function isTag(written: string): boolean {
  return tag.test(written) && /\p{L}/u.test(written);
}

/**
 * Removes the tags at the ends of lines from a note. Returns them with those in sentences, which stay. If `isStrict`,
 * only lines with nothing but tags count, because elsewhere `#` can be text.
 */
export function takeTags(
  draft: Draft,
  isStrict: boolean,
): { readonly tags: readonly string[]; readonly edits: readonly Edit[] } {
  if (!/(?:^|\s)#[\p{L}\p{N}[]/u.test(draft.text)) return { tags: [], edits: [] };
  const tags: string[] = [];
  const edits: Edit[] = [];
  const file = new VFile(draft.text);
  visitParents(draft.tree, ['paragraph', 'heading'], (node, parents) => {
    if (node.type !== 'paragraph' && node.type !== 'heading') return;
    const source = maskedSource(node, file);
    if (!source.includes('#')) return;
    const [start] = spanOf(node);
    if (!isStrict)
      tags.push(
        ...[...source.matchAll(tagInLine)].filter(([written]) => isTag(written)).map(([written]) => nameIn(written)),
      );
    if (node.type === 'heading' && isStrict) return;
    const isInItem = parents.at(-1)?.type === 'listItem';
    let at = 0;
    for (const line of source.split('\n')) {
      const run = endRun(line);
      const isWhole = line.slice(0, run).replace(/^[\s>]*/, '') === '';
      if (run < line.length && (isWhole || !isStrict)) {
        if (isStrict) tags.push(...wordsOf(line.slice(run)).map(nameIn));
        const shown =
          isWhole && isInItem && line.length === source.length ? wordsOf(line.slice(run)).map(nameIn).join(', ') : '';
        edits.push({ from: start + at + run, to: start + at + line.length, text: escapedText(shown) });
      }
      at += line.length + 1;
    }
  });
  return { tags: [...new Set(tags)], edits };
}

/** Where the tags at the end of a line start, with the space before them. */
function endRun(line: string): number {
  let at = line.trimEnd().length;
  let run = line.length;
  while (at > 0) {
    const bracket = line.slice(0, at).endsWith(']]') ? line.lastIndexOf('#[[', at) : -1;
    const begin = bracket >= 0 ? bracket : Math.max(line.lastIndexOf(' ', at - 1), line.lastIndexOf('\t', at - 1)) + 1;
    if (!isTag(line.slice(begin, at)) || (begin > 0 && !/\s/.test(line[begin - 1] ?? ''))) break;
    at = line.slice(0, begin).trimEnd().length;
    run = at;
  }
  return run;
}

function wordsOf(run: string): readonly string[] {
  return run.match(/#(?:\[\[[^[\]\n]+\]\]|\S+)/g) ?? [];
}

function nameIn(written: string): string {
  const [, page, name] = tag.exec(written) ?? [];
  return page ?? name ?? written.slice(1);
}

/** Programs that fill in their code blocks when a note is shown. */
const filledIn =
  /^(?:dataview|dataviewjs|tasks|query|base|button|leaflet|excalidraw|kanban|tracker|timeline|chart|meta-bind.*|todoist|calendar|zoommap)$/i;

/**
 * Removes what other programs fill in. Rewrites callouts of unknown kinds, and those of the plugin Admonition, as
 * callouts.
 */
export function blockEdits(draft: Draft): readonly Edit[] {
  const edits: Edit[] = [];
  visit(draft.tree, ['code', 'blockquote', 'paragraph'], (node, _, parent) => {
    if (node.type === 'code') codeEdits(node, draft, edits);
    if (node.type === 'blockquote') calloutEdits(node, draft, edits);
    if (node.type === 'paragraph') fieldEdits(node, parent, draft, edits);
  });
  return edits;
}

function codeEdits(node: Code, draft: Draft, edits: Edit[]): void {
  const [from, to] = spanOf(node);
  const language = node.lang ?? '';
  if (filledIn.test(language)) {
    draft.remark('dropped', `A block of "${language}" is left out, because the site cannot fill it in.`, from);
    edits.push({ from, to, text: '' });
    return;
  }
  const [, kind] = /^ad-([\w-]+)$/.exec(language) ?? [];
  if (kind === undefined) return;
  const title = /^title:[ \t]*(.*)$/m.exec(node.value)?.[1];
  const lines = node.value.split('\n').filter((line) => !/^(?:title|collapse|icon|color):/.test(line));
  const prefix = draft.text.slice(draft.text.lastIndexOf('\n', from - 1) + 1, from).replace(/[^>\s]/g, ' ');
  const all = [markerFor(kind, title ?? ''), ...lines].map((line) => `> ${line}`.trimEnd());
  edits.push({ from, to, text: all.join(`\n${prefix}`) });
}

function markerFor(kind: string, title: string): string {
  if (readCallout(kind)) return `[!${kind.toUpperCase()}]${title === '' ? '' : ` ${title}`}`;
  const shown = title === '' ? kind.charAt(0).toUpperCase() + kind.slice(1).replace(/[-_]/g, ' ') : title;
  return `[!NOTE] ${shown}`;
}

/** A callout of an unknown kind becomes a note with that kind as its title. */
function calloutEdits(node: Blockquote, draft: Draft, edits: Edit[]): void {
  const [paragraph] = node.children;
  if (paragraph?.type !== 'paragraph') return;
  const [from] = spanOf(paragraph);
  const [marker, kind = '', fold = ''] = calloutMarker.exec(draft.text.slice(from, from + 200)) ?? [];
  if (marker === undefined || readCallout(kind)) return;
  const end = draft.text.indexOf('\n', from);
  const title = draft.text.slice(from + marker.length, end < 0 ? draft.text.length : end).trim();
  const written = title === '' ? markerFor(kind, '') : '[!NOTE] ';
  edits.push({ from, to: from + marker.length, text: written.replace('[!NOTE]', `[!NOTE]${fold}`) });
  draft.remark('changed', 'A callout of an unknown kind becomes a “note” callout with that kind as its title.', from);
}

/** `key:: value` of Dataview on its own line. */
function fieldEdits(node: Paragraph, parent: Parents | undefined, draft: Draft, edits: Edit[]): void {
  const [from, to] = spanOf(node);
  if (!draft.text.slice(from, to).includes('::')) return;
  const source = maskedSource(node, new VFile(draft.text));
  const field = /^([ \t>]{0,20})(\p{L}[\p{L}\p{N} _-]{0,40})::[ \t]{0,20}(?=\S)/gmu;
  let last: number | undefined;
  for (const { index, 0: whole, 1: space = '', 2: name = '' } of source.matchAll(field)) {
    const at = from + index + space.length;
    // Without a line break, the lines of a paragraph would run together.
    const end = source.indexOf('\n', last ?? source.length);
    if (last !== undefined && end >= 0 && end < index + 1 && parent?.type !== 'listItem')
      edits.push({ from: from + end, to: from + end, text: '\\' });
    edits.push({ from: at, to: from + index + whole.length, text: `**${escapedText(name.trim())}**: ` });
    last = index;
  }
  if (last !== undefined) draft.remark('changed', 'Dataview fields are shown as text.', from);
}
