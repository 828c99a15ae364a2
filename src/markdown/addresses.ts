import type { Image, Link } from 'mdast';
import type { Extension, Handle, Token } from 'mdast-util-from-markdown';
import type { Processor } from 'unified';
import type { OutsideReference, WrittenAddress } from '../log/entry.ts';
import { rangeOf } from './report.ts';

declare module 'mdast' {
  interface LinkData {
    address?: WrittenAddress;
  }
  interface DefinitionData {
    address?: WrittenAddress;
  }
  interface ImageData {
    address?: WrittenAddress;
  }
}

/** Records how and where the address of each link, picture and definition is written. */
export function remarkAddresses(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(addresses);
}

/** `note(1)` is for an address between `<` and `>`, which are not part of the address. */
function note(margin: 0 | 1): Handle {
  return function (token: Token): undefined {
    const node = this.stack.at(-1);
    if (node?.type !== 'link' && node?.type !== 'image' && node?.type !== 'definition') return;
    const { start, end } = token;
    const written = this.sliceSerialize(token);
    const address: WrittenAddress = {
      text: written.slice(margin, written.length - margin),
      range: {
        line: start.line,
        column: start.column + margin,
        endLine: end.line,
        endColumn: end.column - margin,
      },
    };
    node.data = { ...node.data, address };
  };
}

// mdast-util-from-markdown 2 has no handlers for these tokens, so these override nothing.
const addresses: Extension = {
  exit: {
    resourceDestinationLiteral: note(1),
    resourceDestinationRaw: note(0),
    definitionDestinationLiteral: note(1),
    definitionDestinationRaw: note(0),
  },
};

/** The address of a link or picture as written, if it has no escapes. Otherwise a fix cannot replace part of it. */
export function addressOf({ url, data }: Link | Image): WrittenAddress | undefined {
  return data?.address?.text === url ? data.address : undefined;
}

/** The range of a link or picture, and its address as written. */
export function sourceOf(node: Link | Image): OutsideReference {
  const address = addressOf(node);
  return { range: rangeOf(node), ...(address && { address }) };
}
