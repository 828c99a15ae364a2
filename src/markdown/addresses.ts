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

/** Notes on each link and definition how its address is written, and where. */
export function remarkAddresses(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(addresses);
}

/** `note(1)` is for an address between `<` and `>`, which are no part of it. */
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

// These tokens have no handlers of their own, so that nothing is overridden (mdast-util-from-markdown 2).
const addresses: Extension = {
  exit: {
    resourceDestinationLiteral: note(1),
    resourceDestinationRaw: note(0),
    definitionDestinationLiteral: note(1),
    definitionDestinationRaw: note(0),
  },
};
