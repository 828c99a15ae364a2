import type { FootnoteDefinition, Link, Nodes, Paragraph, Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import type { VFile } from 'vfile';
import { parseMoment } from '../log/length.ts';
import type { EntryKey, EntryLink, FileLink, WebLink, WrittenAddress } from '../log/entry.ts';
import type { Fix } from '../log/problem.ts';
import { calloutMarker } from './calloutKinds.ts';
import { readTarget, type LinkTarget } from './linkTarget.ts';
import { misleadingHost } from '../log/misleadingHost.ts';
import { onOneLine, proseOf } from './prose.ts';
import { rangeOf, report } from './report.ts';

/**
 * Lists the links to entries in `file.data.links`, each with the sentence around it, and gives each an id. Lists the
 * links to the web in `file.data.webLinks`, and those to other files of the log in `file.data.files`. Reports links of other kinds.
 */
export function remarkEntryLinks() {
  return (tree: Root, file: VFile): void => {
    const links: EntryLink[] = [];
    const webLinks: WebLink[] = [];
    const files: FileLink[] = [];
    const times = new Map<EntryKey, number>();
    const notes = new Map(definitionsOf(tree).map((note) => [note.identifier, note]));
    const collect = (node: Link, parents: readonly Parents[], section: string): void => {
      const link = readLink(node, file, { webLinks, files });
      if (!link) return;
      const count = (times.get(link.target) ?? 0) + 1;
      times.set(link.target, count);
      // The count comes before the name, because "gpt-2" can be a name too.
      const id = `mention-${count === 1 ? '' : `${count}-`}${link.target.replace('/', '-')}`;
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
      const address = addressOf(node);
      const sentence = sentenceAround(node, parents);
      links.push({ ...link, id, section, sentence, range: rangeOf(node), ...(address && { address }) });
    };
    // The links in a footnote count for the section that first refers to the footnote.
    const read = (root: Root | FootnoteDefinition, start: string): void => {
      let section = start;
      visitParents(root, (node, parents) => {
        if (node.type === 'footnoteDefinition' && node !== root) return SKIP;
        if (node.type === 'heading') section = String(node.data?.hProperties?.id ?? '');
        if (node.type === 'link') collect(node, parents, section);
        const note = node.type === 'footnoteReference' ? notes.get(node.identifier) : undefined;
        if (!note) return undefined;
        notes.delete(note.identifier);
        read(note, section);
        return undefined;
      });
    };
    read(tree, '');
    for (const note of notes.values()) read(note, '');
    file.data.links = links;
    file.data.webLinks = webLinks;
    file.data.files = files;
  };
}

function definitionsOf(tree: Root): FootnoteDefinition[] {
  const definitions: FootnoteDefinition[] = [];
  visit(tree, 'footnoteDefinition', (node) => {
    definitions.push(node);
  });
  return definitions;
}

/** The entry that a link points to. Reports links that point nowhere. */
function readLink(
  node: Link,
  file: VFile,
  { webLinks, files }: { readonly webLinks: WebLink[]; readonly files: FileLink[] },
): Pick<EntryLink, 'target' | 'fragment' | 'moment'> | undefined {
  const target = readTarget(node.url, file.path);
  if (target.kind === 'refused') report(file, target.rule, node, target.reason, fixOf(node, target));
  if (target.kind === 'web') {
    // The sanitiser accepts only lower-case `https:`.
    node.url = target.url;
    if (!target.url.startsWith('mailto:')) webLinks.push({ url: target.url, range: rangeOf(node) });
    const misleading = misleadingHost(target.url, proseOf(node));
    if (misleading !== undefined) report(file, 'misleading-host', node, misleading);
  }
  if (target.kind === 'file') files.push({ path: target.path, range: rangeOf(node) });
  if (target.kind !== 'entry') return undefined;
  const moment = readMoment(target.fragment);
  if (moment !== 'invalid') return { target: target.key, fragment: target.fragment, moment };
  report(file, 'invalid-moment', node, `"#${target.fragment}" is not a moment. Write it like "#t=1:27:30".`);
  return undefined;
}

/** The address as written, if it has no escapes. Otherwise a fix cannot replace part of it. */
function addressOf(node: Link): WrittenAddress | undefined {
  const address = node.data?.address;
  return address?.text === node.url ? address : undefined;
}

function fixOf(node: Link, { meant }: Extract<LinkTarget, { kind: 'refused' }>): Fix | undefined {
  const address = addressOf(node);
  if (!meant || !address) return undefined;
  const description = 'writes the relative path of the Markdown file';
  return { range: address.range, text: meant.address, description, needs: meant.key };
}

function readMoment(fragment: string): number | 'invalid' | undefined {
  if (!fragment.startsWith('t=')) return undefined;
  return parseMoment(fragment.slice(2)) ?? 'invalid';
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentenceAround(link: Link, parents: readonly Parents[]): EntryLink['sentence'] {
  const text = onOneLine(proseOf(link)).trim();
  const block = parents.findLast((parent) => parent.type === 'paragraph' || parent.type === 'tableCell');
  if (!block || isAlone(link, block)) return { before: '', text, after: '' };
  const [before, after] = splitAt(block, link).map(onOneLine);
  const whole = `${before}${text}${after}`;
  const [start, end] = [before?.length ?? 0, (before?.length ?? 0) + text.length];
  const around = [...sentences.segment(whole)].filter(
    ({ index, segment }) => index < end && index + segment.length > start,
  );
  const first = around[0]?.index ?? 0;
  const last = around.at(-1);
  return {
    before: whole.slice(first, start).trimStart(),
    text,
    after: whole.slice(end, last ? last.index + last.segment.length : end).trimEnd(),
  };
}

function isAlone(link: Link, block: Parents): boolean {
  return block.children.every((child: Nodes) => child === link || (child.type === 'text' && child.value.trim() === ''));
}

/** The text of a block before and after a link in it. */
function splitAt(block: Parents, link: Link): [string, string] {
  const mark = '\u0000';
  const withMark = (node: Nodes): Nodes => {
    if (node === link) return { type: 'text', value: mark };
    return 'children' in node ? ({ ...node, children: node.children.map(withMark) } as Nodes) : node;
  };
  const [before = '', after = ''] = proseOf(withMark(block as Paragraph))
    .trimEnd()
    .split(mark);
  // The marker of a callout and the title on its line are not part of the sentence below.
  const marker = calloutMarker.exec(before)?.[0];
  if (marker === undefined) return [before, after];
  const line = before.indexOf('\n');
  return [before.slice(line < 0 ? marker.length : line + 1), after];
}
