import type { ContentsLine, EntryKey, EntryLink, Heading, ShownLink } from './entry.ts';
import type { Mention, MetInSection, Node, Prose, Resource } from './log.ts';

/** The mentions of a note or a resource in one entry, by section, in text order. */
interface MentionsInEntry {
  readonly from: Node;
  readonly sections: readonly { readonly section?: ContentsLine; readonly links: readonly ShownLink[] }[];
}

/** The resources that entries mention: in order, by entry and section, and the first entry to mention each. */
export function collectFirstMentions(entries: readonly Prose[], all: ReadonlyMap<EntryKey, Resource>) {
  const firstMet = new Map<EntryKey, Prose>();
  const met = new Map<EntryKey, MetInSection[]>();
  const order: Resource[] = [];
  for (const entry of entries) {
    const bySection = new Map<string, { section?: ContentsLine; resources: Resource[] }>();
    for (const link of entry.body.links) {
      const resource = all.get(link.target);
      if (!resource || firstMet.has(resource.key)) continue;
      firstMet.set(resource.key, entry);
      order.push(resource);
      const section = sectionOf(entry.body.headings, link.section);
      const id = section?.id ?? '';
      const group = bySection.get(id) ?? { section, resources: [] };
      group.resources.push(resource);
      bySection.set(id, group);
    }
    met.set(entry.key, [...bySection.values()]);
  }
  return { order, met, firstMet };
}

/** The `##` heading that contains a heading of any depth. */
function sectionOf(headings: readonly Heading[], id: string): ContentsLine | undefined {
  const index = headings.findIndex((heading) => heading.id === id);
  const found = headings.slice(0, index + 1).findLast((heading) => heading.depth === 2);
  return found && lineOf(found);
}

/** A heading without the text below it: what is mentioned there does not change with that. */
function lineOf({ id, depth, text }: Heading): ContentsLine {
  return { id, depth, text };
}

function shownLink({ draft: _, range: __, address: ___, ...shown }: EntryLink): ShownLink {
  return shown;
}

/** All links from the entries to each of the targets other than the entry itself, in text order. */
export function collectMentions(
  entries: readonly Node[],
  targets: ReadonlySet<EntryKey>,
): ReadonlyMap<EntryKey, readonly Mention[]> {
  const mentions = new Map<EntryKey, Mention[]>();
  for (const from of entries) {
    const links = from.body.links.filter(({ target }) => targets.has(target) && target !== from.key);
    const inSentences = new Set(links.filter(isInSentence).map(targetInSection));
    const headings = new Map(from.body.headings.map((heading) => [heading.id, lineOf(heading)]));
    for (const link of links) {
      // A sentence in the same section gives more context than a card.
      if (!isInSentence(link) && inSentences.has(targetInSection(link))) continue;
      const section = headings.get(link.section);
      const known = mentions.get(link.target);
      const mention = { from, section, link: shownLink(link) };
      if (known) known.push(mention);
      else mentions.set(link.target, [mention]);
    }
  }
  return mentions;
}

/** Groups mentions by entry and section. */
export function groupMentions(mentions: readonly Mention[]): MentionsInEntry[] {
  const byEntry = Map.groupBy(mentions, ({ from }) => from);
  return [...byEntry].map(([from, inEntry]) => {
    const bySection = Map.groupBy(inEntry, ({ section }) => section);
    const sections = [...bySection].map(([section, list]) => ({ section, links: list.map(({ link }) => link) }));
    return { from, sections };
  });
}

/** The target and the section of a link; no heading's id has a space. */
function targetInSection({ target, section }: EntryLink): string {
  return `${section} ${target}`;
}

function isInSentence({ sentence: { before, after } }: EntryLink): boolean {
  return before !== '' || after !== '';
}
