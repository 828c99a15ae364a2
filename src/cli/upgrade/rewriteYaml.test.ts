import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rewriteYaml } from './rewriteYaml.ts';

const rewritten = (lines: readonly string[], wanted: Record<string, unknown>) =>
  rewriteYaml(`${lines.join('\n')}\n`, wanted)
    .split('\n')
    .slice(0, -1);

const resource = [
  '# Read this first.',
  "title: 'Attention: all you need' # the paper",
  'type:   paper',
  '',
  'authors: [Ashish Vaswani,   et al.]',
  'prerequisites:',
  '  - resource: word2vec # for the vectors',
  '    reason: >-',
  '      Words become',
  '      vectors.',
  '  - gru',
  'year: 2017',
];
const old = () => parse(resource.join('\n')) as Record<string, unknown>;

describe('rewriting YAML', () => {
  test('keeps every byte if nothing changes', () => {
    expect(rewritten(resource, old())).toEqual(resource);
  });

  test('renames a key in place', () => {
    const { year, ...rest } = old();
    const lines = rewritten(resource, { ...rest, published: year });
    expect(lines).toEqual([...resource.slice(0, -1), 'published: 2017']);
  });

  test('changes a value and keeps the comment after it', () => {
    const lines = rewritten(resource, { ...old(), title: 'Attention' });
    expect(lines[1]).toBe('title: Attention # the paper');
    expect(lines.toSpliced(1, 1)).toEqual(resource.toSpliced(1, 1));
  });

  test('changes a nested value, and nothing around it', () => {
    const lines = rewritten(resource, {
      ...old(),
      prerequisites: [{ resource: 'glove', reason: 'Words become vectors.' }, 'gru'],
    });
    expect(lines[6]).toBe('  - resource: glove # for the vectors');
    expect(lines.toSpliced(6, 1)).toEqual(resource.toSpliced(6, 1));
  });

  test('renames a key inside a list', () => {
    const lines = rewritten(resource, {
      ...old(),
      prerequisites: [{ resource: 'word2vec', why: 'Words become vectors.' }, 'gru'],
    });
    expect(lines[7]).toBe('    why: >-');
    expect(lines.toSpliced(7, 1)).toEqual(resource.toSpliced(7, 1));
  });

  test('removes a key with its lines', () => {
    const { prerequisites: _, ...rest } = old();
    expect(rewritten(resource, rest)).toEqual([...resource.slice(0, 5), ...resource.slice(11)]);
  });

  test('inserts a new key at its position', () => {
    const { title, ...rest } = old();
    const lines = rewritten(resource, { title, level: 'introductory', ...rest });
    expect(lines).toEqual(resource.toSpliced(2, 0, 'level: introductory'));
  });

  test('inserts a new key first and last, and writes lists as lines', () => {
    const lines = rewritten(['title: One', 'type: paper'], { id: 1, title: 'One', type: 'paper', tags: ['a', 'b'] });
    expect(lines).toEqual(['id: 1', 'title: One', 'type: paper', 'tags:', '  - a', '  - b']);
  });

  test('turns a value into a list, and a list into a value', () => {
    const lines = rewritten(['topics: scaling # one', 'authors:', '  - Ada', '  - Bob', 'type: paper'], {
      topics: ['scaling'],
      authors: 'Ada',
      type: 'paper',
    });
    expect(lines).toEqual(['topics: [ scaling ] # one', 'authors:', '  Ada', 'type: paper']);
  });

  test('fills in an empty value', () => {
    expect(rewritten(['title:', 'type: paper'], { title: 'One', type: 'paper' })).toEqual([
      'title: One',
      'type: paper',
    ]);
  });

  test('rewrites a mapping in braces if its keys change', () => {
    const lines = rewritten(['author: { name: Ada, url: x } # me'], { author: { name: 'Ada' } });
    expect(lines).toEqual(['author: { name: Ada } # me']);
  });

  test('keeps quotes that a text needs', () => {
    const lines = rewritten(['title: One'], { title: 'yes: "no" # or' });
    expect(parse(lines.join('\n'))).toEqual({ title: 'yes: "no" # or' });
  });

  test('works with Windows line ends', () => {
    expect(rewriteYaml('title: One\r\ntype: paper\r\n', { name: 'One', type: 'video' })).toBe(
      'name: One\r\ntype: video\r\n',
    );
  });

  test('refuses YAML that is not a mapping', () => {
    expect(() => rewriteYaml('- one\n', { one: 1 })).toThrow('not a list of lines');
  });

  test('refuses YAML whose meaning would change', () => {
    expect(() => rewriteYaml('a: &x one\nb: *x\n', { a: 'two', b: 'one' })).toThrow('without losing');
  });
});
