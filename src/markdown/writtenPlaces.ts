import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import { titleHeadingOf } from './titleHeading.ts';
import { visit } from './visit.ts';

/** What `publishedMarkdown()` may change in the text of an entry. Offsets count from the start of the text. */
export interface WrittenPlaces {
  /** The text without private comments, if it has any. */
  readonly blanked?: string;
  /** The first heading, if it can be the title. */
  readonly heading?: Place & { readonly text: string };
  readonly frontmatter: readonly Place[];
  readonly html: readonly (Place & { readonly value: string })[];
  /** The addresses of links, pictures and definitions. */
  readonly addresses: readonly AddressPlace[];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

interface AddressPlace extends Place {
  readonly url: string;
  readonly isPicture: boolean;
  /** The offset of the `!` before a picture that is written in one piece. */
  readonly mark?: number;
}

/** The places in the text of a file, from its tree as it was parsed. `written` is the text with its private comments. */
export function placesIn(tree: Root, file: VFile, written: string): WrittenPlaces {
  // Comments are blanked, so every position is still right.
  const text = String(file.value);
  const heading = titleHeadingOf(tree);
  const titlePlace = heading && placeOf(heading.node);
  const frontmatter: Place[] = [];
  const html: (Place & { value: string })[] = [];
  const addresses: AddressPlace[] = [];
  const lines = lineStarts(text);
  const images = imageDefinitions(tree);
  visit(tree, (node: Nodes) => {
    const place = placeOf(node);
    if (node.type === 'yaml' && place) frontmatter.push(place);
    if (node.type === 'html' && place) html.push({ ...place, value: node.value });
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    const range = node.data?.address?.range;
    if (range?.endLine === undefined || range.endColumn === undefined) return;
    addresses.push({
      from: (lines[range.line - 1] ?? 0) + range.column - 1,
      to: (lines[range.endLine - 1] ?? 0) + range.endColumn - 1,
      url: node.url,
      isPicture: node.type === 'image' || (node.type === 'definition' && images.has(node.identifier)),
      ...(node.type === 'image' && place && { mark: place.from }),
    });
  });
  return {
    ...(text !== written && { blanked: text }),
    ...(titlePlace && { heading: { ...titlePlace, text: heading.text } }),
    frontmatter,
    html,
    addresses,
  };
}

function placeOf({ position }: Nodes): Place | undefined {
  const { start, end } = position ?? {};
  return start?.offset === undefined || end?.offset === undefined ? undefined : { from: start.offset, to: end.offset };
}

/** The names of definitions that pictures use: `![…][name]`. */
function imageDefinitions(tree: Root): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, 'imageReference', ({ identifier }) => void names.add(identifier));
  return names;
}

/** The offset of the start of each line. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
}
