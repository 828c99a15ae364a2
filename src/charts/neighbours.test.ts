import { describe, expect, test } from 'vitest';
import { resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { resourceKey } from '../log/entry.ts';
import type { Log, Resource } from '../log/log.ts';
import { boxWidth, layOutNeighbours, lineHeight, wrapped } from './neighbourLayout.ts';
import { neighboursOf } from './neighbours.ts';

type Needs = Readonly<Record<string, readonly unknown[]>>;

function logOf(needs: Needs): Log {
  const entries = Object.entries(needs).map(([id, prerequisites]) =>
    resource(id, prerequisites.length > 0 ? { prerequisites } : {}),
  );
  return buildLog(entries, { drafts: false }).log;
}

function around(needs: Needs, id = 'middle') {
  const log = logOf(needs);
  return neighboursOf(log, log.find(resourceKey(id)) as Resource);
}

const chain: Needs = { a: [], b: ['a'], c: ['b'], middle: ['c'], d: ['middle'], e: ['d'], f: ['e'] };

describe('around a resource', () => {
  test('are its prerequisites and dependents, at most two steps away', () => {
    expect(around(chain).all.map(({ resource: { id }, distance }) => [id, distance])).toEqual([
      ['c', -1],
      ['b', -2],
      ['middle', 0],
      ['d', 1],
      ['e', 2],
    ]);
  });

  test('are at most seven resources per side, nearest first, and the number of others', () => {
    const near = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
    const needs = { x: [], y: [], z: [], ...Object.fromEntries(near.map((id) => [id, ['x', 'y', 'z']])), middle: near };
    const { all, more } = around(needs);
    expect(all.map(({ resource: { id } }) => id)).toEqual([...near, 'x', 'middle']);
    expect(more).toEqual({ before: 2, behind: 0 });
  });

  test('are edges of one step, marked if they are alternatives', () => {
    const needs = { c: [], a: ['c'], b: ['a'], middle: [{ resource: 'b', or: 'a' }] };
    const { all, edges } = around(needs);
    const names = edges.map(({ from, to, isEither }) => [all[from]?.resource.id, all[to]?.resource.id, isEither]);
    expect(names).toEqual([
      ['c', 'a', false],
      ['b', 'middle', true],
      ['a', 'middle', true],
    ]);
  });
});

describe('the drawing', () => {
  const needs = { ...chain, constructor: ['middle'], g: ['middle', 'b'] };

  test.each(['ltr', 'rtl'] as const)(
    'puts each box behind those that it rests on, apart from all others (%s)',
    (direction) => {
      const neighbours = around(needs);
      const { boxes, width, height } = layOutNeighbours(neighbours, direction);
      const ahead = direction === 'ltr' ? 1 : -1;
      for (const { from, to } of neighbours.edges) {
        expect(((boxes[to]?.x ?? 0) - (boxes[from]?.x ?? 0)) * ahead).toBeGreaterThan(boxWidth);
      }
      for (const [index, box] of boxes.entries()) {
        expect(box.x - boxWidth / 2).toBeGreaterThanOrEqual(0);
        expect(box.x + boxWidth / 2).toBeLessThanOrEqual(width);
        expect(box.y + box.height / 2).toBeLessThanOrEqual(height);
        for (const other of boxes.slice(index + 1)) {
          const isApart =
            Math.abs(box.x - other.x) >= boxWidth || Math.abs(box.y - other.y) >= (box.height + other.height) / 2;
          expect(isApart).toBe(true);
        }
      }
    },
  );

  test('is the same each time', () => {
    const made = () => JSON.stringify(layOutNeighbours(around(needs), 'ltr').edges);
    expect(made()).toBe(made());
  });

  test('has a box as high as its lines', () => {
    const [box] = layOutNeighbours(around({ middle: [] }), 'ltr').boxes;
    expect(box?.lines).toEqual(['Resource middle']);
    expect(box?.height).toBeGreaterThan(lineHeight);
  });
});

test.each([
  ['Mistral 7B', ['Mistral 7B']],
  ['Attention in transformers, step-by-step', ['Attention in transformers,', 'step-by-step']],
  [
    'DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models',
    ['DeepSeekMath: Pushing', 'the Limits of', 'Mathematical Reasoning…'],
  ],
  ['openai/lm-human-preferences', ['openai/lm-human-', 'preferences']],
  ['深層学習の基礎から応用まで', ['深層学習の基礎から応用ま', 'で']],
])('the title "%s" stands in the lines %j', (title, lines) => {
  expect(wrapped(title)).toEqual(lines);
});

test('a word that is longer than a line is broken', () => {
  const lines = wrapped('x'.repeat(50));
  expect(lines.join('')).toBe('x'.repeat(50));
  expect(lines).toHaveLength(3);
});
