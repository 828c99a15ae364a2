import type { Image, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import type { FileReference } from '../log/entry.ts';
import { decodePath, resolvePath } from '../log/relativePath.ts';
import { sourceOf } from './addresses.ts';
import { report } from './report.ts';

/**
 * Lists the pictures in `file.data.images`, by their path below `content/`, and pictures outside that folder in
 * `file.data.outside`. Reports pictures without a description.
 */
export function remarkImages() {
  return (tree: Root, file: VFile): void => {
    const images: FileReference[] = [];
    const outside = [...(file.data.outside ?? [])];
    visit(tree, 'image', (node: Image) => {
      if ((node.alt ?? '').trim() === '') {
        report(file, 'missing-alt', node, `The image "${node.url}" has no description.`);
      }
      const path = imagePath(node.url, file.path);
      if (path !== undefined) images.push({ path, ...sourceOf(node) });
      else if (isRelative(node.url)) {
        outside.push(sourceOf(node));
        report(file, 'outside-content', node, `"${node.url}" leads out of the folder "content".`);
      } else if (/^https?:/i.test(node.url)) {
        const reason =
          'on another site, and a page loads nothing from there. Download it, and put it beside the entry.';
        report(file, 'missing-image', node, `"${node.url}" is ${reason}`);
      } else report(file, 'missing-image', node, `"${node.url}" is not a path to a picture inside "content".`);
    });
    file.data.images = images;
    file.data.outside = outside;
  };
}

function isRelative(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[/\\]/.test(address) && !address.includes('\u0000');
}

/** The path below `content/` of an image in the file at `from`, or undefined if the address is not such a path. */
export function imagePath(address: string, from: string): string | undefined {
  if (!isRelative(address)) return undefined;
  return resolvePath(from, decodePath(address))?.slice('content/'.length);
}
