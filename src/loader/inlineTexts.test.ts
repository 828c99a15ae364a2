import { expect, test } from 'vitest';
import { readFrontmatter } from './frontmatter.ts';
import { literalText, readInlineTexts } from './inlineTexts.ts';

test.each(['a %% b %% c', '%%b%%', '100%% sure', '%%%a%%%', 'C*-algebras', '`%%a%%`', 'A plain text', '\\%% b %%'])(
  'the literal text of "%s" is read as that text',
  async (text) => {
    const source = `---\ntitle: ${JSON.stringify(literalText(text))}\n---\n`;
    const { fields, problems } = readFrontmatter('note', source, 'content/notes/it.md');
    const { inline } = await readInlineTexts(fields, {});
    expect([inline?.title?.text ?? fields?.title, problems]).toEqual([text, []]);
  },
);
