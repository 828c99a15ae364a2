import { randomUUID } from 'node:crypto';
import type { Nodes } from 'mdast';
import { misleadingHost } from '../../../log/misleadingHost.ts';
import { visit } from '../../../markdown/visit.ts';
import { Draft, spanOf, type Edit } from './draft.ts';

/** The target of a link or picture of an entry, before entries have addresses. */
export interface Reference {
  /** A file of the import, or the name of a picture that was downloaded. */
  readonly file: string;
  readonly kind: 'note' | 'picture' | 'file';
  /** The heading that it leads to, as written; later the id of that heading. */
  heading?: string | undefined;
  /** Whether it cannot be a link, so that only its text stays. */
  isCut: boolean;
  /** The line in the file, from 1. */
  readonly line: number;
}

const endings = { note: 'md', picture: 'png', file: 'pdf' } as const;

/** The address of a picture that could not be copied, by the name of the reference. */
type Elsewhere = (file: string) => string | undefined;

/**
 * The links and pictures of one entry. While the entry is converted and checked, each has a placeholder address that no
 * text contains by chance.
 */
export class References {
  readonly all: Reference[] = [];
  readonly #nonce = randomUUID().slice(0, 13);
  readonly #form = new RegExp(String.raw`to-${this.#nonce}-(\d+)\.(?:md|png|pdf)`, 'g');

  /** A placeholder address for the reference. */
  add(reference: Omit<Reference, 'isCut'>): string {
    this.all.push({ ...reference, isCut: false });
    return `to-${this.#nonce}-${this.all.length - 1}.${endings[reference.kind]}`;
  }

  /** Whether an address is a placeholder for a reference. */
  has(address: string): boolean {
    return address.includes(`to-${this.#nonce}-`);
  }

  /** The references that are still in a text. */
  used(text: string): readonly Reference[] {
    return [...text.matchAll(this.#form)].flatMap(([, number]) => this.all[Number(number)] ?? []);
  }

  /**
   * The text with the addresses of its links and pictures. A link without an address becomes its text, and a picture its
   * description. `own` is the file of the entry.
   */
  fill(text: string, own: string, addressOf: (file: string) => string | undefined, elsewhere: Elsewhere): string {
    const addresses = this.all.map((one) => {
      if (one.isCut) return undefined;
      const fragment = one.heading === undefined ? '' : `#${one.heading}`;
      if (one.file === own) return fragment === '' ? undefined : fragment;
      const address = addressOf(one.file);
      return address === undefined ? undefined : `${asDestination(address)}${fragment}`;
    });
    const isWhole = !this.used(text).some((one) => addresses[this.all.indexOf(one)] === undefined);
    const whole = isWhole ? text : this.#withoutLinks(text, own, addresses, elsewhere);
    return whole.replace(this.#form, (_, number: string) => addresses[Number(number)] ?? '#');
  }

  #withoutLinks(text: string, own: string, addresses: readonly (string | undefined)[], elsewhere: Elsewhere): string {
    const draft = new Draft(own, text, 1);
    const edits: Edit[] = [];
    visit(draft.tree, (node, _, parent) => {
      if (node.type === 'definition' && this.#isCut(node.url, addresses)) edits.push(gone(node));
      if (node.type !== 'link' && node.type !== 'image' && node.type !== 'html') return;
      const [from, to] = spanOf(node);
      if (node.type === 'html') {
        const cut = cutTags(node.value, (address) => this.#isCut(address, addresses));
        if (cut !== node.value) edits.push({ from, to, text: cut });
        return;
      }
      if (!this.#isCut(node.url, addresses)) return;
      if (node.type === 'image') {
        const [, number] = new RegExp(this.#form.source).exec(node.url) ?? [];
        const address = parent?.type === 'link' ? undefined : elsewhere(this.all[Number(number)]?.file ?? '');
        const alt = text.slice(from + 2, text.indexOf('](', from));
        const label = address !== undefined && misleadingHost(address, node.alt ?? '') !== undefined ? 'Picture' : alt;
        edits.push({ from, to, text: address === undefined ? alt : `[${label}](<${address}>)` });
        return;
      }
      const [first, last] = [node.children[0], node.children.at(-1)];
      if (!first || !last) edits.push(gone(node));
      else edits.push({ from, to: spanOf(first)[0], text: '' }, { from: spanOf(last)[1], to, text: '' });
    });
    draft.edit(edits);
    return draft.text;
  }

  #isCut(url: string, addresses: readonly (string | undefined)[]): boolean {
    const [, number] = new RegExp(this.#form.source).exec(url) ?? [];
    return number !== undefined && addresses[Number(number)] === undefined;
  }
}

function gone(node: Nodes): Edit {
  const [from, to] = spanOf(node);
  return { from, to, text: '' };
}

/** HTML without the links and pictures whose address is removed. The text of a link stays. */
function cutTags(html: string, isCut: (address: string) => boolean): string {
  let isOpen = false;
  return html.replace(/<img\b[^<>]*>|<a\b[^<>]*>|<\/a>/gi, (tag) => {
    if (/^<\/a/i.test(tag)) {
      const end = isOpen ? '' : tag;
      isOpen = false;
      return end;
    }
    if (!isCut(tag)) return tag;
    isOpen = /^<a\b/i.test(tag);
    return '';
  });
}

/** An address for Markdown, without characters that would end it. */
function asDestination(address: string): string {
  return address.replace(
    /[\s()<>\\%?#"]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
