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
    const heading = titleHeadingOf(tree);
    if (heading && file.data.title !== undefined && isTitleOf(heading, file.data.title))
      tree.children.splice(tree.children.indexOf(heading.node), 1);
  };
}

/** Whether a heading repeats the title. */
export function isTitleOf({ text }: { readonly text: string }, title: string): boolean {
  return comparable(text) === comparable(plainInlineText(title));
}

function comparable(title: string): string {
  return onOneLine(title).trim().normalize('NFC').toLowerCase();
}
