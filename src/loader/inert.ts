import { onOneLine } from './terminal.ts';

/**
 * A text as a Markdown code span (CommonMark 6.1) on one line. GitHub does not turn text in a code span into a mention,
 * link, reference, picture or HTML. Invisible characters are spelled out.
 */
export function inert(text: string): string {
  const line = onOneLine(text.replace(/\s+/gu, ' '))
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '\uFFFD')
    .trim();
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The length of the longest run of backticks in a text. A fence around the text must be longer. */
export function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
