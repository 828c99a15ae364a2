import type { Table } from './table.ts';

type Partly<Part> = Part extends string
  ? string
  : Part extends { readonly other: string }
    ? Part
    : { readonly [Key in keyof Part]?: Partly<Part[Key]> };

/** The words that an owner sets in `content/words.yaml`. */
export type OwnWords = Partly<Table>;

/** A table with an owner's words in place of its own. */
export function withOwnWords(table: Table, own: OwnWords): Table {
  return merged(table, own) as Table;
}

type Tree = string | { readonly [key: string]: Tree };

function merged(tree: Tree, own: Tree): Tree {
  if (typeof tree === 'string' || typeof own === 'string' || isCounted(tree)) return own;
  return {
    ...tree,
    ...Object.fromEntries(Object.entries(own).map(([key, part]) => [key, merged(tree[key] ?? part, part)])),
  };
}

/** Whether a part of a table has a phrase for each plural form. */
export function isCounted(part: unknown): part is { readonly other: string } {
  return typeof part === 'object' && part !== null && 'other' in part && typeof part.other === 'string';
}
