import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathTo, readyNext, studyOrder, unlocks, type PathGraph, type PathNode } from './path.ts';
import { levels } from './level.ts';
import { accesses } from './schema.ts';

type Needs = readonly (string | readonly string[])[];

/** A resource with these prerequisites. A nested list is a prerequisite followed by its alternatives. */
function node(id: string, needs: Needs = [], more: Partial<PathNode> = {}): PathNode {
  const prerequisites = needs.map((one) => {
    const [resource = '', ...or] = typeof one === 'string' ? [one] : one;
    return { resource, or };
  });
  return { id, prerequisites, isBest: false, position: 0, ...more };
}

/** A graph of these nodes, in this order of appearance. */
function graphOf(...nodes: readonly PathNode[]): PathGraph {
  return new Map(nodes.map((one, position) => [one.id, { ...one, position }]));
}

const idsOf = (nodes: readonly PathNode[]) => nodes.map(({ id }) => id);
const order = (...nodes: readonly PathNode[]) => idsOf(studyOrder(graphOf(...nodes).values()));
const namesIn = ({ prerequisites }: PathNode) => prerequisites.map(({ resource, or }) => [resource, ...or]);
const paid = { access: 'paid' } as const;

describe('the study order', () => {
  test.each<[string, readonly PathNode[], readonly string[]]>([
    ['is the order of appearance without prerequisites', [node('c'), node('a'), node('b')], ['c', 'a', 'b']],
    ['puts prerequisites first', [node('c', ['b']), node('b', ['a']), node('a')], ['a', 'b', 'c']],
    ['puts the first alternative first', [node('c', [['b', 'a']]), node('a'), node('b')], ['a', 'b', 'c']],
    [
      'ignores the alternatives under "or"',
      [node('c', [['b', 'a']], { level: 'introductory' }), node('a'), node('b', [], { level: 'introductory' })],
      ['b', 'c', 'a'],
    ],
    ['has each resource once', [node('a', ['d']), node('b', ['d']), node('c', ['a', 'b']), node('d')], [...'dabc']],
    [
      'sorts by level, with no level as intermediate',
      [node('hard', [], { level: 'advanced' }), node('none'), node('easy', [], { level: 'introductory' })],
      ['easy', 'none', 'hard'],
    ],
    [
      'sorts by length, with no length last',
      [node('none'), node('long', [], { minutes: 90 }), node('short', [], { minutes: 30 })],
      ['short', 'long', 'none'],
    ],
    ['puts the best first', [node('a'), node('b', [], { isBest: true })], ['b', 'a']],
    [
      'compares level, then length, then best',
      [
        node('a', [], { level: 'advanced', minutes: 1 }),
        node('b', [], { level: 'introductory', minutes: 9, isBest: true }),
        node('c', [], { level: 'introductory', minutes: 8 }),
      ],
      ['c', 'b', 'a'],
    ],
    ['ignores a missing prerequisite', [node('a', ['nowhere'])], ['a']],
  ])('%s', (_, nodes, expected) => {
    expect(order(...nodes)).toEqual(expected);
  });

  test('handles a chain too long for recursion', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `r${index}`);
    const chain = names.map((id, index) => node(id, names.slice(index + 1, index + 2)));
    expect(order(...chain)).toEqual(names.toReversed());
    expect(idsOf(pathTo('r0', graphOf(...chain)).steps.map((step) => step.node))).toEqual(names.toReversed());
  });
});

