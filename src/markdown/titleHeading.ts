import type { Heading, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { plainInlineText } from './inlineText.ts';
import { onOneLine, proseOf } from './prose.ts';

/**
 * The first heading of an entry, if it is at the level of the title (`#`) and only text. It is the title if the
 * frontmatter has none.
 */
export function titleHeadingOf(tree: Root): { readonly node: Heading; readonly text: string } | undefined {
  const node = tree.children.find((child) => child.type === 'heading');
  if (node?.type !== 'heading' || node.depth !== 1) return undefined;
  let isText = true;
  visit(node, ['link', 'linkReference', 'image', 'imageReference', 'footnoteReference'], () => {
    isText = false;
  });
  const text = onOneLine(proseOf(node)).trim();
  return isText && text !== '' ? { node, text } : undefined;
}

/** Removes the first heading of an entry if it repeats the title of the entry, `file.data.title`. */
export function remarkTitleHeading() {
  return (tree: Root, file: VFile): void => {
    const heading = file.data.title === undefined ? undefined : titleHeadingIn(tree, file.data.title);
    if (heading) tree.children.splice(tree.children.indexOf(heading), 1);
  };
}

/** The first heading of an entry, if it repeats the title. */
export function titleHeadingIn(tree: Root, title: string): Heading | undefined {
  const heading = titleHeadingOf(tree);
  return heading && comparable(heading.text) === comparable(plainInlineText(title)) ? heading.node : undefined;
}

function comparable(title: string): string {
  return onOneLine(title).trim().normalize('NFC').toLowerCase();
}
