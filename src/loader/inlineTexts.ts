import { inlineValuesOf, type InlineText, type InlineTexts } from '../log/inlineText.ts';
import { readInlineText } from '../markdown/inlineText.ts';

/** The frontmatter values that have inline Markdown, and why KaTeX rejects formulas in others, both by path. */
export function readInlineTexts(
  fields: unknown,
  macros: Readonly<Record<string, string>>,
): { readonly inline?: InlineTexts; readonly rejected: readonly (readonly [path: string, reason: string])[] } {
  const inline: Record<string, InlineText> = {};
  const rejected: [string, string][] = [];
  for (const [path, value] of inlineValuesOf(fields)) {
    const read = readInlineText(value, macros);
    if (read?.problem !== undefined) rejected.push([path, read.problem]);
    else if (read) inline[path] = read;
  }
  return { ...(Object.keys(inline).length > 0 && { inline }), rejected };
}
