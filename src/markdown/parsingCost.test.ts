import { expect, test } from 'vitest';
import { mostMarked } from './parsingCost.ts';

const marked = '[[[[[[[[[[ and\n]]]]]]]]]]';

test.each([
  ['at the start', marked, 1],
  ['after an empty line', `One.\n\n${marked}`, 3],
  ['after the frontmatter', `---\ntitle: A\n---\n${marked}`, 4],
  ['after a block of code', `\`\`\`\n((((((((((((((((((((((((\n\`\`\`\n${marked}`, 4],
  ['below a heading', `# One\n\n> ${marked.replace('\n', '\n> ')}\n\nTwo.`, 3],
  ['in a list', `- one\n- ${marked}`, 2],
])('the paragraph with the most marks is found by its first line: %s', (_, text, line) => {
  expect(mostMarked(text)).toMatchObject({ line, endLine: line + 1 });
});
