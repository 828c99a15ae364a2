import type { Nodes, Root } from 'mdast';
import { VFile } from 'vfile';
import { parseSyntax } from './parse.ts';
import { parseWithoutComments } from './privateComments.ts';
import { titleHeadingIn } from './titleHeading.ts';
import { visit } from './visit.ts';

/** Where the links and pictures of an entry lead on the published site. */
export interface PublishedAddresses {
  /** The complete address of a link as written, or undefined if it stays as it is. */
  readonly link: (address: string) => string | undefined;
  /** The complete address of a picture as written, or undefined if the site has no file of it. */
  readonly image: (address: string) => string | undefined;
  /** The complete address of the page, which shows the pictures without a file. */
  readonly page: string;
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The body of an entry as it is written, with complete addresses: without its frontmatter, a heading that repeats the
 * title, private comments and comments in HTML. A picture that is only drawn on the page becomes a link to it. Empty for
 * a text that is too much for the parser.
 */
export function publishedMarkdown(text: string, title: string, addresses: PublishedAddresses): string {
  const file = new VFile(text.replace(/^\uFEFF/, ''));
  const tree = parseWithoutComments(file, (one) => parseSyntax(String(one.value)) ?? { type: 'root', children: [] });
  // Comments are blanked, so every position is still right.
  const written = String(file.value);
  const changes: Change[] = [];
  const lines = lineStarts(written);
  const remove = ({ position }: Nodes) => {
    const { start, end } = position ?? {};
    if (start?.offset !== undefined && end?.offset !== undefined)
      changes.push({ from: start.offset, to: end.offset, text: '' });
  };
  const heading = titleHeadingIn(tree, title);
  if (heading) remove(heading);
  const images = imageDefinitions(tree);
  visit(tree, (node: Nodes) => {
    if (node.type === 'yaml') remove(node);
    if (node.type === 'html') changes.push(...htmlChanges(node, addresses));
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    const isPicture = node.type === 'image' || (node.type === 'definition' && images.has(node.identifier));
    const address = isPicture ? (addresses.image(node.url) ?? addresses.page) : addresses.link(node.url);
    const range = node.data?.address?.range;
    if (address === undefined || range?.endLine === undefined || range.endColumn === undefined) return;
    const from = (lines[range.line - 1] ?? 0) + range.column - 1;
    const to = (lines[range.endLine - 1] ?? 0) + range.endColumn - 1;
    const isBracketed = written[from - 1] === '<' && written[to] === '>';
    changes.push({ from, to, text: isBracketed ? address : destination(address) });
    const start = node.position?.start.offset;
    if (node.type === 'image' && start !== undefined && addresses.image(node.url) === undefined)
      changes.push({ from: start, to: start + 1, text: '' });
  });
  const body = applied(written, changes);
  const isBlanked = written !== text;
  return (isBlanked ? body.replace(/\uFDD0/g, '').replace(/\n(?:[ \t]*\n){2,}/g, '\n\n') : body).trim();
}

/** The names of definitions that pictures use: `![…][name]`. */
function imageDefinitions(tree: Root): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, 'imageReference', ({ identifier }) => void names.add(identifier));
  return names;
}

/** Removes comments, and completes the addresses of links and pictures. */
function htmlChanges(
  { value, position }: Extract<Nodes, { type: 'html' }>,
  { link, image, page }: PublishedAddresses,
): readonly Change[] {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) return [];
  const made = value
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/(\s(href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (all, before: string, name: string, one, other) => {
      const address = String(one ?? other ?? '');
      const complete = name.toLowerCase() === 'src' ? (image(address) ?? page) : link(address);
      return complete === undefined ? all : `${before}"${complete.replaceAll('"', '%22')}"`;
    });
  return made === value ? [] : [{ from: start, to: end, text: made }];
}

/** An address that can stand between `(` and `)`. */
function destination(address: string): string {
  return address.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The offset of the start of each line. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
}

/** The text with its changes; of two that overlap, only the first. */
function applied(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text: made } of changes.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    parts.push(text.slice(at, from), made);
    at = to;
  }
  return parts.join('') + text.slice(at);
}
