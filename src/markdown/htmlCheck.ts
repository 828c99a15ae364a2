import type { Html, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { rangeInValue, report } from './report.ts';

/** Elements that an entry may write as HTML, with the attributes that each may carry. */
export const allowedHtml: Readonly<Record<string, readonly string[]>> = {
  abbr: ['title'],
  br: [],
  details: ['open'],
  kbd: [],
  sub: [],
  summary: [],
  sup: [],
};

const attribute = /\s([a-z_:][\w.:-]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/gi;
/**
 * A comment, a tag, or anything that a browser might parse as the start of one. Comments and attributes are as strict
 * as in the HTML Standard: if a browser saw a different end, a malicious element could slip through.
 */
const markup = new RegExp(
  `<!--(?!-?>)[^]*?--!?>|<(/?)([a-z][a-z0-9-]*)((?:\\s*${attribute.source})*)\\s*/?>|<(?:[a-z][a-z0-9-]*|[!?/])`,
  'gi',
);

/** Reports HTML that is not allowed and removes it from the tree. `file.data.hasHtml` is whether any is left. */
export function remarkHtmlCheck() {
  return (tree: Root, file: VFile): void => {
    let hasHtml = false;
    visit(tree, 'html', (node, index, parent) => {
      const refused = refusedIn(node);
      for (const { what, index: at, length } of refused) {
        // The start tag of this element is already reported.
        if (!what.startsWith('"</'))
          report(file, 'refused-html', rangeInValue(file, node, at, length), `${what} is not allowed in an entry.`);
      }
      if (refused.length === 0) hasHtml = true;
      else if (parent && index !== undefined) {
        parent.children.splice(index, 1);
        return index;
      }
      return undefined;
    });
    file.data.hasHtml = hasHtml;
  };
}

function refusedIn(node: Html): { what: string; index: number; length: number }[] {
  const refused: ReturnType<typeof refusedIn> = [];
  for (const { index, 0: whole, 1: slash = '', 2: name, 3: attributes = '' } of node.value.matchAll(markup)) {
    if (whole.startsWith('<!--')) continue;
    const allowed = name !== undefined && Object.hasOwn(allowedHtml, name.toLowerCase());
    if (!allowed) {
      refused.push({ what: `"${name === undefined ? whole : `<${slash}${name}>`}"`, index, length: whole.length });
      continue;
    }
    for (const { index: at, 0: text, 1: key = '' } of attributes.matchAll(attribute)) {
      if (allowedHtml[name.toLowerCase()]?.includes(key.toLowerCase())) continue;
      const [start, written] = [index + 1 + slash.length + name.length + at, text.trimStart()];
      const what = `The attribute "${key}" of "<${name}>"`;
      refused.push({ what, index: start + text.length - written.length, length: key.length });
    }
  }
  return refused;
}
