import type { Image, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { ImageReference } from '../log/entry.ts';
import { resolvePath } from './linkTarget.ts';
import { rangeOf, report } from './report.ts';

/**
 * Lists the pictures in `file.data.images`, by their path below `content/`, and reports those without a description.
 */
export function remarkImages() {
  return (tree: Root, file: VFile): void => {
    const images: ImageReference[] = [];
    visit(tree, 'image', (node: Image) => {
      if ((node.alt ?? '').trim() === '') {
        report(file, 'missing-alt', node, `The image "${node.url}" has no description.`);
      }
      const path = imagePath(node.url, file.path);
      if (path !== undefined) images.push({ path, range: rangeOf(node) });
      else if (isRelative(node.url))
        report(file, 'outside-content', node, `"${node.url}" leads out of the folder "content".`);
      else if (/^https?:/i.test(node.url)) {
        const reason =
          'on another site, and a page loads nothing from there. Download it, and put it beside the entry.';
        report(file, 'missing-image', node, `"${node.url}" is ${reason}`);
      } else report(file, 'missing-image', node, `"${node.url}" is not a path to a picture inside "content".`);
    });
    file.data.images = images;
  };
}

function isRelative(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[/\\]/.test(address) && !address.includes('\u0000');
}

/** The path below `content/` of an image in the file at `from`, or undefined if the address is not such a path. */
export function imagePath(address: string, from: string): string | undefined {
  if (!isRelative(address)) return undefined;
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // A name such as `100%.png`.
  }
  return resolvePath(from, decoded)?.slice('content/'.length);
}
