import { expect, test } from 'vitest';
import { parseSyntax } from '../../../markdown/parse.ts';
import { makeVault } from './fixtures/vault.ts';
import { treeBelow } from './treeBelow.ts';

const header = "---\ntitle: 'A note: *one*'\n---\n\n";

test('a tree below a header is that of the whole text', async () => {
  const notes = Object.entries(await makeVault(40)).filter(([file]) => file.includes('Note '));
  for (const [, content] of notes) {
    const body = String(content)
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .trimStart();
    const tree = parseSyntax(body);
    expect(tree && treeBelow(header, body, tree)).toEqual(parseSyntax(header + body));
  }
});

test('a body that would be frontmatter by itself is parsed with its header', () => {
  const body = '---\ntext\n---\n';
  expect(treeBelow(header, body, parseSyntax(body) ?? { type: 'root', children: [] })).toBeUndefined();
});