describe('the path to a resource', () => {
  const graph = graphOf(
    node('maths', [], { level: 'introductory' }),
    node('course', ['maths'], paid),
    node('video', []),
    node('book', [], paid),
    node('attention', [['course', 'video']]),
    node('gpt', ['attention', 'book']),
    node('aside', ['attention']),
  );
  const way = (goal: string, options: Parameters<typeof pathTo>[2] = {}) => {
    const { steps, replaced, missing } = pathTo(goal, graph, options);
    return {
      steps: steps.map((step) => `${step.stage} ${step.node.id}`),
      replaced: replaced.map(({ costly, by }) => `${by.id} for ${costly.id}`),
      missing: idsOf(missing),
    };
  };

  test('has its prerequisites by stage, and the goal last', () => {
    expect(way('gpt')).toEqual({
      steps: ['1 maths', '1 book', '2 course', '3 attention', '4 gpt'],
      replaced: [],
      missing: [],
    });
  });

  test('includes the chosen alternatives', () => {
    const chosen = (options: Parameters<typeof pathTo>[2]) =>
      pathTo('attention', graph, options).steps.map((step) => step.chosen);
    expect(chosen({})).toEqual([[], ['maths'], ['course']]);
    expect(chosen({ known: new Set(['video']) })).toEqual([['video']]);
  });

  test('leaves out known resources and those that only they need', () => {
    expect(way('gpt', { known: new Set(['attention']) }).steps).toEqual(['1 book', '2 gpt']);
    expect(way('gpt', { known: new Set(['gpt']) }).steps).toEqual([]);
  });

  test('avoids paid resources on request and lists what it left out', () => {
    expect(way('gpt', { freeOnly: true })).toEqual({
      steps: ['1 video', '2 attention', '3 gpt'],
      replaced: ['video for course'],
      missing: ['book'],
    });
    expect(way('gpt', { freeOnly: true, known: new Set(['book', 'course']) })).toEqual({
      steps: ['1 attention', '2 gpt'],
      replaced: [],
      missing: [],
    });
    expect(way('book', { freeOnly: true })).toEqual({ steps: [], replaced: [], missing: ['book'] });
  });

  test('prefers an alternative that is already on the path, or joins it later', () => {
    const detour = graphOf(
      node('goal', [['first', 'second'], 'other']),
      node('other', [['far', 'near']]),
      node('far', ['second']),
      node('near'),
      node('first', ['basics']),
      node('second'),
      node('basics'),
    );
    const { steps } = pathTo('goal', detour);
    expect(idsOf(steps.map((step) => step.node))).toEqual(['second', 'far', 'other', 'goal']);
    expect(steps.at(-1)?.chosen).toEqual(['second', 'other']);
  });

  test('takes the first alternative if only it needs the other one', () => {
    const nested = graphOf(node('goal', [['first', 'second']]), node('first', ['second']), node('second'));
    expect(idsOf(pathTo('goal', nested).steps.map((step) => step.node))).toEqual(['second', 'first', 'goal']);
  });

  test('is empty for a missing resource', () => {
    expect(way('nowhere').steps).toEqual([]);
  });
});

test('a resource is ready if each prerequisite, or an alternative to it, is known', () => {
  const graph = graphOf(node('a'), node('b', ['a']), node('c', [['b', 'a']]), node('d', ['b', 'a']));
  expect(idsOf(readyNext(graph, new Set()))).toEqual(['a']);
  expect(idsOf(readyNext(graph, new Set(['a'])))).toEqual(['b', 'c']);
  expect(idsOf(readyNext(graph, new Set(['a', 'b', 'c'])))).toEqual(['d']);
});

/** Random acyclic graphs: each resource needs some of those before it, and the order of appearance is random. */
const graphs = fc
  .integer({ min: 1, max: 40 })
  .chain((count) =>
    fc.record({
      needs: fc.tuple(
        ...Array.from({ length: count }, (_, index) =>
          index === 0
            ? fc.constant([])
            : fc.uniqueArray(fc.integer({ min: 0, max: index - 1 }), { maxLength: Math.min(index, 6) }),
        ),
      ),
      cuts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: count, maxLength: count }),
      facts: fc.array(
        fc.record({
          level: fc.option(fc.constantFrom(...levels), { nil: undefined }),
          minutes: fc.option(fc.constantFrom(10, 20, 90), { nil: undefined }),
          isBest: fc.boolean(),
          access: fc.option(fc.constantFrom(...accesses), { nil: undefined }),
        }),
        { minLength: count, maxLength: count },
      ),
      positions: fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count },
      ),
      known: fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 5 }),
    }),
  )
  .map(({ needs, cuts, facts, positions, known }) => {
    const nodes = facts.map((more, index) => {
      const own = needs[index] ?? [];
      const size = cuts[index] ?? 1;
      const groups = Array.from({ length: Math.ceil(own.length / size) }, (_, group) =>
        own.slice(group * size, (group + 1) * size).map((id) => `r${id}`),
      );
      return node(`r${index}`, groups, { ...more, position: positions[index] ?? 0 });
    });
    const graph: PathGraph = new Map(nodes.map((one) => [one.id, one]));
    return { graph, goal: `r${nodes.length - 1}`, known: new Set(known.map((id) => `r${id}`)) };
  });

function holds(claim: (given: { graph: PathGraph; goal: string; known: Set<string> }) => void): void {
  fc.assert(fc.property(graphs, claim), { numRuns: 300 });
}

/** The resources that need a resource, found by searching for a path from each one to it. */
function naiveUnlocks(graph: PathGraph, id: string): string[] {
  const restsOn = (one: PathNode): boolean =>
    namesIn(one)
      .flat()
      .some((name) => {
        const needed = graph.get(name);
        return name === id || (needed !== undefined && restsOn(needed));
      });
  return idsOf([...graph.values()].filter(restsOn)).sort();
}

