import { inlineValuesOf, type InlineText, type InlineTexts } from '../log/inlineText.ts';
import { loadChemistry } from '../markdown/formulaMacros.ts';
import { readInlineText } from '../markdown/inlineText.ts';

/** A text as frontmatter that shows it as it is: with backslashes if it would have Markdown. */
export function literalText(text: string): string {
  return readInlineText(text, {}) ? text.replace(/[*_`$\\]/g, '\\$&') : text;
}

/** The frontmatter values that have inline Markdown, and why KaTeX rejects formulas in others, both by path. */
export async function readInlineTexts(
  fields: unknown,
  macros: Readonly<Record<string, string>>,
): Promise<{ readonly inline?: InlineTexts; readonly rejected: readonly (readonly [path: string, reason: string])[] }> {
  const inline: Record<string, InlineText> = {};
  const rejected: [string, string][] = [];
  const values = inlineValuesOf(fields);
  await loadChemistry([...values.map(([, value]) => value), ...Object.values(macros)].join('\n'));
  for (const [path, value] of values) {
    const read = readInlineText(value, macros);
    if (read?.problem !== undefined) rejected.push([path, read.problem]);
    else if (read) inline[path] = read;
  }
  return { ...(Object.keys(inline).length > 0 && { inline }), rejected };
}
