import type { SourceRange } from '../log/problem.ts';

const largest = 16 * 1024;
const deepest = 20;

/** The first limit that the YAML exceeds, and its position. Checked before parsing. */
export function brokenLimit(
  yaml: string,
  firstLine: number,
): { readonly range: SourceRange; readonly message: string } | undefined {
  if (yaml.length > largest) {
    const message = `The frontmatter has ${yaml.length} characters, more than 16 KiB.`;
    return { range: { line: firstLine, column: 1 }, message };
  }
  const message = `The YAML has more than ${deepest} levels here.`;
  let depth = 0;
  for (const [index, line] of yaml.split('\n').entries()) {
    const indent = line.search(/[^ ]/);
    if (indent > deepest * 4) return { range: { line: index + firstLine, column: indent + 1 }, message };
    for (const { index: at, 0: bracket } of line.matchAll(/[[\]{}]/g)) {
      depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
      if (depth > deepest) return { range: { line: index + firstLine, column: at + 1 }, message };
    }
  }
  return undefined;
}
