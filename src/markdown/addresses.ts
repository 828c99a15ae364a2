import type { Extension, Handle, Token } from 'mdast-util-from-markdown';
import type { Processor } from 'unified';
import type { WrittenAddress } from '../log/entry.ts';

declare module 'mdast' {
  interface LinkData {
    address?: WrittenAddress;
  }
  interface DefinitionData {
    address?: WrittenAddress;
  }
}

/** Records how the address of each link and definition is written, and where. */
export function remarkAddresses(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(addresses);
}

/** `note(1)` is for an address between `<` and `>`, which are not part of it. */
function note(margin: 0 | 1): Handle {
  return function (token: Token): undefined {
    const node = this.stack.at(-1);
    if (node?.type !== 'link' && node?.type !== 'definition') return;
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
