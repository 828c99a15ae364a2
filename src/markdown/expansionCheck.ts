import type { Definition, Root } from 'mdast';
import { visit } from './visit.ts';
import type { VFile } from 'vfile';
import { report } from './report.ts';

const mostCells = 20_000;
/** Total length of the addresses and titles of references, in characters. */
const mostReferred = 1_000_000;

/** Rendering compares every footnote with the others. */
const mostFootnotes = 1_000;

/**
 * Reports and removes content whose HTML would be far larger than its source: tables whose rows are padded to the width
 * of the head, and references that repeat a long address. Also reports too many footnotes.
 */
export function remarkExpansionCheck() {
  return (tree: Root, file: VFile): void => {
    const definitions = new Map<string, Definition>();
    visit(tree, 'definition', (node) => {
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    });
    let referred = 0;
    let footnotes = 0;
    visit(tree, (node, index, parent) => {
      if (node.type === 'table') {
        const cells = node.children.length * (node.children[0]?.children.length ?? 0);
        if (cells <= mostCells) return undefined;
        report(file, 'expansion-limit', node, `This table has ${cells} cells, empty ones included, more than 20,000.`);
      } else if (node.type === 'linkReference' || node.type === 'imageReference') {
        const { url = '', title } = definitions.get(node.identifier) ?? {};
        referred += url.length + (title?.length ?? 0);
        if (referred <= mostReferred) return undefined;
        const message = `The link references up to here add up to ${referred} characters of addresses, more than a million.`;
        if (referred - url.length - (title?.length ?? 0) <= mostReferred)
          report(file, 'expansion-limit', node, message);
      } else if (node.type === 'footnoteReference') {
        footnotes += 1;
        if (footnotes <= mostFootnotes) return undefined;
        const message = 'This is the 1,001st footnote of the entry, and more than 1,000 are too many.';
        if (footnotes === mostFootnotes + 1) report(file, 'expansion-limit', node, message);
      } else return undefined;
      if (parent && index !== undefined) parent.children.splice(index, 1);
      return index;
    });
  };
}
