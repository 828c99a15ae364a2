import type { Node, Parent } from 'unist';
import { visit as packageVisit } from 'unist-util-visit';
import { visitParents as packageVisitParents } from 'unist-util-visit-parents';
import { expect, test } from 'vitest';
import { EXIT, SKIP, visit, visitParents } from './visit.ts';

interface Named extends Node {
  readonly name: string;
}

function tree(): Parent {
  const text = (name: string) => ({ type: 'text', name });
  const list = (name: string, ...children: Node[]) => ({ type: 'list', name, children });
  return list('root', list('a', text('b'), list('c', text('d'), text('e')), text('f')), text('g')) as Parent;
}

type Answer = typeof SKIP | boolean | number | [typeof SKIP, number] | undefined;

const answers: readonly (readonly [string, Record<string, Answer>])[] = [
  ['nothing', {}],
  ['to go on', { a: true, c: true }],
  ['to skip children', { a: undefined, c: SKIP }],
  ['to skip siblings', { b: 2 }],
  ['to skip children and siblings', { c: [SKIP, 3] }],
  ['to end', { d: EXIT }],
];

test.each(answers)('visits the same nodes as the package if visitors answer: %s', (_, answer) => {
  for (const types of [undefined, 'text', 'list', ['text', 'list']] as const) {
    const [own, theirs]: [string[], string[]] = [[], []];
    const noteIn = (seen: string[]) => (node: Node, index?: number, parent?: Node) => {
      const { name } = node as Named;
      seen.push(`${name} ${index} ${(parent as Named | undefined)?.name}`);
      return answer[name];
    };
    if (types === undefined) {
      visit(tree(), noteIn(own));
      packageVisit(tree(), noteIn(theirs));
    } else {
      visit(tree(), types as string, noteIn(own));
      packageVisit(tree(), types as string, noteIn(theirs));
    }
    expect(own.length).toBeGreaterThan(0);
    expect(own).toEqual(theirs);
  }
});

test('visits the same ancestors as the package', () => {
  const [own, theirs]: [string[][], string[][]] = [[], []];
  const noteIn = (seen: string[][]) => (node: Node, parents: readonly Node[]) => {
    seen.push([...parents, node].map((one) => (one as Named).name));
  };
  visitParents(tree(), noteIn(own));
  packageVisitParents(tree(), noteIn(theirs));
  expect(own).toEqual(theirs);
  expect(own).toContainEqual(['root', 'a', 'c', 'd']);
});

test('visits what a visitor has put in the place of a node', () => {
  const root = tree();
  const seen: string[] = [];
  visit(root, (node, index, parent) => {
    seen.push((node as Named).name);
    if ((node as Named).name !== 'a') return undefined;
    (parent as Parent).children.splice(index ?? 0, 1, { type: 'text', name: 'new' } as Node);
    return [SKIP, index ?? 0];
  });
  expect(seen).toEqual(['root', 'a', 'new', 'g']);
});

test('visits the children that a visitor has given a node', () => {
  const seen: string[] = [];
  visit(tree(), (node) => {
    seen.push((node as Named).name);
    if ((node as Named).name === 'a') (node as Parent).children = [{ type: 'text', name: 'new' } as Node];
  });
  expect(seen).toEqual(['root', 'a', 'new', 'g']);
});
