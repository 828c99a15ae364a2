import type { Definition, Root } from 'mdast';
import { SKIP, visit } from './visit.ts';

/** Replaces references, `[text][name]`, with links and images at the same positions, and removes the definitions. */
export function remarkReferences() {
  return (tree: Root): void => {
    const definitions = new Map<string, Definition>();
    visit(tree, 'definition', (node) => {
      // If a name is defined twice, the first definition wins (CommonMark 0.31, "Link reference definitions").
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    });
    visit(tree, (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.type === 'definition') {
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      if (node.type !== 'linkReference' && node.type !== 'imageReference') return undefined;
      const definition = definitions.get(node.identifier);
      if (!definition) return undefined;
      const { url, title, data } = definition;
      const { position } = node;
      parent.children[index] =
        node.type === 'imageReference'
          ? { type: 'image', url, title, alt: node.alt, position, data: { ...data } }
          : { type: 'link', url, title, children: node.children, position, data: { ...data } };
      return [SKIP, index];
    });
  };
}