describe('in any acyclic graph', () => {
  test('the study order has every resource once, after the first alternative of each prerequisite', () => {
    holds(({ graph }) => {
      const ordered = idsOf(studyOrder(graph.values()));
      expect(ordered.toSorted()).toEqual([...graph.keys()].sort());
      for (const one of graph.values()) {
        for (const { resource } of one.prerequisites)
          expect(ordered.indexOf(resource)).toBeLessThan(ordered.indexOf(one.id));
      }
    });
  });

  test.each([false, true])('no step comes before its prerequisites, and none is known (free only: %s)', (freeOnly) => {
    holds(({ graph, goal, known }) => {
      const { steps, missing } = pathTo(goal, graph, { known, freeOnly });
      const before = new Set(known);
      const stages = new Map<string, number>();
      const left = new Set(idsOf(missing));
      for (const { node: one, stage, chosen } of steps) {
        expect(before.has(one.id)).toBe(false);
        namesIn(one).forEach((names, index) => {
          const taken = chosen[index];
          if (taken === undefined) expect([freeOnly, left.has(names[0] ?? '')]).toEqual([true, true]);
          else expect([names.includes(taken), before.has(taken)]).toEqual([true, true]);
        });
        const below = chosen.map((id) => stages.get(id ?? '') ?? 0);
        expect(stage).toBe(Math.max(0, ...below) + 1);
        stages.set(one.id, stage);
        before.add(one.id);
      }
      const isReached = !known.has(goal) && !left.has(goal);
      expect(steps.at(-1)?.node.id).toBe(isReached ? goal : undefined);
    });
  });

  test.each([false, true])('every step except the goal is chosen by another step (free only: %s)', (freeOnly) => {
    holds(({ graph, goal, known }) => {
      const { steps } = pathTo(goal, graph, { known, freeOnly });
      const wanted = new Set([goal, ...steps.flatMap((step) => step.chosen)]);
      expect(steps.filter((step) => !wanted.has(step.node.id))).toEqual([]);
    });
  });

  test('a free path has no paid steps and lists the paid resources', () => {
    holds(({ graph, goal, known }) => {
      const { steps, replaced, missing } = pathTo(goal, graph, { known, freeOnly: true });
      expect(steps.filter((step) => step.node.access === 'paid')).toEqual([]);
      expect(missing.every(({ access }) => access === 'paid')).toBe(true);
      const onTheWay = new Set(steps.map((step) => step.node));
      expect(replaced.every(({ costly, by }) => costly.access === 'paid' && onTheWay.has(by))).toBe(true);
    });
  });

  test('an alternative that is on the path for another reason is chosen', () => {
    holds(({ graph, goal, known }) => {
      const { steps } = pathTo(goal, graph, { known });
      const chosenBy = new Map(steps.map((step) => [step.node.id, step.chosen]));
      for (const { node: one, chosen } of steps) {
        namesIn(one).forEach((names, index) => {
          const taken = chosen[index] ?? '';
          if (known.has(taken)) return;
          const reached = new Set<string>();
          const open = [goal];
          for (let id = open.pop(); id !== undefined; id = open.pop()) {
            const next = (chosenBy.get(id) ?? []).filter((_, at) => id !== one.id || at !== index);
            if (!reached.has(id)) open.push(...next.filter((name) => name !== undefined));
            reached.add(id);
          }
          const anyway = names.filter((name) => reached.has(name));
          if (anyway.length > 0) expect(anyway).toContain(taken);
        });
      }
    });
  });

  test('the ready resources are exactly the unknown ones with all prerequisites met', () => {
    holds(({ graph, known }) => {
      const ready = new Set(idsOf(readyNext(graph, known)));
      for (const one of graph.values()) {
        const isMet = namesIn(one).every((names) => names.some((name) => known.has(name)));
        expect(ready.has(one.id)).toBe(!known.has(one.id) && isMet);
      }
    });
  });

  test('a resource unlocks those that need it directly or indirectly', () => {
    holds(({ graph }) => {
      for (const id of graph.keys()) {
        expect(idsOf(unlocks(graph, id)).sort()).toEqual(naiveUnlocks(graph, id));
      }
    });
  });

  test('nothing depends on the ids or the order of resources', () => {
    holds(({ graph, goal, known }) => {
      const renamed = (id: string) => `x${String(1000 - Number(id.slice(1)))}`;
      const other: PathGraph = new Map(
        [...graph.values()].toReversed().map((one) => {
          const prerequisites = one.prerequisites.map(({ resource, or }) => ({
            resource: renamed(resource),
            or: or.map(renamed),
          }));
          return [renamed(one.id), { ...one, id: renamed(one.id), prerequisites }];
        }),
      );
      const others = new Set([...known].map(renamed));
      const stepsOf = (of: PathGraph, to: string, skip: Set<string>) =>
        idsOf(pathTo(to, of, { known: skip }).steps.map((step) => step.node));
      expect(idsOf(studyOrder(other.values()))).toEqual(idsOf(studyOrder(graph.values())).map(renamed));
      expect(stepsOf(other, renamed(goal), others)).toEqual(stepsOf(graph, goal, known).map(renamed));
      expect(idsOf(readyNext(other, others))).toEqual(idsOf(readyNext(graph, known)).map(renamed));
    });
  });
});
