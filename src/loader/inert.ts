/**
 * A text as a code span of Markdown (CommonMark 6.1) on one line: GitHub makes no mention, link, reference, picture or
 * HTML of what is in one. Characters that cannot be seen are shown as such.
 */
export function inert(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '\uFFFD')
    .trim();
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** How long the longest run of backticks in a text is: a fence around it is longer. */
export function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
