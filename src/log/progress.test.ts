import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathTo, type PathGraph, type PathNode } from './path.ts';
import { progressOn } from './progress.ts';

type Needs = readonly (string | readonly string[])[];

/** A graph of resources with prerequisites. A nested list is a prerequisite followed by its alternatives. */
function graphOf(needs: Readonly<Record<string, Needs>>, paid: readonly string[] = []): PathGraph {
  const nodes = Object.entries(needs).map(([id, list], position): PathNode => {
    const prerequisites = list.map((one) => {
      const [resource = '', ...or] = typeof one === 'string' ? [one] : one;
      return { resource, or };
    });
    return { id, prerequisites, isBest: false, position, ...(paid.includes(id) && { access: 'paid' as const }) };
  });
  return new Map(nodes.map((node) => [node.id, node]));
}

function told(graph: PathGraph, known: readonly string[], options = {}) {
  const { left, needless, ready, ...rest } = progressOn('goal', graph, new Set(known), options);
  return { ...rest, left: left.map(({ id }) => id), needless: [...needless], ready: [...ready] };
}

const line = graphOf({ a: [], b: ['a'], c: [], goal: ['b', 'c'] });
const either = graphOf({ a: [], b: ['a'], c: [], goal: [['b', 'c']] });

describe('the progress on a path', () => {
  test.each<[string, PathGraph, readonly string[], ReturnType<typeof told>]>([
    ['starts at zero', line, [], { known: 0, left: ['a', 'c', 'b'], needless: [], ready: ['a', 'c'] }],
    ['removes known steps', line, ['a'], { known: 1, left: ['b', 'c'], needless: [], ready: ['b', 'c'] }],
    ['removes steps that only known ones need', line, ['b'], { known: 1, left: ['c'], needless: ['a'], ready: ['c'] }],
    ['ends with the goal ready', line, ['a', 'b', 'c'], { known: 3, left: [], needless: [], ready: ['goal'] }],
    [
      'has nothing left if the goal is known',
      line,
      ['a', 'goal'],
      { known: 1, left: [], needless: ['c', 'b'], ready: [] },
    ],
    [
      'needs no step whose alternative is known',
      either,
      ['c'],
      { known: 0, left: [], needless: ['a', 'b'], ready: ['goal'] },
    ],
    ['counts only the chosen alternative', either, [], { known: 0, left: ['a', 'b'], needless: [], ready: ['a'] }],
    [
      'ignores known resources that are not on the path',
      line,
      ['z'],
      { known: 0, left: ['a', 'c', 'b'], needless: [], ready: ['a', 'c'] },
    ],
  ])('%s', (_, graph, known, expected) => {
    expect(told(graph, known)).toEqual(expected);
  });

  test('of a free path counts its own steps, and accepts a known paid alternative', () => {
    const graph = graphOf({ book: [], free: ['first'], first: [], goal: [['book', 'free']] }, ['book']);
    expect(told(graph, [], { freeOnly: true })).toEqual({
      known: 0,
      left: ['first', 'free'],
      needless: [],
      ready: ['first'],
    });
    expect(told(graph, ['book'], { freeOnly: true })).toEqual({
      known: 0,
      left: [],
      needless: ['first', 'free'],
      ready: ['goal'],
    });
  });

  test('of a free path is not blocked by a paid resource without a replacement', () => {
    const graph = graphOf({ book: [], first: [], goal: ['book', 'first'] }, ['book']);
    expect(told(graph, ['first'], { freeOnly: true })).toEqual({ known: 1, left: [], needless: [], ready: ['goal'] });
  });

  test('never adds steps, and each step is known, left or needless', () => {
    const names = [...'abcdefgh'];
    const needs = fc.tuple(
      ...names.map((_, index) => {
        const before = names.slice(0, index);
        if (index === 0) return fc.constant([]);
        const either = fc.subarray(before, { minLength: 1, maxLength: Math.min(3, index) });
        return fc.array(either, { maxLength: 2 });
      }),
    );
    fc.assert(
      fc.property(needs, fc.subarray(names), fc.boolean(), fc.subarray(names), (lists, known, freeOnly, paid) => {
        const graph = graphOf(Object.fromEntries(names.map((name, index) => [name, lists[index] ?? []])), paid);
        const steps = pathTo('h', graph, { freeOnly }).steps.map(({ node }) => node.id);
        const before = steps.filter((id) => id !== 'h');
        const progress = progressOn('h', graph, new Set(known), { freeOnly });
        const left = progress.left.map(({ id }) => id);
        const all = [...left, ...progress.needless, ...before.filter((id) => known.includes(id))];
        expect([...all].sort()).toEqual([...before].sort());
        expect(progress.known).toBe(before.filter((id) => known.includes(id)).length);
        // If anything is left, something can be studied next.
        expect(left.length > 0 && progress.ready.size === 0).toBe(false);
      }),
    );
  });
});
