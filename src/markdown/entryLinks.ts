import type { FootnoteDefinition, Link, Nodes, Parents, Root } from 'mdast';
import { SKIP, visit, visitParents } from './visit.ts';
import type { VFile } from 'vfile';
import { parseMoment } from '../log/length.ts';
import type { EntryKey, EntryLink, FileReference, OutsideReference, WebLink } from '../log/entry.ts';
import { isInDrafts } from '../log/drafts.ts';
import type { Fix } from '../log/problem.ts';
import { linkSentences } from './linkSentences.ts';
import { readTarget, type LinkTarget } from './linkTarget.ts';
import { misleadingHost } from '../log/misleadingHost.ts';
import { onOneLine, proseOf } from './prose.ts';
import { rangeOf, report } from './report.ts';
import { addressOf, sourceOf } from './addresses.ts';

/**
 * Lists the links to entries in `file.data.links`, each with the sentence around it, and gives each an id. Lists links
 * to the web in `file.data.webLinks`, links to other files of the log in `file.data.files`, and links out of `content/`
 * in `file.data.outside`. Reports links of other kinds.
 */
export function remarkEntryLinks() {
  return (tree: Root, file: VFile): void => {
    const links: EntryLink[] = [];
    const others: OtherLinks = { webLinks: [], files: [], outside: [] };
    const times = new Map<EntryKey, number>();
    const sentences = new Map<Parents, ReturnType<typeof linkSentences>>();
    const sentenceAround = (link: Link, parents: readonly Parents[]): EntryLink['sentence'] => {
      const block = parents.findLast(({ type }) => type === 'paragraph' || type === 'tableCell');
      const ofBlock = block && !isAlone(link, block) ? (sentences.get(block) ?? linkSentences(block)) : undefined;
      if (block && ofBlock) sentences.set(block, ofBlock);
      return ofBlock?.get(link) ?? { before: '', text: onOneLine(proseOf(link)).trim(), after: '' };
    };
    const notes = new Map(definitionsOf(tree).map((note) => [note.identifier, note]));
    const collect = (node: Link, parents: readonly Parents[], section: string): void => {
      const link = readLink(node, file, others);
      if (!link) return;
      const count = (times.get(link.target) ?? 0) + 1;
      times.set(link.target, count);
      // The count comes before the name, because "gpt-2" can be a name too.
      const id = `mention-${count === 1 ? '' : `${count}-`}${link.target.replace('/', '-')}`;
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
      const sentence = sentenceAround(node, parents);
      links.push({ ...link, id, section, sentence, ...sourceOf(node) });
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
    Object.assign(file.data, others);
  };
}

/** The links of a body that do not lead to an entry. */
interface OtherLinks {
  readonly webLinks: WebLink[];
  readonly files: FileReference[];
  readonly outside: OutsideReference[];
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
  { webLinks, files, outside }: OtherLinks,
): Pick<EntryLink, 'target' | 'draft' | 'fragment' | 'moment'> | undefined {
  const target = readTarget(node.url, file.path);
  if (target.kind === 'refused') {
    report(file, target.rule, node, target.reason, fixOf(node, target));
    if (target.rule === 'outside-content') outside.push(sourceOf(node));
  }
  if (target.kind === 'web') {
    // The sanitiser accepts only lower-case `https:`.
    node.url = target.url;
    if (!target.url.startsWith('mailto:')) webLinks.push({ url: target.url, range: rangeOf(node) });
    const misleading = misleadingHost(target.url, proseOf(node));
    if (misleading !== undefined) report(file, 'misleading-host', node, misleading);
  }
  if (target.kind === 'file') files.push({ path: target.path, ...sourceOf(node) });
  if (target.kind !== 'entry') return undefined;
  const moment = readMoment(target.fragment);
  const draft = isInDrafts(target.file) ? { draft: target.file } : {};
  if (moment !== 'invalid') return { target: target.key, ...draft, fragment: target.fragment, moment };
  report(file, 'invalid-moment', node, `"#${target.fragment}" is not a moment. Write it like "#t=1:27:30".`);
  return undefined;
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

function isAlone(link: Link, block: Parents): boolean {
  return block.children.every((child: Nodes) => child === link || (child.type === 'text' && child.value.trim() === ''));
}
